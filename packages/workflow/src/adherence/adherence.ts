import type { Instant, Millis } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { longestRising } from "./sequence.ts";

/** Of what is counted (A1 to A7). */
export const ADHERENCE_VERSION = 2;

/** An operation of the frozen baseline; of an order without any, the order itself. */
export interface BaselineOperation {
  readonly id: string;
  readonly order: string;
  readonly item: string;
  readonly resource: string | null;
  readonly quantity: number;
  readonly start: Instant;
  readonly finish: Instant;
  /** Nothing of its order comes after it: what it makes is what comes out. */
  readonly isLast: boolean;
}

/** What was made from one report to the next; negative where a report takes back what another had said. */
export interface MadePieces {
  readonly operation: string;
  readonly item: string;
  readonly resource: string | null;
  readonly at: Instant;
  readonly quantity: number;
  readonly isLast: boolean;
}

/** Where and when an operation has begun and ended; null: it has not. */
export interface Ran {
  readonly resource: string | null;
  readonly startedAt: Instant | null;
  readonly finishedAt: Instant | null;
}

export interface AdherenceInput {
  readonly planned: Iterable<BaselineOperation>;
  readonly made: Iterable<MadePieces>;
  readonly ranOf: (operation: string) => Ran | null;
  /** Starts from it on and finishes after it. */
  readonly from: Instant;
  /** Starts before it and finishes up to it. */
  readonly to: Instant;
  /** What is due after it is left out. */
  readonly now: Instant;
  /** How much earlier or later a start or a finish may be. */
  readonly tolerance: Millis;
}

export interface Place {
  readonly resource: string | null;
  readonly item: string;
  readonly at: Instant;
}

export interface Grouping {
  readonly keyOf: (place: Place) => string;
  /** False: only what comes out of the plant is a quantity, so that nothing is counted at each step again. */
  readonly everyStep: boolean;
}

/** Of `n`, so many were as planned; n = 0 is no data. */
export interface Kept {
  readonly n: number;
  readonly kept: number;
}

export interface Adherence {
  readonly key: string;
  readonly planned: number;
  readonly made: number;
  /** Σ min(made, planned) over the items. */
  readonly asPlanned: number;
  /** How many operations were due to finish: what the quantities are of. */
  readonly operations: number;
  readonly starts: Kept;
  readonly finishes: Kept;
  readonly sequence: Kept;
}

/** One operation that was due, with what became of it; null: not due yet, or in another time. */
export interface Due {
  readonly operation: BaselineOperation;
  readonly ran: Ran | null;
  readonly startKept: boolean | null;
  readonly finishKept: boolean | null;
}

/** Quantities are added up as millionths, so that the order in which they come does not matter. */
const SCALE = 1e6;

interface Sums {
  readonly items: Map<string, { planned: number; made: number }>;
  operations: number;
  readonly starts: { n: number; kept: number };
  readonly finishes: { n: number; kept: number };
  readonly begun: Map<string, { operation: BaselineOperation; startedAt: Instant }[]>;
}

/** Schedule adherence by group (A1 to A7), by key. */
export function adherenceOf(input: AdherenceInput, grouping: Grouping): readonly Adherence[] {
  const groups = new Map<string, Sums>();
  const group = (place: Place): Sums => {
    const key = grouping.keyOf(place);
    const known = groups.get(key) ?? newSums();
    groups.set(key, known);
    return known;
  };
  const end = Math.min(input.to, input.now);
  for (const operation of input.planned) {
    const { resource, item, start, finish } = operation;
    const ran = input.ranOf(operation.id);
    const startKept = startOf(operation, ran, input);
    const finishKept = finishOf(operation, ran, input);
    if (startKept !== null) count(group({ resource, item, at: start }).starts, startKept);
    if (finishKept !== null) count(group({ resource, item, at: lastMomentOf(finish) }).finishes, finishKept);
    if (endsIn(finish, input.from, end) && (grouping.everyStep || operation.isLast)) {
      const own = group({ resource, item, at: lastMomentOf(finish) });
      own.operations += 1;
      ofItem(own, item).planned += scaled(operation.quantity);
    }
    const startedAt = ran?.startedAt ?? null;
    if (resource === null || startedAt === null || startedAt > input.now) continue;
    if (ran?.resource !== resource || !beginsIn(start, input.from, input.to)) continue;
    const { begun } = group({ resource, item, at: start });
    const own = begun.get(resource) ?? [];
    own.push({ operation, startedAt });
    begun.set(resource, own);
  }
  for (const { resource, item, at, quantity, isLast } of input.made) {
    if (!endsIn(at, input.from, end) || !(grouping.everyStep || isLast)) continue;
    ofItem(group({ resource, item, at: lastMomentOf(at) }), item).made += scaled(quantity);
  }
  return [...groups].sort(([a], [b]) => byCodeUnit(a, b)).map(([key, sums]) => figuresOf(key, sums));
}

