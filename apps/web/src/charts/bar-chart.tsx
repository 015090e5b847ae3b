import { scaleLinear } from "d3-scale";
import type { ReactNode } from "react";

export interface Bar {
  readonly key: string;
  readonly name: string;
  /** Decides how long it is. */
  readonly size: number;
  /** At its end. */
  readonly text: string;
}

interface BarChartProps {
  readonly width: number;
  /** The longest first. */
  readonly bars: readonly Bar[];
  /** Null: nothing happens. */
  readonly onPick: ((key: string) => void) | null;
  readonly picked: string | undefined;
  readonly summary: string;
  readonly nameOf: (bar: Bar) => string;
}

const ROW_PX = 30;
const NAME_PX = 148;
const TEXT_PX = 132;

/** Lengths side by side, each with its name before it and its figures behind it; one can be chosen. */
export function BarChart({ width, bars, onPick, picked, summary, nameOf }: BarChartProps): ReactNode {
  const most = bars.reduce((max, { size }) => Math.max(max, size), 0);
  const x = scaleLinear([0, most || 1], [0, Math.max(20, width - NAME_PX - TEXT_PX)]);
  const height = bars.length * ROW_PX;
  return (
    <div className="chart-plot" style={{ height }}>
      <svg width={width} height={height} role="img" aria-label={summary}>
        {bars.map(({ key, name, size, text }, k) => (
          <g key={key} transform={`translate(0 ${k * ROW_PX})`}>
            <text x={NAME_PX - 8} y={ROW_PX / 2} dy="0.32em" className="chart-name chart-end">
              {cut(name)}
            </text>
            <rect
              x={NAME_PX}
              y={6}
              width={Math.max(1, x(size))}
              height={ROW_PX - 12}
              className={picked === key ? "chart-bar chart-picked" : "chart-bar"}
            />
            <text x={NAME_PX + x(size) + 8} y={ROW_PX / 2} dy="0.32em" className="chart-tick">
              {text}
            </text>
          </g>
        ))}
      </svg>
      {onPick !== null &&
        bars.map((bar, k) => (
          <button
            key={bar.key}
            type="button"
            className="chart-row"
            aria-label={nameOf(bar)}
            title={nameOf(bar)}
            aria-pressed={picked === bar.key}
            style={{ top: k * ROW_PX, height: ROW_PX }}
            onClick={() => onPick(bar.key)}
          />
        ))}
    </div>
  );
}

const MOST_LETTERS = 21;
const cut = (name: string): string => (name.length > MOST_LETTERS ? `${name.slice(0, MOST_LETTERS - 1)}…` : name);
