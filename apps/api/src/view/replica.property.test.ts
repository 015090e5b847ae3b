import { createLedger } from "@lockstep/domain/create-ledger";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import type { World } from "@lockstep/domain/world";
import type { CauseView, StockingPointView } from "@lockstep/engine/views";
import type { OrderLineRow } from "@lockstep/protocol/rows";
import { type FactRows, packFacts, unpackRows } from "@lockstep/store/facts/packed-facts";
import { createNumberedIntake } from "@lockstep/testkit/numbered-intake";
import { BEGIN, networkEvents, randomEvent, randomStep } from "@lockstep/testkit/random-history";
import { decide } from "@lockstep/workflow/decide";
import { evolveAll } from "@lockstep/workflow/evolve";
import { isLive } from "@lockstep/workflow/life";
import { emptyState, type WorkflowEvent } from "@lockstep/workflow/model";
import { step } from "@lockstep/workflow/observe";
import fc from "fast-check";
import { expect, test } from "vitest";
import { createEngineHost } from "../engine-thread/engine-host.ts";
import type { FactName, Passed } from "../engine-thread/protocol.ts";
import { scopeOf } from "../identity/scope.ts";
import { type Viewer, developer as viewer } from "../identity/viewer.ts";
import { createOtifKeeper, type OtifKeeper } from "../otif/keeper.ts";
import { exceptions, exceptionsOnBoard } from "../query/exceptions.ts";
import { promisedToday, standing } from "../query/overview.ts";
import { inForceOf } from "../replica/in-force-of.ts";
import type { KnownWorld } from "../replica/known-facts.ts";
import { takeCauses } from "../replica/projection-replica.ts";
import { passedBy, settle } from "../testing/answers-of.ts";
import { createAsMoney } from "../wire/money.ts";
import { createViewKeeper, type ViewKeeper } from "./build-view.ts";
import { createOnRequest } from "./on-request.ts";
import { createPointBook } from "./point-book.ts";
import { createQuarantineBook } from "./quarantine-book.ts";
import { isOpen } from "./site-totals.ts";
import type { View } from "./view.ts";

type Mode = "live" | "manual";
const newKeeper = (clockMode: Mode, otif: OtifKeeper): ViewKeeper =>
  createViewKeeper({ clockMode, asMoney: createAsMoney("EUR"), otif });

const remembered = { declared: [], standings: [], predictions: [], revisions: [] };
const otifOf = (clockMode: Mode, ledger: Ledger) =>
  createOtifKeeper({ ledger, clockMode, currency: "EUR", remembered });

