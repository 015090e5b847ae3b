import { scaleLinear } from "d3-scale";
import type { ReactNode } from "react";

export interface Fall {
  readonly key: string;
  readonly name: string;
  /** In percent of all. */
  readonly lost: number;
}

interface WaterfallChartProps {
  readonly width: number;
  readonly falls: readonly Fall[];
  /** In percent: 100 less all falls. */
  readonly result: number;
  readonly summary: string;
  readonly labels: { readonly whole: string; readonly result: string };
  /** What a row is called for those who hear it; what happens when it is chosen. */
  readonly nameOf: (row: { readonly name: string; readonly text: string }) => string;
  readonly onPick: (key: string) => void;
}

const ROW_PX = 28;
const NAME_PX = 148;
const TEXT_PX = 64;

/** From 100 % down to the result: each step begins where the one before ended. */
export function WaterfallChart({
  width,
  falls,
  result,
  summary,
  labels,
  nameOf,
  onPick,
}: WaterfallChartProps): ReactNode {
  // What was kept is most of it and says little: the scale begins near the result, and the axis says so.
  const least = Math.max(0, Math.floor((result - 5) / 10) * 10);
  const x = scaleLinear([least, 100], [NAME_PX, Math.max(NAME_PX + 20, width - TEXT_PX)]);
  let level = 100;
  const steps = falls.map((fall) => {
    const from = level;
    level -= fall.lost;
    return { ...fall, from, to: level };
  });
  const rows = [
    { key: "whole", name: labels.whole, from: 100, to: least, text: "100.00" },
    ...steps.map((step) => ({ ...step, text: `−${step.lost.toFixed(2)}` })),
    { key: "result", name: labels.result, from: result, to: least, text: result.toFixed(2) },
  ];
  const height = rows.length * ROW_PX + 20;
  return (
    <div className="chart-plot" style={{ height }}>
      <svg width={width} height={height} role="img" aria-label={summary}>
        {rows.map(({ key, name, from, to, text }, k) => {
          const isTotal = key === "whole" || key === "result";
          return (
            <g key={key} transform={`translate(0 ${k * ROW_PX})`}>
              <text x={NAME_PX - 8} y={ROW_PX / 2} dy="0.32em" className="chart-name chart-end">
                {name.length > 21 ? `${name.slice(0, 20)}…` : name}
              </text>
              <rect
                x={x(to)}
                y={5}
                width={Math.max(1, x(from) - x(to))}
                height={ROW_PX - 10}
                className={isTotal ? "chart-total" : "chart-fall"}
              />
              {k < rows.length - 1 && (
                <line
                  x1={x(isTotal ? from : to)}
                  x2={x(isTotal ? from : to)}
                  y1={ROW_PX - 5}
                  y2={ROW_PX + 5}
                  className="chart-centre"
                />
              )}
              <text x={x(from) + 6} y={ROW_PX / 2} dy="0.32em" className="chart-tick">
                {text}
              </text>
            </g>
          );
        })}
        {[least, 100].map((tick) => (
          <text key={tick} x={x(tick)} y={height - 4} className="chart-tick chart-middle chart-quiet">
            {tick} %
          </text>
        ))}
      </svg>
      {rows.map((row, k) => (
        <button
          key={row.key}
          type="button"
          className="chart-row"
          aria-label={nameOf(row)}
          title={nameOf(row)}
          style={{ top: k * ROW_PX, height: ROW_PX }}
          onClick={() => onPick(row.key)}
        />
      ))}
    </div>
  );
}
