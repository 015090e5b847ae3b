import { lineageOfSubject } from "@lockstep/protocol/lineage-of";
import type { ReactNode } from "react";
import { quantity as quantityText } from "../format/numbers.ts";
import { formatTime } from "../format/time.ts";
import { type MessageId, t } from "../i18n/i18n.ts";
import { useChangeView } from "../shell/context.tsx";
import { JsonText } from "../ui/json-text.tsx";
import type { Rivals as Found, Rival } from "./lineage-answer.ts";

interface RivalsProps {
  readonly of: Found;
  readonly zone: string;
}

/** Who was given stock or a machine before what the figure leans on; nothing where nobody was. */
export function Rivals({ of: { totalCount, isWhole, nodes }, zone }: RivalsProps): ReactNode {
  if (totalCount === 0 && isWhole) return null;
  const total = isWhole ? quantityText(totalCount) : t("lineage.beforeAtLeast", { n: totalCount });
  return (
    <details className="lineage-rivals">
      <summary>
        {t("lineage.before")} <span className="count">{total}</span>
      </summary>
      {nodes.length < totalCount && (
        <p className="lineage-where">{t("lineage.beforeShown", { shown: nodes.length, total })}</p>
      )}
      {!isWhole && <p className="lineage-where">{t("lineage.beforeMore")}</p>}
      <ul className="lineage-facts">
        {nodes.map((rival) => (
          <One key={`${rival.waits} ${rival.at} ${rival.id} ${rival.operation ?? ""}`} of={rival} zone={zone} />
        ))}
      </ul>
    </details>
  );
}

function One({ of: rival, zone }: { readonly of: Rival; readonly zone: string }): ReactNode {
  const change = useChangeView();
  const { waits, kind, id, operation, why, facts } = rival;
  const of = lineageOfSubject(kind);
  return (
    <li>
      <details>
        <summary>
          <span className="lineage-role">
            <strong>{operation ?? id}</strong> {whatOf(rival, zone)}
          </span>
          <span className="lineage-where">
            {t("lineage.beforeOf", { waits })} · {t(`lineage.why.${why}` as MessageId)}
            {rankOf(rival, zone)}
          </span>
        </summary>
        {of !== null && (
          <button type="button" className="button" onClick={() => change({ from: `${of}|${id}|ALL` })}>
            {t("lineage.beforeOpen", { id })}
          </button>
        )}
        {facts.map(({ seq, type, source, time, event }) => (
          <div key={seq}>
            <p className="lineage-where">
              {type} · {formatTime(time, zone, "full")} · {source} · #{seq}
            </p>
            <JsonText label={t("lineage.event")} text={event} />
          </div>
        ))}
      </details>
    </li>
  );
}

function whatOf({ at, quantity, from, until }: Rival, zone: string): string {
  const [begins, ends] = [from, until].map((moment) => formatTime(moment, zone, "day-minute"));
  if (quantity === null) return t("lineage.beforeThere", { at, from: begins, until: ends });
  return t("lineage.beforeTook", { at, quantity: quantityText(quantity), from: begins });
}

const rankOf = ({ needAt, priority }: Rival, zone: string): string =>
  needAt === null || priority === null
    ? ""
    : ` · ${t("lineage.beforeRank", { need: formatTime(needAt, zone, "day-minute"), priority })}`;