/** Every operation that starts, finishes or both were due of, in the order of the plan. */
export function dueOperations(input: AdherenceInput): readonly Due[] {
  return [...input.planned]
    .map((operation): Due => {
      const ran = input.ranOf(operation.id);
      const [startKept, finishKept] = [startOf(operation, ran, input), finishOf(operation, ran, input)];
      return { operation, ran, startKept, finishKept };
    })
    .filter(({ startKept, finishKept }) => startKept !== null || finishKept !== null)
    .sort((a, b) => a.operation.start - b.operation.start || byCodeUnit(a.operation.id, b.operation.id));
}

export const beginsIn = (at: Instant, from: Instant, to: Instant): boolean => at >= from && at < to;
/** What ends on the stroke of a shift, a day or what was asked for was made before it. */
export const endsIn = (at: Instant, from: Instant, to: Instant): boolean => at > from && at <= to;
export const lastMomentOf = (end: Instant): Instant => end - 1;
const scaled = (quantity: number): number => Math.round(quantity * SCALE);

const newSums = (): Sums => ({
  items: new Map(),
  operations: 0,
  starts: { n: 0, kept: 0 },
  finishes: { n: 0, kept: 0 },
  begun: new Map(),
});

function ofItem({ items }: Sums, item: string): { planned: number; made: number } {
  const known = items.get(item) ?? { planned: 0, made: 0 };
  items.set(item, known);
  return known;
}

function count(kept: { n: number; kept: number }, isKept: boolean): void {
  kept.n += 1;
  if (isKept) kept.kept += 1;
}

const startOf = ({ start }: BaselineOperation, ran: Ran | null, input: AdherenceInput): boolean | null =>
  beginsIn(start, input.from, input.to) ? onTime(start, ran?.startedAt ?? null, input) : null;

const finishOf = ({ finish }: BaselineOperation, ran: Ran | null, input: AdherenceInput): boolean | null =>
  endsIn(finish, input.from, input.to) ? onTime(finish, ran?.finishedAt ?? null, input) : null;

/** Null: it may still be on time. */
function onTime(planned: Instant, actual: Instant | null, { tolerance, now }: AdherenceInput): boolean | null {
  if (actual !== null && actual <= now) return Math.abs(actual - planned) <= tolerance;
  return planned + tolerance < now ? false : null;
}

function figuresOf(key: string, { items, operations, starts, finishes, begun }: Sums): Adherence {
  let [planned, made, asPlanned] = [0, 0, 0];
  for (const one of items.values()) {
    planned += one.planned;
    made += one.made;
    asPlanned += Math.max(0, Math.min(one.planned, one.made));
  }
  const sequence = { n: 0, kept: 0 };
  for (const own of begun.values()) {
    own.sort(
      (a, b) =>
        a.operation.start - b.operation.start ||
        a.startedAt - b.startedAt ||
        byCodeUnit(a.operation.id, b.operation.id),
    );
    sequence.n += own.length;
    sequence.kept += longestRising(own.map(({ startedAt }) => startedAt));
  }
  return {
    ...{ key, operations, starts, finishes, sequence },
    planned: planned / SCALE,
    made: made / SCALE,
    asPlanned: asPlanned / SCALE,
  };
}
