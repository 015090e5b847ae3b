/** One period: a share, and of how many. */
export interface ChartPoint {
  readonly key: string;
  readonly value: number;
  readonly n: number;
}

export interface Limits {
  readonly lower: number;
  readonly upper: number;
}

/** Where the process is not as it always was. */
export interface Signal {
  /** `beyond`: one outside its limits; `side`: eight in a row on one side of the centre; `trend`: six rising or falling. */
  readonly rule: "beyond" | "side" | "trend";
  readonly direction: "up" | "down";
  /** The first and the last period that it is seen in. */
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

export interface ControlChart {
  /** Σ kept / Σ n. */
  readonly centre: number;
  /** How much more, or less, the shares vary than chance alone makes them; null: too few periods, or none ever failed. */
  readonly sigmaZ: number | null;
  /** One a period; null without `sigmaZ`. */
  readonly limits: readonly (Limits | null)[];
  readonly signals: readonly Signal[];
}

const ON_ONE_SIDE = 8;
const IN_TREND = 6;
/** The mean of a range of two, in standard deviations: d2 of the tables. */
const D2 = 1.128;

/**
 * Laney's p′ chart (D. B. Laney, "Improved control charts for attributes", Quality Engineering 14(4), 2002): limits
 * p̄ ± 3·σz·√(p̄(1 − p̄)/n), cut to 0 and 1, where σz is the mean of |zᵢ − zᵢ₋₁| over 1.128. Null: no data.
 */
export function controlChart(points: readonly ChartPoint[]): ControlChart | null {
  const n = points.reduce((all, point) => all + point.n, 0);
  if (n === 0) return null;
  const centre = points.reduce((all, { value, n: of }) => all + value * of, 0) / n;
  const sigmaZ = sigmaOf(points, centre);
  const limits = points.map((point) => (sigmaZ === null ? null : limitsOf(centre, sigmaZ, point.n)));
  return { centre, sigmaZ, limits, signals: signalsOf(points, centre, limits) };
}

const deviation = (centre: number, n: number): number => Math.sqrt((centre * (1 - centre)) / n);

function sigmaOf(points: readonly ChartPoint[], centre: number): number | null {
  if (points.length < 2 || centre <= 0 || centre >= 1) return null;
  const z = points.map(({ value, n }) => (value - centre) / deviation(centre, n));
  const ranges = z.slice(1).map((one, k) => Math.abs(one - (z[k] ?? one)));
  return ranges.reduce((all, range) => all + range, 0) / ranges.length / D2;
}

/** Of a period of n: three sigma to either side, cut to what a share can be. */
export function limitsOf(centre: number, sigmaZ: number, n: number): Limits {
  const half = 3 * sigmaZ * deviation(centre, n);
  return { lower: Math.max(0, centre - half), upper: Math.min(1, centre + half) };
}

function signalsOf(points: readonly ChartPoint[], centre: number, limits: readonly (Limits | null)[]): Signal[] {
  return [...beyond(points, limits), ...sides(points, centre), ...trends(points)];
}

/** Where all shares are the same, the centre is off them by rounding. */
const ROUNDING = 1e-12;

const isWithin = ({ lower, upper }: Limits, value: number): boolean =>
  value >= lower - ROUNDING && value <= upper + ROUNDING;

function* beyond(points: readonly ChartPoint[], limits: readonly (Limits | null)[]): Iterable<Signal> {
  for (const [k, { key, value }] of points.entries()) {
    const limit = limits[k];
    if (limit === null || limit === undefined || isWithin(limit, value)) continue;
    const direction = value > limit.upper ? "up" : "down";
    const side = direction === "up" ? "above the upper" : "below the lower";
    yield { rule: "beyond", direction, from: key, to: key, text: `${key} is ${side} limit.` };
  }
}

function* sides(points: readonly ChartPoint[], centre: number): Iterable<Signal> {
  const sideOf = ({ value }: ChartPoint): number =>
    Math.abs(value - centre) <= ROUNDING ? 0 : Math.sign(value - centre);
  for (const run of runs(points, (a, b) => sideOf(a) === sideOf(b) && sideOf(a) !== 0)) {
    const [first, last] = [run[0], run.at(-1)];
    if (run.length < ON_ONE_SIDE || first === undefined || last === undefined) continue;
    const direction = sideOf(first) > 0 ? "up" : "down";
    const side = direction === "up" ? "above" : "below";
    const text = `${run.length} in a row are ${side} the centre, ${first.key} to ${last.key}.`;
    yield { rule: "side", direction, from: first.key, to: last.key, text };
  }
}

function* trends(points: readonly ChartPoint[]): Iterable<Signal> {
  for (const direction of ["up", "down"] as const) {
    const sign = direction === "up" ? 1 : -1;
    for (const run of runs(points, (a, b) => sign * (b.value - a.value) > 0)) {
      const [first, last] = [run[0], run.at(-1)];
      if (run.length < IN_TREND || first === undefined || last === undefined) continue;
      const how = direction === "up" ? "rise" : "fall";
      const text = `${run.length} in a row ${how}, ${first.key} to ${last.key}.`;
      yield { rule: "trend", direction, from: first.key, to: last.key, text };
    }
  }
}

/** The longest stretches in which each goes with the one before. */
function runs(points: readonly ChartPoint[], goesOn: (a: ChartPoint, b: ChartPoint) => boolean): ChartPoint[][] {
  const found: ChartPoint[][] = [];
  for (const point of points) {
    const run = found.at(-1);
    const last = run?.at(-1);
    if (run !== undefined && last !== undefined && goesOn(last, point)) run.push(point);
    else found.push(last !== undefined && goesOn(last, point) ? [last, point] : [point]);
  }
  return found;
}