/** A ledger and an engine of which a view is kept up to date pass by pass. */
function createTower(mode: Mode) {
  const ledger = createLedger();
  const intake = createNumberedIntake(ledger, mode);
  const host = createEngineHost({ mode, currency: "EUR" });
  const keeper = newKeeper(mode, otifOf(mode, ledger));
  const book = createPointBook();
  const displaced = new Map<number, AnyFact>();
  const causes = new Map<string, CauseView>();
  let workflow = emptyState;
  let fresh: AnyFact[] = [];
  let did: WorkflowEvent[] = [];
  let now = BEGIN;

  const factOf = ({ source, id, seq: at }: FactName): AnyFact | undefined => {
    const found = ledger.find(source, id);
    return found?.seq === at ? found : displaced.get(at);
  };
  const known = (passed: Passed, told: readonly AnyFact[], happened: ReadonlySet<string>) => ({
    ...{ seq: intake.seq, factAt: null, newFactAt: null, clock: now, passed, workflow, happened },
    ...{
      feeds: [],
      quarantine: { open: 0, total: 0, book: createQuarantineBook([]) },
      ownFindings: [],
      onRequest: createOnRequest(),
    },
    inForce: inForceOf(passed, told, factOf),
  });
  return {
    take(events: readonly object[]): void {
      const { facts, withdrawn } = intake.take(events, now);
      for (const fact of withdrawn) displaced.set(fact.seq, fact);
      fresh.push(...facts);
    },
    wait(milliseconds: number): void {
      now += milliseconds;
    },
    now: () => now,
    /** Somebody makes one exception part of another, or splits what is, where that may be. */
    join(draw: number): void {
      const records = [...workflow.records.values()];
      const one = records[draw % records.length];
      const other = records[(draw >> 8) % records.length];
      if (one === undefined || other === undefined) return;
      const what = one.state === "merged" ? ({ type: "split" } as const) : ({ type: "merge", into: other.id } as const);
      const command = { ...what, id: one.id, commandId: "join", reason: "test" };
      const joined = decide(workflow, command, { name: "ann", roles: ["planner"], sites: null }, now);
      if (!joined.ok) return;
      workflow = evolveAll(workflow, joined.value.events);
      did.push(...joined.value.events);
    },
    pass(): View {
      const told = fresh;
      fresh = [];
      const passed = structuredClone(passedBy(host, structuredClone(told), now));
      takeCauses(causes, passed);
      const observed = step(workflow, { causes: [...causes.values()], now });
      workflow = observed.state;
      const happened = new Set([...did, ...observed.events].map(({ exceptionId }) => exceptionId));
      did = [];
      return keeper.next(known(passed, told, happened)).view;
    },
    /** The same moment, made in one go by an engine that is told all facts at once. */
    anew(): View {
      return this.begun({ facts: [...ledger.all()], fed: null }).view;
    },
    /** The same by one that was fed with the first of them, packed, as they are at a restart. */
    async anewFed({ count, clock }: { readonly count: number; readonly clock: Instant }) {
      const all = [...ledger.all()];
      const facts = all.splice(count);
      return this.begun({ facts, fed: { all, rows: unpackRows(await packFacts(all, () => "feed")), clock } });
    },
    begun({ facts, fed }: { readonly facts: readonly AnyFact[]; readonly fed: FedBefore | null }) {
      const other = createEngineHost({ mode, currency: "EUR" });
      const otif = otifOf(mode, ledger);
      const begun = newKeeper(mode, otif);
      if (fed !== null) {
        const { all, rows, clock } = fed;
        other.answer({ kind: "rows", rows });
        const reply = structuredClone(other.answer({ kind: "begin", clock }));
        if (reply?.kind !== "begun" || reply.news === null)
          throw new Error("it could not take in what it was fed with");
        const inForce = inForceOf(reply.news, bySeq(all), factOf);
        otif.begin({ view: { world: begun.begin(inForce, clock), clock }, inForce });
      }
      const passed = passedBy(other, facts, now);
      const next = known(passed, facts, new Set());
      const { view } = begun.next(next);
      expect(otif.show({ view, saysAll: passed.saysAll, inForce: next.inForce, told: facts })).toEqual([]);
      return { view, host: other };
    },
    count: () => ledger.size,
    world: () => ledger.worldAt(now, mode),
    projection: () => host.engine.projection,
    /** Those that have changed since this was asked last are told. */
    points(): ReadonlyMap<string, StockingPointView | null> {
      const reply = host.answer({ kind: "tell", id: 1, asked: ["points"], rules: [], pointsOf: book.pass });
      if (reply?.kind !== "told" || reply.told.points === undefined) throw new Error("no points were told");
      book.take(structuredClone(reply.told.points), reply.told.pass);
      const { ids, find } = book.at(host.engine.projection.now);
      return new Map([...ids()].map((id) => [id, find(id)]));
    },
  };
}

const NAMES = [
  "sites",
  "resources",
  "items",
  "suppliers",
  "customers",
  "salesOrderLines",
  "purchaseOrderLines",
  "transferOrders",
  "holds",
  "resourceStates",
  "shipments",
] as const;

/** By key: the order in which a map was filled says nothing. */
const sorted = <T>(map: ReadonlyMap<string, T>): [string, T][] => [...map].sort(([a], [b]) => (a < b ? -1 : 1));
const statedIn = (world: KnownWorld | World) => NAMES.map((name) => [name, sorted<unknown>(world[name])]);
const linesIn = ({ lines }: View) => ({
  ids: lines.ids,
  rows: sorted(lines.rows),
  states: [...new Set([...lines.rows.values()].map(({ state }) => state))]
    .sort()
    .map((state) => [state, [...lines.inState(state)].sort()]),
});
const exceptionsIn = ({ exceptions }: View) => sorted(exceptions).map(([id, { asMoney: _, ...said }]) => [id, said]);

