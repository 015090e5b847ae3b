import type { OtifDefinition, OtifTolerance } from "@lockstep/protocol/generated/schema";
import type { ReactNode } from "react";
import { Table } from "../escalation/table.tsx";
import { formatNear } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";
import { useNow, useZone } from "../shell/context.tsx";

interface VersionsProps {
  readonly id: string;
  /** The newest first. */
  readonly versions: readonly OtifDefinition[];
  /** Null: nothing may be declared. */
  readonly onTake: ((definition: OtifDefinition) => void) | null;
}

/** All that was ever declared of one definition. */
export function Versions({ id, versions, onTake }: VersionsProps): ReactNode {
  const zone = useZone();
  const now = useNow();
  const said = (iso: string): string => formatNear(iso, now, zone);
  const heads = ["version", "whose", "counts", "window", "lines", "declared"] as const;
  return (
    <section className="definitions-versions">
      <h2>{t("definitions.versions", { n: versions.length, id })}</h2>
      <Table
        heads={heads.map((head) => t(`definitions.${head}`))}
        {...(onTake === null ? {} : { action: t("definitions.takeShort") })}
      >
        {versions.map((one) => (
          <tr key={one.version}>
            <td>{one.version}</td>
            <td>{one.customer ?? t("definitions.company")}</td>
            <td>
              {one.description}
              <small>{countsText(one)}</small>
            </td>
            <td>{windowText(one)}</td>
            <td>{linesText(one, said)}</td>
            <td>
              {one.declaredBy == null || one.declaredAt == null
                ? t("definitions.shipped")
                : t("definitions.declaredBy", { by: one.declaredBy, at: said(one.declaredAt) })}
            </td>
            {onTake !== null && (
              <td>
                <button
                  type="button"
                  className="button button-small"
                  aria-label={t("definitions.take", { n: one.version })}
                  onClick={() => onTake(one)}
                >
                  {t("definitions.takeShort")}
                </button>
              </td>
            )}
          </tr>
        ))}
      </Table>
    </section>
  );
}

const countsText = ({ level, event, basis }: OtifDefinition): string =>
  t("definitions.countsAs", {
    level: t(`definitions.is.${level}`),
    event: t(`definitions.is.${event}`),
    basis: t(`definitions.is.${basis}`),
  });

const windowText = ({ early, late }: OtifDefinition): string =>
  early == null
    ? `${t("definitions.unit.any")}, ${lengthText(late)}`
    : t("definitions.windowOf", { early: lengthText(early), late: lengthText(late) });

const lengthText = ({ minutes, days }: OtifTolerance): string =>
  days == null ? t("definitions.minutes", { n: minutes ?? 0 }) : t("definitions.days", { n: days });

function linesText({ from, to }: OtifDefinition, said: (iso: string) => string): string {
  if (from == null && to == null) return t("definitions.allLines");
  const any = t("definitions.anyDate");
  return t("definitions.linesFrom", { from: from == null ? any : said(from), to: to == null ? any : said(to) });
}
