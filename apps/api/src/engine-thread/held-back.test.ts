import type { AnyFact } from "@lockstep/domain/facts/fact";
import { isoOf, MINUTE } from "@lockstep/domain/instant";
import * as t from "@lockstep/domain/testing/events";
import { packFacts, unpackRows } from "@lockstep/store/facts/packed-facts";
import { BEGIN, networkEvents } from "@lockstep/testkit/random-history";
import { describe, expect, test } from "vitest";
import { passedBy } from "../testing/answers-of.ts";
import { factsOf } from "../testing/facts-of.ts";
import { createEngineHost } from "./engine-host.ts";
import { createFed } from "./fed.ts";

const CLOCK = BEGIN + 60 * MINUTE;
const settings = { mode: "manual", currency: "EUR" } as const;

const at = (minute: number, event: object) => ({ ...event, time: isoOf(BEGIN + minute * MINUTE) });
const order = at(0, t.productionOrder({ id: "WO-1", item: "F1", site: "A", quantity: 500 }, { id: "order" }));
const report = (k: number, more: object = {}, id = `r${k}`) =>
  at(k, t.operation({ order: "WO-1", resource: "L1", good: k, startedAt: isoOf(BEGIN), ...more }, { id }));
/** The last one is told ahead of its time. */
const reports = [...Array.from({ length: 40 }, (_, k) => report(k)), report(90)];
const facts = factsOf([...networkEvents(), order, ...reports], BEGIN);

const rowsOf = async (some: readonly AnyFact[]) => unpackRows(await packFacts(some, () => "feed"));

async function begunWith(some: readonly AnyFact[]) {
  const host = createEngineHost(settings);
  host.answer({ kind: "rows", rows: await rowsOf(some) });
  const begun = host.answer({ kind: "begin", clock: CLOCK });
  return { host, begun };
}

/** By an engine that is told all at once. */
function wholeOf(some: readonly AnyFact[]) {
  const host = createEngineHost(settings);
  return { host, passed: passedBy(host, some, CLOCK) };
}

describe("of reports on an operation", () => {
  test("those are held back that a later one in effect has taken the place of", async () => {
    const fed = createFed();
    fed.takeRows(await rowsOf(facts));
    const { facts: taken, heldBack } = fed.takenOver({ clock: CLOCK, mode: "manual" });
    expect(heldBack.count).toBe(39);
    expect(idsOf(heldBack.facts())).toEqual(Array.from({ length: 39 }, (_, k) => `r${k}`).sort());
    expect(idsOf(taken).filter((id) => id.startsWith("r"))).toEqual(["r39", "r90"].sort());
    expect(taken.length + heldBack.count).toBe(facts.length);
    expect(fed.takenOver(null).facts, "once").toEqual([]);
  });

  test("none are where they are not for an engine to begin with, and no deletion ever is", async () => {
    const fed = createFed();
    fed.takeRows(await rowsOf(facts));
    expect(fed.takenOver(null)).toMatchObject({ heldBack: { count: 0 } });
    const deleted = { ...t.tombstone("mes.operation", { order: "WO-1", seq: 10 }), id: "gone", time: isoOf(BEGIN + 5) };
    const some = factsOf([...networkEvents(), order, report(0), deleted, report(1)], BEGIN);
    fed.takeRows(await rowsOf(some));
    const { facts: taken, heldBack } = fed.takenOver({ clock: CLOCK, mode: "manual" });
    expect(idsOf(heldBack.facts())).toEqual(["r0"]);
    expect(idsOf(taken)).toContain("gone");
  });
});

describe("an engine that holds reports back", () => {
  test("projects the same, and has them with all else that it is asked", async () => {
    const { host, begun } = await begunWith(facts);
    const whole = wholeOf(facts);
    expect(begun).toMatchObject({ kind: "begun", news: { inForce: [] } });
    const passed = passedBy(host, [], CLOCK);
    expect(passed.failure).toBeNull();
    expect(passed.productionOrders).toEqual(whole.passed.productionOrders);
    expect(hashIn(host)).toBe(hashIn(whole.host));
    expect(host.engine.verify()).toEqual([]);
    expect(passedBy(host, [], CLOCK)).toMatchObject({ failure: null, isWhole: false });
  });

  test("finds what only they say, once they are filed", async () => {
    const early = report(1, { state: "done", startedAt: isoOf(BEGIN - 9 * MINUTE), finishedAt: isoOf(BEGIN - MINUTE) });
    const some = factsOf([...networkEvents(), order, early, report(2), report(3)], BEGIN);
    const { host } = await begunWith(some);
    passedBy(host, [], CLOCK);
    host.settle();
    const found = host.engine.projection.findings.filter(({ rule }) => rule === "done-before-started");
    expect(found).toHaveLength(1);
    expect(host.engine.projection.findings).toEqual(wholeOf(some).host.engine.projection.findings);
  });

  test("knows those that a fact of the first pass puts right, or that count again where the one in force is told for later", async () => {
    for (const [about, later] of [
      ["a report that was held back, told again with another content", report(39.5, {}, "r7")],
      ["the report in force, told again for an hour later", report(99, {}, "r39")],
      ["the production order, told again", at(50, { ...order, id: "order" })],
      ["nothing that came before", report(50)],
    ] as const) {
      const told = factsOf([...networkEvents(), order, ...reports, later], BEGIN).filter(
        ({ seq }) => seq > facts.length,
      );
      const { host } = await begunWith(facts);
      const passed = passedBy(host, told, CLOCK);
      expect(passed.failure, about).toBeNull();
      const left = facts.filter(({ id }) => !told.some((one) => one.id === id));
      const whole = wholeOf([...left, ...told]);
      expect(passed.productionOrders, about).toEqual(whole.passed.productionOrders);
      expect(hashIn(host), about).toBe(hashIn(whole.host));
      expect(host.engine.verify(), about).toEqual([]);
    }
  });

  test("computes everything anew where it fails, with all of them", async () => {
    const { host } = await begunWith(facts);
    const { apply } = host.engine;
    Object.assign(host.engine, {
      apply: () => {
        Object.assign(host.engine, { apply });
        throw new Error("for once");
      },
    });
    const passed = passedBy(host, [], CLOCK);
    expect(passed.failure).toContain("for once");
    expect(hashIn(host)).toBe(hashIn(wholeOf(facts).host));
    expect(host.engine.verify()).toEqual([]);
  });
});

const idsOf = (some: readonly AnyFact[]) => some.map(({ id }) => id).sort();

function hashIn(host: ReturnType<typeof createEngineHost>): string | undefined {
  const reply = host.answer({ kind: "tell", id: 1, asked: ["stateHash"], rules: [], pointsOf: 0 });
  return reply?.kind === "told" ? reply.told.stateHash : undefined;
}
