import type { ReactNode } from "react";
import type { Operation } from "../api/answers.ts";
import { formatNear } from "../format/time.ts";
import { t } from "../i18n/i18n.ts";

interface GanttProps {
  readonly operations: readonly Operation[];
  readonly now: string;
  readonly zone: string;
  readonly summary: string;
}

const ROW = 26;

/** The projection as bars, the plan as a ghost beneath each, and where now is. The grid below says the same in words. */
export function OperationsGantt({ operations, now, zone, summary }: GanttProps): ReactNode {
  const instants = operations.flatMap((one) => [
    one.plannedStart,
    one.plannedFinish,
    one.projectedStart,
    one.projectedFinish,
  ]);
  const times = instants.flatMap((at) => (at === null ? [] : [Date.parse(at)]));
  const from = Math.min(...times);
  const to = Math.max(...times, from + 60_000);
  const at = (iso: string): number => (100 * (Date.parse(iso) - from)) / (to - from);
  const bar = (start: string, finish: string) => ({
    x: `${at(start)}%`,
    width: `${Math.max(0.4, at(finish) - at(start))}%`,
  });
  const height = operations.length * ROW;
  const here = Date.parse(now) >= from && Date.parse(now) <= to ? at(now) : null;
  return (
    <div className="gantt" role="img" aria-label={summary}>
      <svg width="100%" height={height} aria-hidden="true">
        {operations.map((one, index) => (
          <g key={one.seq}>
            <rect
              {...bar(one.plannedStart, one.plannedFinish)}
              y={index * ROW + 14}
              height="8"
              className="gantt-plan"
              rx="1"
            />
            {one.projectedStart !== null && one.projectedFinish !== null && (
              <rect
                {...bar(one.projectedStart, one.projectedFinish)}
                y={index * ROW + 3}
                height="11"
                className="gantt-projection"
                rx="1"
              />
            )}
          </g>
        ))}
        {here !== null && <line x1={`${here}%`} x2={`${here}%`} y1="0" y2={height} className="ruler-now" />}
      </svg>
      <div className="legend" aria-hidden="true">
        <span>{formatNear(new Date(from).toISOString(), now, zone)}</span>
        <span className="key-plan">{t("order.planned")}</span>
        <span className="key-bar">{t("order.projected")}</span>
        {here !== null && <span className="key-now">{t("order.now")}</span>}
        <span>{formatNear(new Date(to).toISOString(), now, zone)}</span>
      </div>
    </div>
  );
}
