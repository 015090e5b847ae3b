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
/** Where the axis is labelled, in percent. */
const TICKS = [0, 25, 50, 75] as const;

/** The projection as bars, the plan as a ghost beneath each, and where now is. The grid below says the same in words. */
export function OperationsGantt({ operations, now, zone, summary }: GanttProps): ReactNode {
  const span = spanOf(operations, Date.parse(now));
  const at = (iso: string): number => (100 * (Date.parse(iso) - span.from)) / (span.to - span.from);
  const bar = (start: string, finish: string) => ({
    x: `${at(start)}%`,
    width: `${Math.max(0.4, at(finish) - at(start))}%`,
  });
  const height = operations.length * ROW;
  const here = Date.parse(now) >= span.from && Date.parse(now) <= span.to ? at(now) : null;
  const ticks = TICKS.map((share) => new Date(span.from + (share / 100) * (span.to - span.from)).toISOString());
  return (
    <div className="gantt" role="img" aria-label={summary}>
      <div className="gantt-names" aria-hidden="true">
        {operations.map((one) => (
          <span key={one.seq} style={{ height: ROW }}>
            {t("order.operation", { seq: one.seq, resource: one.resourceName ?? one.resource ?? "–" })}
          </span>
        ))}
      </div>
      <div className="gantt-picture" aria-hidden="true">
        <svg width="100%" height={height} aria-hidden="true">
          {operations.map((one, index) => (
            <g key={one.seq}>
              <rect
                {...bar(one.plannedStart, one.plannedFinish)}
                y={index * ROW + 15}
                height="7"
                className="gantt-plan"
                rx="1"
              />
              {one.projectedStart !== null && one.projectedFinish !== null && (
                <rect
                  {...bar(one.projectedStart, one.projectedFinish)}
                  y={index * ROW + 4}
                  height="10"
                  className="gantt-projection"
                  rx="1"
                />
              )}
            </g>
          ))}
          {here !== null && <line x1={`${here}%`} x2={`${here}%`} y1="0" y2={height} className="ruler-now" />}
        </svg>
        <div className="gantt-ticks">
          {ticks.map((tick, index) => (
            <span key={tick} style={{ left: `${TICKS[index]}%` }}>
              {tickText(tick, ticks[index - 1] ?? now, zone)}
            </span>
          ))}
        </div>
      </div>
      <div className="legend" aria-hidden="true">
        <span className="key-bar">{t("order.projected")}</span>
        <span className="key-plan">{t("order.planned")}</span>
        {here !== null && (
          <span className="key-now">
            {t("order.now")} {formatNear(now, now, zone)}
          </span>
        )}
      </div>
    </div>
  );
}

/** The day is told where it changes. */
const tickText = (tick: string, before: string, zone: string): string => formatNear(tick, before, zone);

/** From the first to the last of plan and projection; now is taken in where that does not squeeze the bars. */
function spanOf(operations: readonly Operation[], now: number): { readonly from: number; readonly to: number } {
  const times = operations
    .flatMap((one) => [one.plannedStart, one.plannedFinish, one.projectedStart, one.projectedFinish])
    .flatMap((at) => (at === null ? [] : [Date.parse(at)]));
  const from = Math.min(...times);
  const to = Math.max(...times, from + 60_000);
  const room = to - from;
  return { from: now < from && from - now < room ? now : from, to: now > to && now - to < room ? now : to };
}
