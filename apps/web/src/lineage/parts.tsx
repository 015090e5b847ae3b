import { useApolloClient } from "@apollo/client/react";
import type { ReactNode } from "react";
import { READ_PARTS } from "../api/lineage-documents.ts";
import { quantity } from "../format/numbers.ts";
import { formatTime } from "../format/time.ts";
import { type MessageId, t } from "../i18n/i18n.ts";
import { FigureFrom } from "./figure-from.tsx";
import type { LineagePart, LineageParts } from "./lineage-answer.ts";
import { MoreButton } from "./more-button.tsx";
import type { LineageSubject } from "./subject.ts";
import { useMore } from "./use-more.ts";
import { inUnit } from "./value-words.ts";

interface PartsProps {
  readonly subject: LineageSubject;
  readonly of: LineageParts;
  readonly zone: string;
}

/** What a figure is made of; each part opens where it comes from itself. */
export function Parts({ subject, of, zone }: PartsProps): ReactNode {
  const client = useApolloClient();
  const { nodes, goOn, isFailed } = useMore(of, async (after) => {
    const answer = await client.query({ query: READ_PARTS, variables: { ...subject, after } });
    return answer.data?.lineage?.parts ?? null;
  });
  return (
    <section className="section" aria-label={t("lineage.parts")}>
      <h3>
        {t("lineage.parts")}
        <span className="section-hint">
          {t(`lineage.makeUp.${of.makeUp}` as MessageId, { n: of.totalCount })}
          {nodes.length < of.totalCount &&
            ` · ${t("lineage.factsShown", { shown: nodes.length, total: of.totalCount })}`}
        </span>
      </h3>
      {nodes.length === 0 ? (
        <p>{t("lineage.noParts")}</p>
      ) : (
        <ul className="lineage-parts">
          {nodes.map((part, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a thing may be a part more than once, and parts keep their places
            <li key={place}>
              <FigureFrom from={part}>{part.name}</FigureFrom>
              <span className="lineage-where">{part.at !== null && formatTime(part.at, zone, "day-minute")}</span>
              <strong>{shownOf(part, of)}</strong>
            </li>
          ))}
        </ul>
      )}
      <MoreButton goOn={goOn} isFailed={isFailed} />
    </section>
  );
}

/** Of a share that weighs more than one, both sides of the fraction. */
function shownOf({ value, weight }: LineagePart, { makeUp, unit }: LineageParts): string {
  if (value === null) return "";
  if (makeUp !== "SHARE") return inUnit(value, unit);
  if (unit !== "SHARE" || weight === null) return inUnit(value, unit);
  const part = Number(JSON.parse(value));
  if (weight === 1 && (part === 0 || part === 1)) return t(part === 1 ? "lineage.yes" : "lineage.no");
  return weight === 1 ? inUnit(value, unit) : `${quantity(part)} / ${quantity(weight)}`;
}
