import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, type Instant, SECOND } from "@lockstep/domain/instant";
import { counterReading, isOpen, openFloor } from "./floor.ts";
import { open } from "./opening.ts";
import { planWeek, publishPlan, repairPlan } from "./plan.ts";
import { openOrderDesk, rebook } from "./sales.ts";
import { lookAgain } from "./shipping.ts";
import { awaitedKey, createSim, hurry, labelOf, later, type Sim } from "./sim.ts";
import { openTrouble } from "./trouble.ts";
import { agreeingCount, nightly, tellErpStock } from "./warehouse.ts";

/**
 * A demonstration plant in simulated time. The same seed and start tell the same facts, whatever the steps.
 *
 * `events` are all facts that change anything. `live` adds, every few seconds, what a line's counter reads at that
 * moment: it is told in addition, changes nothing in the plant, and is safe to leave out.
 */
export interface Plant {
  readonly start: Instant;
  /** What is known when the first week begins; all of it is of before the start. */
  readonly opening: readonly CloudEvent[];
  /** The facts after the last step up to and with `until`, in order of time. */
  step(until: Instant, detail?: "events" | "live"): CloudEvent[];
  /**
   * Somebody sees to what an exception of that kind is about: what is left of the wait shrinks to that share. False: nothing
   * can be done about it. The facts that follow are others than without it.
   */
  readonly seeTo: (kind: string, subject: string, shareLeft: number) => boolean;
}

/** A sales order line of every opening order book: who finds it on a server knows when the plant there began. */
export const firstOrderLine = (start: Instant): string => `SO-${labelOf(start)}-A00001/10`;

/** How often something is told at the least when the plant is watched live. */
export const LIVE_INTERVAL = 15 * SECOND;

export function createPlant(seed: number, start: Instant): Plant & { readonly sim: Sim } {
  const sim = createSim(seed, start);
  open(sim);
  const opening = inOrder(sim.out.splice(0));
  openFloor(sim);
  openOrderDesk(sim);
  openTrouble(sim);
  openWeeks(sim);
  return {
    ...{ sim, start, opening },
    step: (until, detail = "events") => step(sim, until, detail),
    seeTo: (kind, subject, shareLeft) => hurry(sim, awaitedKey(kind, subject), shareLeft),
  };
}

/** The recurring business of the offices. */
function openWeeks(sim: Sim): void {
  const every = (first: number, interval: number, action: (k: number) => void): void => {
    const turn = (k: number): void => {
      action(k);
      later(sim, sim.start + first + (k + 1) * interval, () => turn(k + 1));
    };
    later(sim, sim.start + first, () => turn(0));
  };
  every(3 * DAY + 13 * HOUR, 7 * DAY, (week) => planWeek(sim, week + 2));
  every(4 * DAY + 12 * HOUR, 7 * DAY, (week) => publishPlan(sim, week + 1));
  every(7 * HOUR, 4 * HOUR, () => repairPlan(sim));
  later(sim, sim.start + 9 * HOUR, () => rebook(sim));
  later(sim, sim.start + 4 * HOUR, () => tellErpStock(sim));
  later(sim, sim.start + 2 * HOUR, () => nightly(sim));
  later(sim, sim.start + 3 * HOUR, () => lookAgain(sim));
}

function step(sim: Sim, until: Instant, detail: "events" | "live"): CloudEvent[] {
  let tick = Math.floor(sim.now / LIVE_INTERVAL) + 1;
  const told: CloudEvent[] = [];
  const look = (before: Instant): void => {
    for (; tick * LIVE_INTERVAL < before; tick++) {
      if (detail === "live") told.push(...glance(sim, tick));
    }
  };
  for (;;) {
    const next = sim.agenda.peek();
    if (next === null || next > until) break;
    look(next);
    const entry = sim.agenda.take();
    sim.now = next;
    entry?.action();
    told.push(...sim.out.splice(0));
  }
  look(until + 1);
  sim.now = Math.max(sim.now, until);
  return told;
}

/** One line's counter in turn; if none runs, a bin is looked at and found as the books say. */
function glance(sim: Sim, tick: number): CloudEvent[] {
  const at = tick * LIVE_INTERVAL;
  const running = [...sim.lines.values()].filter((line) => line.run !== null && !line.down && isOpen(line, at));
  const line = running[tick % Math.max(1, running.length)];
  const reading = line === undefined ? null : counterReading(line, at);
  if (reading !== null) return [reading];
  const lots = [...sim.lots.values()].flat().filter(({ quantity }) => quantity > 0);
  const lot = lots[tick % Math.max(1, lots.length)];
  return lot === undefined ? [] : [agreeingCount(lot, at)];
}

const inOrder = (facts: CloudEvent[]): CloudEvent[] =>
  facts
    .map((fact, k) => ({ fact, k, at: Date.parse(fact.time) }))
    .sort((a, b) => a.at - b.at || a.k - b.k)
    .map(({ fact }) => fact);
