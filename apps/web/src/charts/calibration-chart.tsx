import { scaleLinear } from "d3-scale";
import type { ReactNode } from "react";

export interface Calibrated {
  readonly said: number;
  readonly was: number;
  readonly n: number;
}

interface CalibrationChartProps {
  readonly width: number;
  readonly points: readonly Calibrated[];
  readonly summary: string;
  readonly labels: { readonly said: string; readonly was: string };
}

const HEIGHT = 208;
const MARGIN = { top: 10, right: 16, bottom: 36, left: 48 };

/** What was said against how often it was so: on the diagonal is right. A dot's area is how many it is of. */
export function CalibrationChart({ width, points, summary, labels }: CalibrationChartProps): ReactNode {
  const x = scaleLinear([0, 1], [MARGIN.left, width - MARGIN.right]);
  const y = scaleLinear([0, 1], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const most = points.reduce((max, { n }) => Math.max(max, n), 1);
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={summary}>
      {[0, 0.5, 1].map((tick) => (
        <g key={tick}>
          <line x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} className="chart-grid" />
          <text x={x(0) - 6} y={y(tick)} dy="0.32em" className="chart-tick chart-end">
            {percent(tick)}
          </text>
          <text x={x(tick)} y={HEIGHT - 20} className={`chart-tick ${tick === 1 ? "chart-end" : "chart-middle"}`}>
            {percent(tick)}
          </text>
        </g>
      ))}
      <line x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} className="chart-centre" />
      {points.map(({ said, was, n }) => (
        <circle key={said} cx={x(said)} cy={y(was)} r={3 + 9 * Math.sqrt(n / most)} className="chart-dot chart-see" />
      ))}
      <text x={x(0.5)} y={HEIGHT - 4} className="chart-tick chart-middle">
        {labels.said}
      </text>
      <text x={x(0) + 6} y={MARGIN.top + 4} dy="0.32em" className="chart-tick">
        {labels.was}
      </text>
    </svg>
  );
}
