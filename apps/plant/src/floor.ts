import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { HOUR, type Instant, isoOf, MINUTE } from "@lockstep/domain/instant";
import { tellOrder } from "./plan.ts";
import { maybeHold } from "./quality.ts";
import { serveWaiting } from "./shipping.ts";
import {
  awaitedKey,
  awaitIt,
  iso,
  itemOf,
  type Line,
  later,
  pointOf,
  type Run,
  type Sim,
  seconds,
  sourceOf,
  tell,
  tellState,
  type WorkOrder,
} from "./sim.ts";
import { hasAll, issueAll, receive } from "./warehouse.ts";

/** How much earlier than planned a supervisor pulls the next order forward when the line stands. */
const PULL_FORWARD = 10 * HOUR;

export const isOpen = (line: Line, at: Instant): boolean => line.time.closedAround(at) === null;

/** Every ten minutes each line that stands looks for work; every twenty each that runs tells how far it is. */
export function openFloor(sim: Sim): void {
  let offset = 1;
  for (const line of sim.lines.values()) {
    const look = (): void => {
      dispatch(sim, line);
      later(sim, sim.now + 10 * MINUTE, look);
    };
    const report = (): void => {
      if (line.run !== null && !line.down && isOpen(line, sim.now)) tellOperation(sim, line, line.run);
      later(sim, sim.now + 20 * MINUTE, report);
    };
    later(sim, sim.start + offset * MINUTE, look);
    later(sim, sim.start + (offset + 1) * 2 * MINUTE, report);
    offset++;
  }
}

export function dispatch(sim: Sim, line: Line): void {
  if (line.run !== null || line.down || !isOpen(line, sim.now)) return;
  for (let k = line.queue.length - 1; k >= 0; k--) {
    if (line.queue[k]?.status === "cancelled" || line.queue[k]?.progress === "done") line.queue.splice(k, 1);
  }
  const next = line.queue.find(
    (order) => order.plannedStart <= sim.now + PULL_FORWARD && order.earliest <= sim.now && hasAll(sim, order),
  );
  if (next !== undefined) start(sim, line, next);
}

function start(sim: Sim, line: Line, order: WorkOrder): void {
  const chance = sim.random("floor");
  const { recipe } = order;
  const slow = chance.chance(0.07);
  const heavyScrap = chance.chance(0.045);
  const scrapShare = heavyScrap ? chance.between(0.06, 0.16) : chance.between(0, 0.015);
  const loss = Math.min(...recipe.components.map(({ scrapFraction }) => scrapFraction));
  if (order.status === "planned") order.status = "released";
  order.progress = "running";
  line.run = {
    order,
    startedAt: sim.now,
    rate: recipe.ratePerHour * (slow ? chance.between(0.55, 0.78) : chance.between(0.97, 1.06)),
    scrapShare,
    total: Math.min(order.quantity / (1 - scrapShare), Math.floor(order.quantity * (1 + loss))),
    setupHours: recipe.setupMinutes / 60,
    workedHours: 0,
    since: sim.now,
  };
  line.token++;
  tellState(sim, line, { since: iso(sim.now), state: "running" });
  tellOperation(sim, line, line.run);
  issueAll(sim, order);
  proceed(sim, line);
}

/** Puts the next turn of the run down: the end of its setup, or its own. */
export function proceed(sim: Sim, line: Line): void {
  const { run, token } = line;
  if (run === null || line.down) return;
  const setting = run.workedHours < run.setupHours - 1e-9;
  const hours = setting ? run.setupHours - run.workedHours : run.setupHours + run.total / run.rate - run.workedHours;
  later(sim, line.time.add(sim.now, Math.max(0, hours) * HOUR), () => {
    if (line.token !== token || line.run !== run) return;
    if (!setting) return finish(sim, line, run);
    run.workedHours = run.setupHours;
    run.since = sim.now;
    if (isOpen(line, sim.now)) tellOperation(sim, line, run);
    proceed(sim, line);
  });
}

/** Working hours of the run at an instant, setup included, stops left out. */
const workedAt = (line: Line, run: Run, at: Instant): number =>
  run.workedHours + (line.down ? 0 : line.time.between(run.since, at) / HOUR);

/** The line stops: what was done so far is kept. */
export function stop(sim: Sim, line: Line): void {
  if (line.run !== null) {
    tellOperation(sim, line, line.run);
    line.run.workedHours = workedAt(line, line.run, sim.now);
    line.run.since = sim.now;
  }
  line.down = true;
  line.token++;
}

