/** A point of a curve that stays at its value until the next one. */
export interface Point {
  readonly at: number;
  readonly value: number;
}

export interface Scale {
  x(at: number): number;
  y(value: number): number;
  /** Round values for the axis, from 0 on. */
  readonly values: readonly number[];
}

interface Frame {
  readonly width: number;
  readonly height: number;
  readonly pad: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
}

export function scaleOf(
  { from, to, most }: { readonly from: number; readonly to: number; readonly most: number },
  { width, height, pad }: Frame,
): Scale {
  const rough = most / 5;
  const ten = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((one) => one * ten).find((one) => one >= rough) ?? ten * 10;
  const values: number[] = [];
  for (let k = 0; k * step <= most * 1.0001; k++) values.push(Number((k * step).toPrecision(6)));
  return {
    x: (at) => pad.left + ((at - from) / Math.max(1, to - from)) * (width - pad.left - pad.right),
    y: (value) => height - pad.bottom - (value / (most * 1.04)) * (height - pad.top - pad.bottom),
    values,
  };
}

const round = (n: number): string => String(Math.round(n * 10) / 10);

/** As steps: what is reached at an instant is drawn from there on. */
export function linePath(points: readonly Point[], scale: Scale): string {
  return points
    .map(({ at, value }, k) => {
      const [x, y] = [round(scale.x(at)), round(scale.y(value))];
      return k === 0 ? `M${x} ${y}` : `H${x}V${y}`;
    })
    .join("");
}

/** What lies between two curves of the same instants. */
export function areaBetween(low: readonly Point[], high: readonly Point[], scale: Scale): string {
  if (low.length === 0 || high.length === 0) return "";
  const corner = ({ at, value }: Point): string => `${round(scale.x(at))} ${round(scale.y(value))}`;
  return `M${[...high.map(corner), ...[...low].reverse().map(corner)].join("L")}Z`;
}

/** Where a curve lies below another that it is measured against: of each step that does, the gap down to it. */
export function areaBelow(curve: readonly Point[], against: readonly Point[], scale: Scale): string {
  const boxes = curve.slice(0, -1).flatMap(({ at, value }, k) => {
    const next = curve[k + 1];
    const planned = valueAt(against, at);
    if (next === undefined || planned <= value) return [];
    const [x, right] = [round(scale.x(at)), round(scale.x(next.at))];
    return [`M${x} ${round(scale.y(planned))}H${right}V${round(scale.y(value))}H${x}Z`];
  });
  return boxes.join("");
}

/** The value that holds at an instant. */
function valueAt(points: readonly Point[], at: number): number {
  return points.findLast((one) => one.at <= at)?.value ?? 0;
}
