import type { ReactNode } from "react";
import type { Version } from "../api/rule-documents.ts";
import { formatTime } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { changeText } from "./rule-form.ts";

interface HistoryProps {
  readonly of: readonly Version[];
  readonly zone: string;
}

/** The latest versions: who put it in force, when, why, and what it made different. */
export function History({ of, zone }: HistoryProps): ReactNode {
  if (of.length === 0) return null;
  // They are counted from 1 without a gap.
  const earlier = (of.at(-1)?.version ?? 1) - 1;
  return (
    <section className="rules-history">
      <h2>{t("rules.history")}</h2>
      <ol reversed start={of[0]?.version}>
        {of.map((version) => (
          <li key={version.version} value={version.version}>
            <details>
              <summary>
                {t("rules.historyLine", { n: version.version, reason: version.reason })}
                <span className="card-small">
                  {t("rules.historyBy", {
                    when: formatTime(version.at, zone, "full"),
                    by: version.by,
                    count: version.count,
                  })}
                </span>
              </summary>
              <ul>
                {version.changes.map((change) => (
                  <li key={change.rule}>{changeOf(change)}</li>
                ))}
              </ul>
            </details>
          </li>
        ))}
      </ol>
      {earlier > 0 && <p className="steward-hint">{t("rules.earlier", { n: earlier })}</p>}
    </section>
  );
}

function changeOf({ rule, before, after }: Version["changes"][number]): string {
  if (before === null || before === undefined) return t("rules.cameIn", { rule });
  if (after === null || after === undefined) return t("rules.wentOut", { rule });
  return t("rules.wasChanged", { rule, what: changeText(before, after) || t("rules.nothing") });
}