export function resume(sim: Sim, line: Line): void {
  line.down = false;
  line.token++;
  if (line.run !== null) {
    line.run.since = sim.now;
    proceed(sim, line);
  } else dispatch(sim, line);
}

interface Yield {
  readonly good: number;
  readonly scrap: number;
  readonly runHours: number;
}

function yieldAt(line: Line, run: Run, at: Instant): Yield {
  const net = Math.max(0, workedAt(line, run, at) - run.setupHours);
  const made = Math.min(run.total, net * run.rate);
  const good = Math.min(run.order.quantity, Math.floor(made * (1 - run.scrapShare) + 1e-6));
  return { good, scrap: Math.max(0, Math.floor(made + 1e-6) - good), runHours: Math.round(net * 10_000) / 10_000 };
}

function operationData(line: Line, run: Run, at: Instant) {
  const now = yieldAt(line, run, at);
  const setting = workedAt(line, run, at) < run.setupHours - 1e-9;
  const state: "setup" | "running" = setting ? "setup" : "running";
  return { order: run.order.id, seq: 10, resource: line.data.id, state, startedAt: iso(run.startedAt), ...now };
}

const tellOperation = (sim: Sim, line: Line, run: Run): void =>
  tell(sim, "mes.operation", line.data.site, operationData(line, run, sim.now));

/** What a line's counter says between two reports; looking at it changes nothing. */
export function counterReading(line: Line, at: Instant): CloudEvent | null {
  if (line.run === null || line.down || !isOpen(line, at)) return null;
  const data = operationData(line, line.run, at);
  const id = `0-${data.order}-${isoOf(at)}`;
  return {
    specversion: "1.0",
    id,
    source: sourceOf("mes.operation", line.data.site),
    type: "mes.operation",
    time: isoOf(at),
    data,
  };
}

/** The state of a line, told once more as it is. */
export function unchangedState({ data: { site }, state: data }: Line, at: Instant): CloudEvent {
  const type = "mes.resource-state";
  const id = `0-${data.resource}-${isoOf(at)}`;
  return { specversion: "1.0", id, source: sourceOf(type, site), type, time: isoOf(at), data };
}

function finish(sim: Sim, line: Line, run: Run): void {
  const { order } = run;
  const { site } = order.recipe;
  run.workedHours = run.setupHours + run.total / run.rate;
  run.since = sim.now;
  const made = yieldAt(line, run, sim.now);
  tell(sim, "mes.operation", site, {
    ...operationData(line, run, sim.now),
    state: "done",
    finishedAt: iso(sim.now),
  });
  for (const part of order.recipe.components) {
    const quantity = Math.floor(part.quantityPer * (made.good + made.scrap) * 10_000) / 10_000;
    tell(sim, "mes.consumption", site, { order: order.id, seq: 10, item: part.item, quantity });
  }
  tellState(sim, line, { since: iso(sim.now), state: "idle" });
  line.run = null;
  line.token++;
  order.progress = "done";
  const chance = sim.random("putaway");
  const forgotten = chance.chance(0.03);
  const hours = forgotten ? chance.between(5, 15) : chance.between(0.15, 0.7);
  const at = seconds(sim.now + hours * HOUR);
  awaitIt(sim, awaitedKey("NOT_RECEIVED", order.id), { at, come: () => bookIn(sim, order, made.good) });
  dispatch(sim, line);
}

/** The goods of an order reach the store: one lot, named after the order. */
function bookIn(sim: Sim, order: WorkOrder, good: number): void {
  const { item, site } = order.recipe;
  const { shelfLifeDays } = itemOf(sim, item);
  const expiresAt = shelfLifeDays === null ? null : sim.now + shelfLifeDays * 24 * HOUR;
  const lot = receive(
    sim,
    { item, site, lot: `L${order.id}`, quantity: good, expiresAt },
    { productionOrder: order.id },
  );
  const feed = sim.feeds.get(order.id);
  if (feed !== undefined) feed.left = Math.max(0, feed.left - (order.quantity - good));
  order.status = "closed";
  tellOrder(sim, order);
  maybeHold(sim, lot);
  if (itemOf(sim, item).level === "case") serveWaiting(sim, pointOf(item, site));
}
