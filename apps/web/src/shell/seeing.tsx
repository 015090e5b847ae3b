import { type ReactNode, useState } from "react";
import type { PlantAnswer } from "../api/answers.ts";
import { beginAnew, willBeginAt } from "../api/begin-anew.ts";
import { rest } from "../api/rest.ts";
import { t, word } from "../i18n/i18n.ts";

/** Says on every page that an administrator looks with somebody else's eyes, and ends it. */
export function Seeing({ viewer }: Pick<PlantAnswer, "viewer">): ReactNode {
  const [problem, setProblem] = useState<string | null>(null);
  const { name, seenBy, roles } = viewer;
  const end = (): void => {
    willBeginAt("/people");
    rest("POST", "/auth/see-as/end", {}).then(beginAnew, ({ message }: Error) => {
      willBeginAt(null);
      setProblem(message);
    });
  };
  return (
    <section className="seeing" aria-label={t("seeing.title")}>
      <p>
        <strong>{t("seeing.as", { name })}</strong>{" "}
        {t("seeing.hint", { by: seenBy ?? "", roles: roles.map((role) => word("role", role)).join(", ") })}
      </p>
      {problem !== null && <p role="alert">{problem}</p>}
      <button type="button" className="button" onClick={end}>
        {t("seeing.end")}
      </button>
    </section>
  );
}
