import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, type Instant, SECOND } from "@lockstep/domain/instant";
import type { SiteId } from "./catalogue.ts";
import { counterReading, isOpen, openFloor, unchangedState } from "./floor.ts";
import { SITES } from "./network.ts";
import { open } from "./opening.ts";
import { planWeek, publishPlan, repairPlan } from "./plan.ts";
import { openOrderDesk, rebook } from "./sales.ts";
import { lookAgain } from "./shipping.ts";
import { awaitedKey, createSim, hurry, labelOf, later, type Sim } from "./sim.ts";
import { openTrouble } from "./trouble.ts";
import { agreeingCount, hasErpStock, nightly, tellErpStock, unchangedErpStock } from "./warehouse.ts";

/**
 * A demonstration plant in simulated time. The same seed and start tell the same facts, whatever the steps.
 *
 * `events` are all facts that change anything. `live` adds, every few seconds, what a line's counter reads at that
 * moment, and every few minutes a count and an ERP stock: told in addition, they change nothing in the plant, and are safe to
 * leave out.
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

/** Ticks between two counts of one warehouse, and two looks of the ERP: well within the time after which a feed counts as slow. */
const WMS_TICKS = 16;
const ERP_TICKS = 40;
/** Between two looks of an MES at a line of its own. */
const MES_TICKS = 3;

/** One line's counter in turn, and one line's state of each plant, also where nobody works; every few minutes a bin of each plant, found as the books say, and a stock that the ERP has. */
function glance(sim: Sim, tick: number): CloudEvent[] {
  const at = tick * LIVE_INTERVAL;
  const running = [...sim.lines.values()].filter((line) => line.run !== null && !line.down && isOpen(line, at));
  const line = running[tick % Math.max(1, running.length)];
  const reading = line === undefined ? null : counterReading(line, at);
  const told = reading === null ? [] : [reading];
  for (const [k, { id }] of SITES.entries()) {
    if (tick % WMS_TICKS === k % WMS_TICKS || (reading === null && tick % SITES.length === k))
      told.push(...lookIntoBin(sim, id, tick));
    if (tick % MES_TICKS === k % MES_TICKS) told.push(...lookAtLine(sim, id, tick));
  }
  if (tick % ERP_TICKS === 0) told.push(...lookIntoErp(sim, tick));
  return told;
}

function lookIntoBin(sim: Sim, site: SiteId, tick: number): CloudEvent[] {
  const lots = [...sim.lots.values()].flat().filter((lot) => lot.site === site && lot.quantity > 0);
  const lot = lots[tick % Math.max(1, lots.length)];
  return lot === undefined ? [] : [agreeingCount(lot, tick * LIVE_INTERVAL)];
}

function lookAtLine(sim: Sim, site: SiteId, tick: number): CloudEvent[] {
  const lines = [...sim.lines.values()].filter(({ data }) => data.site === site);
  const line = lines[Math.floor(tick / MES_TICKS) % Math.max(1, lines.length)];
  return line === undefined ? [] : [unchangedState(line, tick * LIVE_INTERVAL)];
}

function lookIntoErp(sim: Sim, tick: number): CloudEvent[] {
  const points = [...sim.lots.keys()].filter((point) => hasErpStock(sim, point));
  const point = points[(tick / ERP_TICKS) % Math.max(1, points.length)];
  return point === undefined ? [] : [unchangedErpStock(sim, point, tick * LIVE_INTERVAL)];
}

const inOrder = (facts: CloudEvent[]): CloudEvent[] =>
  facts
    .map((fact, k) => ({ fact, k, at: Date.parse(fact.time) }))
    .sort((a, b) => a.at - b.at || a.k - b.k)
    .map(({ fact }) => fact);
