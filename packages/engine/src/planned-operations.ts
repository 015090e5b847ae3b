import type { Data } from "@lockstep/domain/facts/fact";
import { HOUR, type Instant, MINUTE, type Millis, NEVER } from "@lockstep/domain/instant";
import type { WorkingTime } from "@lockstep/domain/working-time";

type Order = Data<"erp.production-order">;
type Step = NonNullable<Order["operations"]>[number];

/** One operation of an order as its plan has it, before the MES says anything of it. */
export interface PlannedOperation extends PlannedTimes {
  /** Null: the order is made in one piece, without operations. */
  readonly seq: number | null;
  readonly resource: string | null;
  /** Pieces an hour; null of an order without operations. */
  readonly planRate: number | null;
  /** Of that work: until its first piece can come. */
  readonly setup: Millis;
  /** Where else it may run, and how fast. */
  readonly alternates: NonNullable<Step["alternates"]>;
}

export interface PlannedTimes {
  readonly plannedStart: Instant;
  readonly plannedFinish: Instant;
  /** In working time of the resource. */
  readonly plannedWork: Millis;
}

export interface PlanSources {
  /** Of the order's item at its site; undefined if there is none. */
  readonly routing: Data<"master.routing"> | undefined;
  readonly workingOf: (resource: string) => WorkingTime;
}

/** The order's own operations, else its routing's, with the times that the plan gives them (P: planned start, duration). */
export function plannedOperations(data: Order, { routing, workingOf }: PlanSources): readonly PlannedOperation[] {
  const own = data.operations ?? [];
  const steps: readonly Step[] = own.length > 0 ? own : (routing?.operations ?? []);
  if (steps.length === 0) {
    const { plannedStart, plannedFinish } = data;
    const plannedWork = plannedFinish - plannedStart;
    const times = { plannedStart, plannedFinish, plannedWork };
    return [{ seq: null, resource: null, planRate: null, setup: 0, alternates: [], ...times }];
  }
  const planned: PlannedOperation[] = [];
  for (const step of [...steps].sort((a, b) => a.seq - b.seq)) {
    const { seq, resource, plannedStart, plannedFinish, alternates = [] } = step;
    const asked = {
      setup: setupFor(step.setupMinutes),
      planRate: step.ratePerHour,
      plannedStart,
      plannedFinish,
    };
    const previousFinish = planned.at(-1)?.plannedFinish ?? null;
    const times = plannedTimes(asked, { data, previousFinish, working: workingOf(resource) });
    planned.push({ seq, resource, planRate: asked.planRate, setup: asked.setup, alternates, ...times });
  }
  return planned;
}

interface Asked {
  readonly setup: Millis;
  readonly planRate: number;
  readonly plannedStart: Instant | undefined;
  readonly plannedFinish: Instant | undefined;
}

interface Around {
  readonly data: Order;
  readonly previousFinish: Instant | null;
  readonly working: WorkingTime;
}

/** Where a plan does not state an operation's own times: from the one before it on, for as long as its work takes. */
export function plannedTimes(asked: Asked, { data, previousFinish, working }: Around): PlannedTimes {
  const plannedStart = asked.plannedStart ?? previousFinish ?? data.plannedStart;
  const plannedWork =
    asked.plannedStart !== undefined && asked.plannedFinish !== undefined
      ? working.between(asked.plannedStart, asked.plannedFinish)
      : asked.setup + workFor(data.quantity, asked.planRate);
  return {
    plannedStart,
    plannedFinish: asked.plannedFinish ?? plannedEnd(working, plannedStart, plannedWork),
    plannedWork,
  };
}

/** A calendar that never opens again does not make a plan end never. */
function plannedEnd(working: WorkingTime, start: Instant, work: Millis): Instant {
  const end = working.add(start, work);
  return end === NEVER ? Math.round(start + work) : end;
}

/**
 * Three thousand years: a rate close to nothing makes no work without end, which no answer could tell, and what is added to
 * a date stays exact to the millisecond.
 */
const MOST_WORK = 1e14;

export const setupFor = (minutes: number): Millis => Math.min(MOST_WORK, minutes * MINUTE);

/** How long it takes to make so much at so many an hour. */
export const workFor = (quantity: number, ratePerHour: number): Millis =>
  quantity > 0 ? Math.min(MOST_WORK, (quantity / ratePerHour) * HOUR) : 0;
