import type { Readiness } from "@lockstep/protocol/imports";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { typeName } from "./texts.ts";

/** What is there for a projection, and what is still missing. */
export function Needs({ ready, missing }: Readiness): ReactNode {
  return (
    <section className="needs">
      <h2>{t("import.needs")}</h2>
      {missing.length === 0 ? (
        <p className="needs-ready">
          {t("import.ready")} <Link to="/">{t("import.openBoard")}</Link>
        </p>
      ) : (
        <p className="import-hint">{t("import.needsHint")}</p>
      )}
      <ul>
        {ready.map(({ type, need, known }) => (
          <li key={type} data-known={known > 0}>
            <span className="needs-mark" aria-hidden="true">
              {known > 0 ? "✓" : "○"}
            </span>
            <span>{typeName(type)}</span>
            <span className="needs-need">{known > 0 ? "" : t(`import.need.${need}`)}</span>
            <span className="needs-known">{t("import.known", { n: known })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
