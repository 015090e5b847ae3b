import type { Instant } from "@lockstep/domain/instant";

/** Counters that begin again at 0 when they are full, as totals that never do. */
export interface Counters {
  /**
   * The total at a reading of a counter that counts up to `modulus` − 1; null: it is of an earlier time than another, and
   * nobody knows how often the counter had rolled over by then.
   */
  total(key: string, reading: number, counting: Counting): number | null;
}

export interface Counting {
  readonly modulus: number;
  /** When it was read. */
  readonly at: Instant;
  /** Of when the fact is that tells it, which may be later. */
  readonly toldAt: Instant;
  /** What is read of a later time than this is of a clock that is ahead: nothing goes on from it. */
  readonly latest: Instant;
  /** What was told of this very reading before; null: nothing. */
  readonly told: number | null;
  /** The totals that were told of a counter that is not known, in the order of time. */
  readonly before: () => readonly Total[];
}

export interface Total {
  readonly at: Instant;
  readonly total: number;
}

interface Point {
  readonly at: Instant;
  readonly reading: number;
  readonly turns: number;
}

/**
 * A reading that is lower than the one before by more than half of what the counter holds has rolled over; by less, it
 * was set back, and its total begins anew. A reading that comes again is told as it was. One that is late lies between
 * those before and after it, and no other goes on from it.
 */
export function createCounters(): Counters {
  const known = new Map<string, Point[]>();

  function pointsOf(key: string, { modulus, before }: Counting): Point[] {
    const points = known.get(key) ?? pointsBy(before(), modulus);
    known.set(key, points);
    return points;
  }

  return {
    total(key, reading, counting) {
      const { modulus, at, toldAt, latest, told } = counting;
      if (told !== null && isClose(pointAt({ at, total: told }, modulus).reading, reading, modulus)) return told;
      const points = pointsOf(key, counting);
      const last = points.at(-1);
      if (last !== undefined && at < last.at) {
        return toldAt >= last.at ? totalOf(last, modulus) : lateTotal(points, { at, reading }, modulus);
      }
      const point = { at, reading, turns: turnsAfter(last, reading, modulus) };
      if (at <= latest) add(points, point, modulus);
      return totalOf(point, modulus);
    },
  };
}

function turnsAfter(last: Point | undefined, reading: number, modulus: number): number {
  const { turns, reading: before } = last ?? { turns: 0, reading };
  const drop = before - reading;
  if (drop <= 0) return turns;
  return drop > modulus / 2 ? turns + 1 : 0;
}

/** So many of a counter's are kept; of one turn the first and the last are enough. */
const MOST_POINTS = 16;

function add(points: Point[], point: Point, modulus: number): void {
  const [before, last] = points.slice(-2);
  // What was before it was set back says nothing about what comes after.
  if (isSetBack(points.at(-1), point, modulus)) points.length = 0;
  else if (before?.turns === point.turns && last?.turns === point.turns) points.pop();
  points.push(point);
  if (points.length > MOST_POINTS) points.shift();
}

const isSetBack = (last: Point | undefined, point: Point, modulus: number): boolean =>
  last !== undefined && totalOf(point, modulus) < totalOf(last, modulus);

function pointsBy(totals: readonly Total[], modulus: number): Point[] {
  const points: Point[] = [];
  for (const total of totals) add(points, pointAt(total, modulus), modulus);
  return points;
}

/** The only total that is between those of the readings before and after it. */
function lateTotal(
  points: readonly Point[],
  { at, reading }: Pick<Point, "at" | "reading">,
  modulus: number,
): number | null {
  const after = points.find((one) => one.at > at);
  const before = points.findLast((one) => one.at <= at);
  const least = before === undefined ? 0 : totalOf(before, modulus);
  const most = after === undefined ? least : totalOf(after, modulus);
  const dust = PRECISION * modulus;
  const first = (before?.turns ?? 0) * modulus + reading;
  const total = first < least - dust ? first + modulus : first;
  return total <= most + dust && total + modulus > most + dust ? total : null;
}

/** Fractions do not add up exactly. */
const PRECISION = 1e-9;

const totalOf = ({ turns, reading }: Point, modulus: number): number => turns * modulus + reading;

/** What a total says of the counter that it is of. */
function pointAt({ at, total }: Total, modulus: number): Point {
  const turns = Math.floor(total / modulus + PRECISION);
  return { at, reading: total - turns * modulus, turns };
}

const isClose = (a: number, b: number, modulus: number): boolean => Math.abs(a - b) <= PRECISION * modulus;