/** The figures of the header, each line looked at. */
function countedIn(view: View) {
  const moment = { view, viewer };
  const lines = [...view.lines.rows.values()];
  const states = promisedToday(moment, lines).map((line) => (isOpen(line) ? line.state : "DONE"));
  const count = (state: string): number => states.filter((one) => one === state).length;
  const open = lines.filter(isOpen);
  const atRisk = open.reduce((sum, { id }) => sum + (view.projection.orderLines.get(id)?.valueAtRiskMinor ?? 0), 0);
  return {
    totalAtRisk: view.asMoney(atRisk),
    openOrderLines: open.length,
    promisesToday: {
      ...{ total: states.length, onTrack: count("ON_TRACK"), atRisk: count("AT_RISK") },
      ...{ late: count("LATE"), short: count("SHORT"), done: count("DONE") },
    },
  };
}

/** The cards of the board, each as the row that it is; at a site those that touch it. */
function expectCardsCounted(view: View, who: Viewer, site: string | null): void {
  const moment = { view, viewer: who };
  const rows = exceptionsOnBoard(moment).filter((row) => row.present && (site === null || row.sites.includes(site)));
  const count = (severity: string): number => rows.filter((row) => row.severity === severity).length;
  const counts = { critical: count("CRITICAL"), high: count("HIGH"), medium: count("MEDIUM"), low: count("LOW") };
  expect(standing(moment, site).openExceptions, `${who.scope.key} at ${site}`).toEqual(counts);
}

/** Each line that is not well stands under one card of the board, and their money is the total, whatever was merged. */
function expectEachLineOnce(view: View): void {
  const { nodes } = exceptions({ view, viewer }, { first: 10_000 });
  const under = nodes.flatMap(({ impacted }) => impacted.map(({ line }) => line)).sort();
  const settled = new Set(
    [...view.exceptions.values()].flatMap(({ record, impacts }) =>
      record.state === "merged" || isLive(record.state) ? [] : impacts.map(({ row }) => row.line),
    ),
  );
  const hit = [...view.lines.rows.values()].filter((row) => row.cause !== null && !settled.has(row.id));
  expect(under).toEqual(hit.map(({ id }) => id).sort());
}

function expectOneMoment(tower: ReturnType<typeof createTower>, view: View): void {
  const { projection } = view;
  const held = tower.projection();
  for (const part of ["orderLines", "productionOrders", "resources", "causes"] as const) {
    expect(sorted<unknown>(projection[part]), part).toEqual(sorted<unknown>(held[part]));
  }
  expect(sorted(tower.points())).toEqual(sorted(held.stockingPoints));
  expect(statedIn(view.world)).toEqual(statedIn(tower.world()));
  const anew = tower.anew();
  expect(linesIn(view)).toEqual(linesIn(anew));
  expect(exceptionsIn(view)).toEqual(exceptionsIn(anew));
  expectEachLineOnce(view);
  expect(standing({ view, viewer }, null)).toMatchObject(countedIn(view));
  const sites = [...view.world.sites.keys()];
  for (const who of [viewer, ...sites.map((id): Viewer => ({ ...viewer, scope: scopeOf([id]) }))])
    for (const site of [null, ...sites]) expectCardsCounted(view, who, site);
  const lineOf = ({ site, customer }: OrderLineRow): string => `${site} ${customer}`;
  const counted = [...view.totals].flatMap(([site, { customers }]) =>
    [...customers].flatMap(([customer, count]) => Array.from({ length: count }, () => `${site} ${customer}`)),
  );
  expect(counted.sort()).toEqual([...view.lines.rows.values()].map(lineOf).sort());
}

