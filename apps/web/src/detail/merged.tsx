import type { LiveException } from "@lockstep/protocol/live";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { t, word } from "../i18n/i18n.ts";
import { useActing } from "../shell/acting.ts";
import { useSnapshot, useView } from "../shell/context.tsx";
import { SeverityChip, StateChip } from "../ui/chips.tsx";
import { Money } from "../ui/figures.tsx";
import { Phrase } from "../ui/phrase.tsx";
import styles from "./merged.module.css";
import { Section } from "./panel.tsx";

/** What was merged into it and is in all its figures, each to be split off by who may. */
export function Merged({ parts }: { readonly parts: readonly LiveException[] }): ReactNode {
  const acting = useActing();
  const view = useView();
  if (parts.length === 0) return null;
  return (
    <Section title={t("detail.merged")} hint={t("detail.mergedHint", { n: parts.length })}>
      <ul className={styles["parts"]}>
        {parts.map((part) => (
          <li key={part.id}>
            <div className={styles["what"]}>
              <SeverityChip severity={part.severity} over={!part.present} />
              {!part.present && <StateChip>{t("card.cleared")}</StateChip>}
              <span className="card-kind">{word("kind", part.kind)}</span>
              <Link to="/" search={{ ...view, at: part.id, open: undefined }} className={`open ${styles["title"]}`}>
                <Phrase of={part.title} />
              </Link>
            </div>
            <div className={styles["money"]}>
              <Money value={part.valueAtRisk} from={{ of: "EXCEPTION", id: part.id, figure: "VALUE_AT_RISK" }} />
              <span className="card-small">
                {part.impacted.length === 0 ? t("card.noLines") : t("card.atRiskLines", { n: part.impacted.length })}
              </span>
            </div>
            {part.nextActions.includes("SPLIT") && (
              <button
                type="button"
                className="button button-small"
                disabled={acting.sending.has(part.id)}
                onClick={() => acting.start({ action: "SPLIT", row: part })}
              >
                {word("action", "SPLIT")}
                <span className="visually-hidden">: {part.title}</span>
              </button>
            )}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Which one it is part of. */
export function PartOf({ id }: { readonly id: string }): ReactNode {
  const view = useView();
  const { state } = useSnapshot();
  return (
    <p className="remark">
      {t("detail.partOf")}{" "}
      <Link to="/" search={{ ...view, at: id, open: undefined }} className="open">
        {state?.exceptions.get(id)?.title ?? t("detail.mutedByLink")}
      </Link>
    </p>
  );
}
