import { createLedger } from "@lockstep/domain/create-ledger";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { HOUR, isoOf, MINUTE } from "@lockstep/domain/instant";
import { differencesBetween } from "@lockstep/engine/differences";
import { createLiveEngine } from "@lockstep/engine/live/create-live-engine";
import { project } from "@lockstep/engine/project";
import { createFactMaker } from "./fact-maker.ts";
import { createShape, type ShapeOrder } from "./shape.ts";
import { type Timings, timingsOf } from "./timings.ts";

export interface ShapeMeasure {
  readonly lines: number;
  /** Late, short or at risk before the first event. */
  readonly atRisk: number;
  readonly load: number;
  /** From an event to the new list of lines at risk, by kind of event. */
  readonly events: Readonly<Record<string, Timings>>;
  /** The most operations placed for one event. */
  readonly mostPlaced: number;
  readonly differences: readonly string[];
}

const ROUNDS = 12;

/** Event to new list at risk, on a network where one fact moves much. */
export async function measureShape(order: ShapeOrder): Promise<ShapeMeasure> {
  const make = createFactMaker("/bench");
  const shape = createShape(order, make);
  const engine = createLiveEngine({ mode: "manual", currency: "EUR" });
  engine.apply({ facts: shape.facts, withdrawn: [], clock: shape.clock });
  const ledger = createLedger();
  for (const fact of shape.facts) ledger.add(fact);
  const listAtRisk = (): string[] =>
    [...engine.projection.orderLines.values()].filter(({ state }) => AT_RISK.has(state)).map(({ id }) => id);
  const atRisk = listAtRisk().length;
  const times = new Map<string, number[]>();
  let mostPlaced = 0;
  let clock = shape.clock;

  const say = (kind: string, type: AnyFact["type"], data: object): void => {
    clock += 1_000;
    const fact = make(type, clock, data);
    ledger.add(fact);
    const { operationsPlaced } = engine.work;
    const begin = performance.now();
    engine.apply({ facts: [fact], withdrawn: [], clock });
    listAtRisk();
    const own = times.get(kind) ?? [];
    times.set(kind, own);
    own.push(performance.now() - begin);
    mostPlaced = Math.max(mostPlaced, engine.work.operationsPlaced - operationsPlaced);
  };

  const machines = shape.resources[0] ?? [];
  for (let k = 0; k < ROUNDS; k++) {
    const resource = machines[k % machines.length] ?? "";
    const run = shape.running[k % shape.running.length];
    const bought = shape.purchases[(k * 7) % shape.purchases.length];
    const since = isoOf(clock + 1_000);
    const expectedUpAt = isoOf(clock + 5 * HOUR);
    say("machine down", "mes.resource-state", { resource, since, state: "down", reason: "mechanical", expectedUpAt });
    if (run !== undefined) {
      const startedAt = isoOf(shape.clock - HOUR);
      const data = { order: run.order, seq: 10, resource: run.resource, startedAt, good: 12 + k, scrap: k };
      say("progress", "mes.operation", { ...data, state: "running" });
    }
    if (bought !== undefined) {
      const promisedAt = isoOf(bought.promisedAt + (k % 2 === 0 ? 48 : 0) * HOUR);
      const data = {
        order: bought.order,
        line: "1",
        supplier: "SUP",
        item: bought.item,
        site: "S",
        quantity: bought.quantity,
      };
      say("purchase late", "erp.purchase-order-line", { ...data, orderedAt: isoOf(clock), promisedAt, status: "open" });
    }
    say("machine up", "mes.resource-state", { resource, since: isoOf(clock + 1_000), state: "running" });
    clock = Math.ceil(clock / MINUTE) * MINUTE;
    const begin = performance.now();
    engine.apply({ facts: [], withdrawn: [], clock });
    listAtRisk();
    times.set("tick", [...(times.get("tick") ?? []), performance.now() - begin]);
  }
  const differences = differencesBetween(
    engine.projection,
    project(ledger.worldAt(clock, "manual"), { currency: "EUR" }),
  );
  const events = Object.fromEntries([...times].map(([kind, own]) => [kind, timingsOf(own)]));
  return { lines: shape.lines, atRisk, load: order.load, events, mostPlaced, differences };
}

const AT_RISK: ReadonlySet<string> = new Set(["late", "short", "at-risk"]);