test("what is kept pass by pass is what the engine holds, and what one pass over all facts shows", () => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
  console.info(`replica: seed ${seed} (SEED=${seed} repeats it)`);
  const events = fc.array(fc.nat(2 ** 31 - 1), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(
      fc.array(events, { minLength: 1, maxLength: 25, size: "max" }),
      fc.constantFrom<Mode>("manual", "live"),
      (passes, mode) => {
        const tower = createTower(mode);
        tower.take(networkEvents());
        let view = tower.pass();
        for (const seeds of passes) {
          for (const one of seeds) {
            tower.wait(randomStep(one));
            tower.take([randomEvent(one, tower.now())]);
          }
          for (const one of seeds) tower.join(one);
          view = tower.pass();
          expectOneMoment(tower, view);
        }
      },
    ),
    { numRuns: 40, seed },
  );
}, 300_000);

/** All that is said of what became of order lines. */
const becameOf = ({ otif, world }: View) =>
  otif.ledger.families.map(({ id }) => {
    const cube = otif.ledger.cube(id);
    const ever = { from: 0, to: Date.UTC(2100, 0), sites: null };
    const lines = [...world.salesOrderLines.keys()].sort();
    return {
      ...{ id, total: cube.total(ever), causes: sorted(cube.causes(ever)) },
      lines: lines.map((line) => [line, otif.ledger.judgedOf(id, line), otif.ledger.accountOfLine(id, line)]),
    };
  });

test("what facts say may be taken over before anything is projected of them, and comes to the same", async () => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
  console.info(`replica, begun: seed ${seed} (SEED=${seed} repeats it)`);
  let judged = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(2 ** 31 - 1), { minLength: 20, maxLength: 120, size: "max" }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom<Mode>("manual", "live"),
      async (seeds, share, when, mode) => {
        const tower = createTower(mode);
        tower.take(networkEvents());
        for (const one of seeds) {
          tower.wait(randomStep(one));
          tower.take([randomEvent(one, tower.now())]);
        }
        tower.pass();
        const whole = tower.anew();
        const count = Math.floor(share * tower.count());
        const clock = BEGIN + Math.floor(when * (tower.now() - BEGIN));
        const { view: begun, host } = await tower.anewFed({ count, clock });
        expect(statedIn(begun.world)).toEqual(statedIn(whole.world));
        expect(linesIn(begun)).toEqual(linesIn(whole));
        expect(exceptionsIn(begun)).toEqual(exceptionsIn(whole));
        expect(becameOf(begun)).toEqual(becameOf(whole));
        settle(host);
        expect(host.engine.verify(), "nothing that the first pass has done without is lost").toEqual([]);
        expect(host.engine.projection.findings).toEqual(tower.projection().findings);
        expect(passedBy(host, [], tower.now()).failure).toBeNull();
        judged += becameOf(whole).flatMap(({ lines }) => lines.filter(([, , account]) => account !== null)).length;
      },
    ),
    { numRuns: 40, seed },
  );
  expect(judged, "some windows have closed").toBeGreaterThan(100);
}, 300_000);

test("a movement whose content was replaced by another of the same id is known as the other", () => {
  const tower = createTower("manual");
  const event = (id: string, type: string, data: object) => ({
    ...{ specversion: "1.0", id, source: "/replaced", type, time: "2020-01-01T00:00:00Z", data },
  });
  const receipt = (quantity: number) =>
    event("receipt", "wms.receipt", { site: "S-9", location: "DOCK", item: "I-9", quantity });
  tower.take([
    event("site", "master.site", { id: "S-9", name: "S", timeZone: "UTC" }),
    event("item", "master.item", { id: "I-9", name: "I", uom: "pc" }),
    receipt(7),
  ]);
  tower.wait(Date.UTC(2020, 0, 2));
  const known = (view: View) => [...view.known.about("point:I-9@S-9")].map(({ data }) => data);
  expect(known(tower.pass())).toMatchObject([{ quantity: 7 }]);
  tower.take([receipt(3)]);
  expect(known(tower.pass())).toMatchObject([{ quantity: 3 }]);
});

