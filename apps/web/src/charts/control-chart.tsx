import { scaleLinear, scalePoint } from "d3-scale";
import { area, curveStepAfter, line } from "d3-shape";
import type { ReactNode } from "react";

export interface ControlPoint {
  readonly key: string;
  readonly value: number;
  readonly n: number;
  readonly lower: number | null;
  readonly upper: number | null;
  readonly isRunning: boolean;
  /** Part of a signal. */
  readonly isSignal: boolean;
}

interface ControlChartProps {
  readonly width: number;
  readonly points: readonly ControlPoint[];
  readonly centre: number | null;
  /** One sentence. */
  readonly summary: string;
  readonly labels: { readonly upper: string; readonly centre: string; readonly lower: string };
  readonly format: (share: number) => string;
  readonly picked: string | undefined;
  /** What a point is called for those who hear it; what happens when it is chosen. */
  readonly nameOf: (point: ControlPoint) => string;
  readonly onPick: (key: string) => void;
}

const HEIGHT = 232;
const MARGIN = { top: 12, right: 64, bottom: 40, left: 48 };
const LABEL_PX = 72;

/** Shares over time within what is normal for them: p′ with limits that step, n under each period. */
export function ControlChart({
  width,
  points,
  centre,
  summary,
  labels,
  format,
  picked,
  nameOf,
  onPick,
}: ControlChartProps): ReactNode {
  const x = scalePoint<string>(
    points.map(({ key }) => key),
    [MARGIN.left, width - MARGIN.right],
  ).padding(0.5);
  const least = points.reduce((low, { value, lower }) => Math.min(low, value, lower ?? 1), 1);
  const y = scaleLinear([Math.max(0, least - 0.05), 1], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(4);
  const at = ({ key }: ControlPoint): number => x(key) ?? 0;
  const half = x.step() / 2;
  const limited = points.flatMap(({ lower, upper, ...point }) =>
    lower === null || upper === null ? [] : [{ ...point, lower, upper }],
  );
  // A step reaches from half a period before to half a period behind.
  const steps = limited.flatMap((point) => [
    { at: (x(point.key) ?? 0) - half, ...point },
    { at: (x(point.key) ?? 0) + half, ...point },
  ]);
  const band = area<(typeof steps)[number]>()
    .x((one) => one.at)
    .y0((one) => y(one.lower))
    .y1((one) => y(one.upper))
    .curve(curveStepAfter)(steps);
  const path = line<ControlPoint>()
    .x(at)
    .y(({ value }) => y(value))(points);
  const every = Math.max(1, Math.ceil(LABEL_PX / Math.max(1, x.step())));
  const last = limited.at(-1);
  return (
    <div className="chart-plot" style={{ height: HEIGHT }}>
      <svg width={width} height={HEIGHT} role="img" aria-label={summary}>
        {y.ticks(4).map((tick) => (
          <g key={tick}>
            <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(tick)} y2={y(tick)} className="chart-grid" />
            <text x={MARGIN.left - 6} y={y(tick)} dy="0.32em" className="chart-tick chart-end">
              {format(tick)}
            </text>
          </g>
        ))}
        {band !== null && <path d={band} className="chart-band" />}
        {centre !== null && (
          <line x1={MARGIN.left} x2={width - MARGIN.right} y1={y(centre)} y2={y(centre)} className="chart-centre" />
        )}
        {last !== undefined && centre !== null && (
          <SideLabels y={y} x={width - MARGIN.right + 6} last={last} centre={centre} labels={labels} />
        )}
        {path !== null && <path d={path} className="chart-line" />}
        {points.map((point, k) => (
          <g key={point.key}>
            <Mark x={at(point)} y={y(point.value)} point={point} />
            {k % every === (points.length - 1) % every && (
              <>
                <text x={at(point)} y={HEIGHT - 22} className="chart-tick chart-middle">
                  {point.key}
                </text>
                <text x={at(point)} y={HEIGHT - 6} className="chart-tick chart-middle chart-quiet">
                  n {point.n}
                </text>
              </>
            )}
          </g>
        ))}
      </svg>
      {points.map((point) => (
        <button
          key={point.key}
          type="button"
          className="chart-hot"
          aria-label={nameOf(point)}
          title={nameOf(point)}
          aria-pressed={picked === point.key}
          style={{ left: at(point) - 12, top: y(point.value) - 12 }}
          onClick={() => onPick(point.key)}
        />
      ))}
    </div>
  );
}

interface SideLabelsProps {
  readonly x: number;
  readonly y: (share: number) => number;
  readonly last: { readonly lower: number; readonly upper: number };
  readonly centre: number;
  readonly labels: ControlChartProps["labels"];
}

const ROW_PX = 14;

/** One under the other, also where the lines that they name are close. */
function SideLabels({ x, y, last, centre, labels }: SideLabelsProps): ReactNode {
  const middle = y(centre);
  const upper = Math.min(y(last.upper), middle - ROW_PX);
  const lower = Math.max(y(last.lower), middle + ROW_PX);
  return (
    <>
      {(
        [
          [labels.upper, upper],
          [labels.centre, middle],
          [labels.lower, lower],
        ] as const
      ).map(([text, at]) => (
        <text key={text} x={x} y={at} dy="0.32em" className="chart-tick">
          {text}
        </text>
      ))}
    </>
  );
}

/** Normal is grey; what is part of a signal stands out by shape and colour; what has not ended is hollow. */
function Mark({ x, y, point }: { readonly x: number; readonly y: number; readonly point: ControlPoint }): ReactNode {
  if (point.isSignal)
    return <path d={`M${x} ${y - 7}L${x + 7} ${y + 5}L${x - 7} ${y + 5}Z`} className="chart-signal" />;
  return <circle cx={x} cy={y} r={4} className={point.isRunning ? "chart-dot chart-running" : "chart-dot"} />;
}
