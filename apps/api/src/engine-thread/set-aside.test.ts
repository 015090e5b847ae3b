import type { AnyFact, CloudEvent } from "@lockstep/domain/facts/fact";
import { createEngine } from "@lockstep/engine/create-engine";
import { afterEach, describe, expect, test } from "vitest";
import { developer } from "../identity/viewer.ts";
import { findings } from "../query/findings.ts";
import { passedBy } from "../testing/answers-of.ts";
import { engineHere } from "../testing/engine-here.ts";
import { fact, MORNING, orderLine, troubledPlants } from "../testing/facts.ts";
import { factsOf } from "../testing/facts-of.ts";
import { startTower } from "../testing/tower.ts";
import { createEngineHost, type MakeEngine } from "./engine-host.ts";

const settings = { mode: "manual", currency: "EUR" } as const;
const AT = Date.parse(MORNING);

/** An engine with a fault: it can compute nothing as long as it is told of such a fact, or not tell what it has computed. */
const failingOn =
  (isPoison: (fact: AnyFact) => boolean, when: "computed" | "told"): MakeEngine =>
  (options) => {
    const engine = createEngine(options);
    let isPoisoned = false;
    const look = (facts: Iterable<AnyFact>): void => {
      isPoisoned ||= [...facts].some(isPoison);
      if (isPoisoned && when === "computed") throw new RangeError("Invalid time value");
    };
    return {
      ...engine,
      get world() {
        return engine.world;
      },
      get dueAt() {
        return engine.dueAt;
      },
      get projection() {
        if (isPoisoned) throw new RangeError("Invalid time value");
        return engine.projection;
      },
      timelessLine: (id) => (isPoisoned ? null : engine.timelessLine(id)),
      apply(input) {
        look(input.facts);
        return engine.apply(input);
      },
      takeIn(facts, clock) {
        look(facts);
        return engine.takeIn(facts, clock);
      },
      rebuild(clock) {
        isPoisoned = false;
        look(options.ledger.all());
        return engine.rebuild(clock);
      },
    };
  };

const isNamed =
  (...ids: string[]) =>
  ({ id }: AnyFact): boolean =>
    ids.includes(id);

const more = (id: string, order: string): CloudEvent => ({
  ...orderLine({ order, item: "FG-1", site: "PLANT-A" }),
  id,
});
const events = [...troubledPlants(), more("bad-1", "SO-X"), more("good", "SO-Y"), more("bad-2", "SO-Z")];
const facts = factsOf(events, AT);
const without = facts.filter(({ id }) => !id.startsWith("bad"));

describe.each(["computed", "told"] as const)("facts with which nothing can be %s", (when) => {
  test("are left out, and all others count", () => {
    const host = createEngineHost(settings, failingOn(isNamed("bad-1", "bad-2"), when));
    const passed = passedBy(host, facts, AT);
    const bad = facts.filter(({ id }) => id.startsWith("bad"));
    expect(passed.setAside).toEqual(
      bad.map(({ source, id, seq, type }) => ({ source, id, seq, type, why: "Invalid time value" })),
    );
    expect(passed).toMatchObject({ isWhole: true, saysAll: true });
    expect(passed.failure).toContain("Invalid time value");
    const clean = passedBy(createEngineHost(settings), without, AT);
    expect(byId(passed.orderLines.put)).toEqual(byId(clean.orderLines.put));
    expect(passed.orderLines.put.length).toBeGreaterThan(3);
    expect(host.engine.verify()).toEqual([]);
  });

  test("do not stop what comes after them", () => {
    const host = createEngineHost(settings, failingOn(isNamed("bad-1", "bad-2"), when));
    passedBy(host, without, AT);
    const poisoned = passedBy(host, facts.filter(isNamed("bad-1", "bad-2")), AT);
    expect(poisoned.setAside?.map(({ id }) => id)).toEqual(["bad-1", "bad-2"]);
    const next = passedBy(host, factsOf([more("next", "SO-N")], AT), AT);
    expect(next).toMatchObject({ failure: null, setAside: null, isWhole: false });
    expect(next.orderLines.put.map(({ view }) => view.id)).toContain("SO-N/1");
  });

  test("stop no start either", () => {
    const host = createEngineHost(settings, failingOn(isNamed("bad-1"), when));
    host.answer({ kind: "facts", facts });
    host.answer({ kind: "begin", clock: AT });
    const passed = passedBy(host, [], AT);
    expect(passed.setAside?.map(({ id }) => id)).toEqual(["bad-1"]);
    expect(passed.orderLines.put.map(({ view }) => view.id)).toEqual(expect.arrayContaining(["SO-Y/1", "SO-Z/1"]));
  });
});

test("an engine that fails whatever it is told says so, and sets nothing aside", () => {
  const host = createEngineHost(settings, (options) => ({
    ...createEngine(options),
    apply: () => {
      throw new Error("no engine");
    },
    rebuild: () => {
      throw new Error("no engine");
    },
  }));
  expect(host.answer({ kind: "pass", id: 1, facts, clock: AT, displaces: false, pointsOf: null })).toMatchObject({
    kind: "failed",
    message: expect.stringContaining("no engine"),
  });
});

describe("a tower that is told of such a fact", () => {
  let tower: Awaited<ReturnType<typeof startTower>> | null = null;
  afterEach(() => tower?.close());

  test("shows the others, tells of it in the log and among its findings, and keeps it", async () => {
    const { thread } = engineHere(settings, failingOn(isNamed("bad-1"), "computed"));
    tower = await startTower(() => thread);
    const { writer, ledger, logged, take } = tower;
    await take([...troubledPlants(), more("bad-1", "SO-X"), more("good", "SO-Y")]);
    await writer.setClock(AT);
    expect([writer.view.lines.rows.has("SO-X/1"), writer.view.lines.rows.has("SO-Y/1")]).toEqual([false, true]);
    await writer.ready(["findings"]);
    const finding = findings({ view: writer.view, viewer: developer }, { first: 50 }).nodes.find(
      ({ rule }) => rule === "fact-set-aside",
    );
    expect(finding?.text).toMatch(/bad-1 .*erp\.sales-order-line.*Invalid time value.*kept.*send a later one/);
    expect(logged.filter(({ msg }) => msg.includes("it is left out"))).toEqual([
      expect.objectContaining({ level: 50, fact: expect.objectContaining({ id: "bad-1" }) }),
    ]);
    const kept = [...ledger.all()].find(({ id }) => id === "bad-1");
    expect(kept).toBeDefined();

    await take([
      { ...more("right", "SO-X"), time: MORNING },
      fact("master.customer", "c", { id: "C-9", name: "Nine" }),
    ]);
    await writer.setClock(AT);
    expect(writer.view.lines.rows.has("SO-X/1")).toBe(true);
  });
});

const byId = (lines: ReturnType<typeof passedBy>["orderLines"]["put"]) =>
  [...lines].sort((a, b) => (a.view.id < b.view.id ? -1 : 1));
