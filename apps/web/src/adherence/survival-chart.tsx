import { scaleLinear } from "d3-scale";
import type { ReactNode } from "react";
import type { CurvePoint, CurveStep } from "./adherence-answer.ts";

interface SurvivalChartProps {
  readonly width: number;
  readonly curve: readonly CurveStep[];
  readonly horizonHours: number;
  readonly halfLifeHours: number | null;
  readonly summary: string;
  readonly labels: { readonly hours: string; readonly atRisk: string; readonly half: string };
}

const HEIGHT = 264;
const MARGIN = { top: 14, right: 20, bottom: 56, left: 64 };
const percents = (share: number): string => `${Math.round(share * 100)} %`;

/** From all at publication down in steps, within its band; under the axis, how many it is still of. */
export function SurvivalChart(props: SurvivalChartProps): ReactNode {
  const { width, curve, horizonHours, halfLifeHours, summary, labels } = props;
  const x = scaleLinear([0, horizonHours || 1], [MARGIN.left, width - MARGIN.right]);
  const y = scaleLinear([0, 1], [HEIGHT - MARGIN.bottom, MARGIN.top]);
  // Where there is no room on the right of it, its label is on the left, below the curve.
  const isRight = halfLifeHours !== null && x(halfLifeHours) > width / 2;
  const ticks = x.ticks(Math.max(2, Math.floor(width / 90)));
  const atRisk = (hours: number): number => curve.find((step) => step.hours >= hours)?.atRisk ?? 0;
  return (
    <svg width={width} height={HEIGHT} role="img" aria-label={summary}>
      {[0, 0.5, 1].map((tick) => (
        <g key={tick}>
          <line
            x1={MARGIN.left}
            x2={width - MARGIN.right}
            y1={y(tick)}
            y2={y(tick)}
            className={tick === 0.5 ? "chart-centre" : "chart-grid"}
          />
          <text x={MARGIN.left - 8} y={y(tick)} dy="0.32em" className="chart-tick chart-end">
            {percents(tick)}
          </text>
        </g>
      ))}
      {bandsOf(curve).map(({ from, to, lower, upper }) => (
        <rect
          key={from}
          x={x(from)}
          width={Math.max(0, x(to) - x(from))}
          y={y(upper)}
          height={y(lower) - y(upper)}
          className="chart-band"
        />
      ))}
      <path d={stepsOf(curve, x, y)} className="chart-line adherence-line" />
      {halfLifeHours !== null && (
        <>
          <line x1={x(halfLifeHours)} x2={x(halfLifeHours)} y1={y(0)} y2={y(0.5)} className="chart-centre" />
          <text
            x={x(halfLifeHours) + (isRight ? -6 : 6)}
            y={y(0.5) + (isRight ? 18 : -8)}
            className={isRight ? "chart-name chart-end" : "chart-name"}
          >
            {labels.half}
          </text>
        </>
      )}
      {ticks.map((tick) => (
        <g key={tick}>
          <text x={x(tick)} y={HEIGHT - 38} className="chart-tick chart-middle">
            {tick}
          </text>
          <text x={x(tick)} y={HEIGHT - 6} className="chart-tick chart-middle">
            {atRisk(tick)}
          </text>
        </g>
      ))}
      <text x={width - MARGIN.right} y={HEIGHT - 23} className="chart-tick chart-end">
        {labels.hours}
      </text>
      <text x={0} y={HEIGHT - 6} className="chart-tick">
        {labels.atRisk}
      </text>
    </svg>
  );
}

const SMALL = { width: 132, height: 56 };

/** The same without words, small; all of them to one scale. */
export function SmallSurvival({
  curve,
  hours,
  summary,
}: {
  readonly curve: readonly CurvePoint[];
  readonly hours: number;
  readonly summary: string;
}): ReactNode {
  const x = scaleLinear([0, hours || 1], [0, SMALL.width]);
  const y = scaleLinear([0, 1], [SMALL.height - 2, 2]);
  return (
    <svg width={SMALL.width} height={SMALL.height} role="img" aria-label={summary}>
      <line x1={0} x2={SMALL.width} y1={y(0.5)} y2={y(0.5)} className="chart-centre" />
      <line x1={0} x2={SMALL.width} y1={y(0)} y2={y(0)} className="chart-grid" />
      <path d={stepsOf(curve, x, y)} className="chart-line" />
    </svg>
  );
}

type Scale = (value: number) => number;

/** It stays as it is until something breaks. */
const stepsOf = (curve: readonly CurvePoint[], x: Scale, y: Scale): string =>
  curve.reduce((path, { hours, share }) => `${path}H${x(hours)}V${y(share)}`, `M${x(0)} ${y(1)}`);

/** The band of a step reaches to the next one. */
const bandsOf = (curve: readonly CurveStep[]) =>
  curve.flatMap(({ hours, lower, upper }, k) => {
    const next = curve[k + 1];
    return next === undefined || lower === null || upper === null
      ? []
      : [{ from: hours, to: next.hours, lower, upper }];
  });