test("order lines say the names of today, and count for the days of their site as it counts them", () => {
  const tower = createTower("manual");
  let k = 0;
  const say = (type: string, data: object) => {
    k += 1;
    const time = new Date(Date.UTC(2020, 0, 1) + k * 1_000).toISOString();
    tower.take([{ specversion: "1.0", id: `said-${k}`, source: "/names", type, time, data }]);
  };
  const site = (timeZone: string) => say("master.site", { id: "S-9", name: "S", timeZone });
  site("UTC");
  for (const id of ["I-1", "I-2"]) {
    say("master.item", { id, name: id, uom: "pc" });
    say("master.customer", { id: `C-${id}`, name: `C-${id}` });
    const dates = { requestedAt: "2020-01-09T23:00:00Z", promisedAt: "2020-01-09T23:00:00Z" };
    const what = { order: `SO-${id}`, line: "1", customer: `C-${id}`, item: id, site: "S-9", quantity: 1 };
    say("erp.sales-order-line", { ...what, ...dates, status: "open" });
    // On track: no word of it is projected.
    say("wms.receipt", { site: "S-9", location: "DOCK", item: id, quantity: 5 });
  }
  tower.wait(Date.UTC(2020, 0, 2));
  const names = ({ lines }: View) =>
    lines.ids.map((id) => {
      const { itemName, uom, customerName } = lines.rows.get(id) ?? {};
      return [itemName, uom, customerName];
    });
  const days = ({ totals }: View) => [...(totals.get("S-9")?.days.keys() ?? [])].map((day) => day - 18_270);
  const first = tower.pass();
  expect(names(first)).toEqual([
    ["I-1", "pc", "C-I-1"],
    ["I-2", "pc", "C-I-2"],
  ]);
  expect(days(first)).toEqual([0]);
  say("master.item", { id: "I-2", name: "Sauce", uom: "jar" });
  expect(names(tower.pass())).toEqual([
    ["I-1", "pc", "C-I-1"],
    ["Sauce", "jar", "C-I-2"],
  ]);
  say("master.customer", { id: "C-I-1", name: "Brightmart" });
  expect(names(tower.pass())).toEqual([
    ["I-1", "pc", "Brightmart"],
    ["Sauce", "jar", "C-I-2"],
  ]);
  site("Pacific/Auckland");
  expect(days(tower.pass())).toEqual([1]);
});

test("what is at risk at a site is the same to the cent again once an absurd quantity was put right", () => {
  const tower = createTower("manual");
  let k = 0;
  const say = (type: string, data: object) => {
    k += 1;
    const time = new Date(Date.UTC(2020, 0, 1) + k * 1_000).toISOString();
    tower.take([{ specversion: "1.0", id: `risk-${k}`, source: "/risk", type, time, data }]);
  };
  const ordered = (order: string, quantity: number, amount: string, status = "open") => {
    const dates = { requestedAt: "2020-01-01T12:00:00Z", promisedAt: "2020-01-01T12:00:00Z" };
    const what = { order, line: "1", customer: "C", item: "I", site: "S-9", quantity, status };
    say("erp.sales-order-line", { ...what, ...dates, unitPrice: { amount, currency: "EUR" } });
  };
  say("master.site", { id: "S-9", name: "S", timeZone: "UTC" });
  say("master.item", { id: "I", name: "I", uom: "pc" });
  const atRisk = () => tower.pass().totals.get("S-9")?.atRiskMinor;
  tower.wait(Date.UTC(2020, 0, 2));
  ordered("A", Number.MAX_SAFE_INTEGER, "100.00");
  expect(atRisk()).toBeGreaterThan(1e19);
  ordered("B", 1, "12.64");
  ordered("A", 1, "1.00", "cancelled");
  expect(atRisk()).toBe(1_264);
});

/** What an engine was fed with. */
interface FedBefore {
  readonly all: readonly AnyFact[];
  readonly rows: readonly FactRows[];
  readonly clock: Instant;
}

function bySeq(facts: readonly AnyFact[]): readonly AnyFact[] {
  const all: AnyFact[] = [];
  for (const fact of facts) all[fact.seq] = fact;
  return all;
}
