import { readFileSync } from "node:fs";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { DAY, isoOf, MINUTE } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { percent, quantity } from "@lockstep/domain/number-text";
import type { CauseView } from "@lockstep/engine/views";
import { sharedData } from "@lockstep/testkit/shared-data";
import { type Adherence, adherenceOf } from "@lockstep/workflow/adherence/adherence";
import { emptyState } from "@lockstep/workflow/model";
import type { Cube } from "@lockstep/workflow/otif/cube";
import { type OtifDefinition, SHIPPED_DEFINITIONS } from "@lockstep/workflow/otif/definitions";
import { createOtifLedger, type OtifLedger } from "@lockstep/workflow/otif/ledger";
import { firstPromises, lineFactsOf } from "@lockstep/workflow/otif/line-facts";
import { figureOf } from "@lockstep/workflow/otif/sums";
import { createLineTrack } from "@lockstep/workflow/otif/touched-lines";
import { waterfallOf } from "@lockstep/workflow/otif/waterfall";
import { halfLifeOf, survivalOf } from "@lockstep/workflow/survival/kaplan-meier";
import { beforeAll, describe, expect, test } from "vitest";
import { createEngineHost } from "../engine-thread/engine-host.ts";
import { adherenceInput } from "../query/adherence.ts";
import { type PublishedWeek, publishedWeeks } from "../query/adherence-plans.ts";
import { linesOf } from "../query/survival-lines.ts";
import { type WatchedOrder, watchedOrders } from "../query/survival-orders.ts";
import { inForceOf } from "../replica/in-force-of.ts";
import { createKnownFacts } from "../replica/known-facts.ts";
import { takeCauses } from "../replica/projection-replica.ts";
import { passedBy } from "../testing/answers-of.ts";
import { createViewKeeper } from "../view/build-view.ts";
import { createOnRequest } from "../view/on-request.ts";
import { createQuarantineBook } from "../view/quarantine-book.ts";
import type { KnownView } from "../view/view.ts";
import { createAsMoney } from "../wire/money.ts";
import { createOtifKeeper, type OtifKeeper } from "./keeper.ts";
import { type AdventureWorks, readAdventureWorks } from "./testing/adventure-works.ts";

const folder = sharedData("adventureworks-slice");

const DOCUMENT = new URL("../../../../docs/ADVENTUREWORKS.md", import.meta.url);

/** The eight weeks of the slice, and the moment when all that is due in them and 4 h more have passed. */
const WEEKS = { from: Date.UTC(2014, 2, 3), to: Date.UTC(2014, 3, 28) };
const NOW = Date.UTC(2014, 3, 28, 6);

/** Orders of the record that have operations, were due in the slice, and whose work ended after that. */
const ENDED_LATE = `
  select 'WO' || w.WorkOrderID id from work_order w
  join (select WorkOrderID, max(ActualEndDate) ended from work_order_routing group by 1) using (WorkOrderID)
  where w.DueDate < '2014-04-28' and ended > w.DueDate order by 1`;

const MADE = `
  select sum(w.StockedQty) made from work_order w
  join (select WorkOrderID, max(ActualEndDate) ended from work_order_routing group by 1) using (WorkOrderID)
  where ended < '2014-04-28'`;

/** The day on which each line left, by the record alone; and whose day it was wanted on, by each definition. */
const SHIPPED = `
  with number as (select SalesOrderID, SalesOrderNumber from sales_order_header),
  sold as (select ProductID, OrderDate, sum(OrderQty) quantity from sales_order_line group by 1, 2),
  made as (
    select s.ProductID, s.OrderDate, min(w.EndDate) EndDate from sold s
    join (
      select ProductID, StartDate, OrderQty, EndDate,
        row_number() over (partition by ProductID, StartDate, OrderQty order by WorkOrderID) k
      from work_order) w
      on w.ProductID = s.ProductID and w.StartDate = date(s.OrderDate, '+3 days')
        and w.OrderQty = s.quantity and w.k = 1
    group by 1, 2),
  line as (
    select n.SalesOrderNumber || '/' || l.LineNo id, l.OrderQty quantity, l.DueDate due,
      date(l.OrderDate, '+19 days') promise,
      max(l.ShipDate, coalesce(case when p.MakeFlag = 'true' then m.EndDate end, '')) gone
    from sales_order_line l join number n using (SalesOrderID) join product p using (ProductID)
    left join made m on m.ProductID = l.ProductID and m.OrderDate = l.OrderDate)`;

const BY_WEEK = {
  requested: `select strftime('%G-W%V', due) week, count(*) n,
    sum(gone <= due) met, count(*) "of" from line group by 1 order by 1`,
  "first-promise": `select strftime('%G-W%V', promise) week, count(*) n,
    sum(gone <= promise) met, count(*) "of" from line group by 1 order by 1`,
  retailer: `select strftime('%G-W%V', due) week, count(*) n,
    sum(case when gone = due then quantity else 0 end) met, sum(quantity) "of" from line group by 1 order by 1`,
} as const;

/** The record knows when goods left, and not when they arrived. */
const BY_SHIPMENT: readonly OtifDefinition[] = SHIPPED_DEFINITIONS.map((one) => ({ ...one, event: "ship" }));

const range = { from: Date.UTC(2014, 0, 1), to: Date.UTC(2015, 0, 1), sites: null };

describe.skipIf(folder === undefined)("the AdventureWorks slice", { timeout: 120_000 }, () => {
  let facts: readonly AnyFact[];
  let database: AdventureWorks["database"];

  beforeAll(() => {
    const tables = ["sales_order_line", "sales_order_header", "work_order", "work_order_routing", "product"] as const;
    ({ facts, database } = readAdventureWorks(folder ?? "", tables));
  }, 120_000);

  test("[O10] [O14] every week by three definitions is what the record says in SQL, and what was lost adds up", () => {
    const ledger = closedLedger(facts);
    for (const [definition, query] of Object.entries(BY_WEEK)) {
      const asked = database
        .prepare(`${SHIPPED} ${query}`)
        .all()
        .map((row) => ({ ...row }));
      const { level } = ledger.families.find(({ id }) => id === definition)?.head ?? { level: "line" as const };
      const cube = ledger.cube(definition);
      const counted = [...cube.groups(range, "week")].map(([week, { sums }]) => {
        const { n, met, of } = figureOf(sums, level);
        return { week, n, met, of };
      });
      expect(counted.sort((a, b) => (a.week < b.week ? -1 : 1))).toEqual(asked);
      expect(counted.length).toBeGreaterThan(8);
      expectOneCauseEach(cube);
    }
  });

  test("[O12] told day by day, every line that failed has exactly one cause, as it was recorded", () => {
    const { ledger } = tell(facts, { from: Date.UTC(2014, 2, 24, 6), days: 3 });
    const cube = ledger.cube("left-by-first-promise");
    expectOneCauseEach(cube);
    const causes = [...cube.failed(range)].map(({ cause }) => cause);
    const told = causes.filter((cause) => cause !== null && cause.since !== null);
    expect(told.length).toBeGreaterThan(20);
  });

  describe("and its weekly plans", () => {
    let ledger: Ledger;
    let view: KnownView;
    let weeks: readonly PublishedWeek[];
    let orders: readonly WatchedOrder[];
    let site: string;

    beforeAll(() => {
      ({ ledger, view } = knownAt(facts, NOW));
      [site = ""] = view.world.sites.keys();
      weeks = publishedWeeks(view, ledger, { site, ...WEEKS });
      const sources = { view, ledger, lines: linesOf(view, ledger), causeAt: () => null };
      orders = weeks.flatMap((week) => watchedOrders(sources, week, null));
    }, 120_000);

    /** Their planned finish is the recorded due date; that of the others is derived. */
    const withOperations = (): readonly WatchedOrder[] => orders.filter(({ resources }) => resources.length > 0);

    test("[A10] the orders that broke are exactly those whose recorded work ended after its due date", () => {
      const broken = withOperations().filter((one) => one.broken !== null);
      const recorded = database.prepare(ENDED_LATE).all();
      expect(broken.map(({ id }) => id).sort()).toEqual(recorded.map(({ id }) => id));
      expect(recorded.length).toBeGreaterThan(1_000);
    });

    test("[A1] what was made is what the record has stocked", () => {
      const [recorded] = database.prepare(MADE).all();
      expect(adherenceIn(WEEKS).made).toBe(recorded?.["made"]);
    });

    test("survival and adherence are as docs/ADVENTUREWORKS.md says, week by week", () => {
      const rows = weeks.map((week) => {
        const { horizonStart: from, horizonEnd: to } = week.plan;
        return rowOf(
          week.week,
          withOperations().filter(({ published }) => published === week),
          adherenceIn({ from, to }),
        );
      });
      const table = [
        "| week | orders | outside | half-life, h | planned | made | volume | mix | sequence |",
        "| --- | --- | --- | --- | --- | --- | --- | --- | --- |",
        ...rows,
        rowOf("all", withOperations(), adherenceIn(WEEKS)),
      ].join("\n");
      const document = readFileSync(DOCUMENT, "utf8");
      const shown = document.split("<!-- plans -->")[1]?.split("<!-- end of plans -->")[0];
      expect(shown?.trim()).toBe(table);
      const derived = orders.filter(({ resources }) => resources.length === 0);
      const missed = derived.filter(({ broken }) => broken !== null).length;
      expect(document).toContain(`(${quantity(missed)} of ${quantity(derived.length)}) miss it`);
    });

    function adherenceIn({ from, to }: { readonly from: number; readonly to: number }): Adherence {
      const input = adherenceInput(view, ledger, { window: { site, from, to }, plans: weeks, resource: null });
      const [total] = adherenceOf({ ...input, tolerance: 60 * MINUTE }, { keyOf: () => "", everyStep: false });
      if (total === undefined) throw new Error(`nothing was planned from ${isoOf(from)} to ${isoOf(to)}`);
      return total;
    }
  });
});

function expectOneCauseEach(cube: Cube): void {
  const [total, causes] = [cube.total(range), cube.causes(range)];
  const sums = [...causes.values()];
  expect(total.failed).toBeGreaterThan(0);
  expect(sums.reduce((all, { failed }) => all + failed, 0)).toBe(total.failed);
  expect(sums.reduce((all, { size, credit }) => all + size - credit, 0)).toBe(total.size - total.credit);
  const waterfall = waterfallOf(total, causes);
  expect(waterfall?.steps.reduce((left, { lost }) => left - lost, 10_000)).toBe(waterfall?.result);
}

/** All lines as they stand long after the last of them, windows closing week by week. */
function closedLedger(facts: readonly AnyFact[]): OtifLedger {
  const known = createLedger();
  for (const fact of facts) known.add(fact);
  const end = Date.UTC(2014, 11, 31);
  const world = known.worldAt(end, "manual");
  const ledger = createOtifLedger();
  ledger.declare(BY_SHIPMENT);
  const track = createLineTrack(ledger);
  for (const fact of facts) if (fact.type === "wms.shipment") for (const _ of track.take({ ...fact, fact }));
  const firstPromiseOf = firstPromises(known, end, "manual");
  const sources = { world, currency: "EUR", shipmentsOf: track.shipmentsOf, firstPromiseOf };
  for (const id of world.salesOrderLines.keys()) ledger.put(id, lineFactsOf(sources, id), null);
  for (let clock = Date.UTC(2014, 1, 1); clock < end; clock += 7 * DAY) ledger.advance(clock);
  return ledger;
}

/** One look a day, with the projection at each. */
function tell(facts: readonly AnyFact[], { from, days }: { readonly from: number; readonly days: number }): OtifKeeper {
  const ledger = createLedger();
  const host = createEngineHost({ mode: "manual", currency: "EUR" });
  const declared = BY_SHIPMENT.map((one) => ({ definition: { ...one, id: `left-by-${one.id}` }, by: "test", at: 0 }));
  const remembered = { declared, standings: [], predictions: [], revisions: [] };
  const otif = createOtifKeeper({ ledger, clockMode: "manual", currency: "EUR", remembered });
  const keeper = createViewKeeper({ clockMode: "manual", asMoney: createAsMoney("EUR"), otif });
  const causes = new Map<string, CauseView>();
  const quarantine = { open: 0, total: 0, book: createQuarantineBook([]) };
  const nothing = {
    ...{ factAt: null, newFactAt: null, workflow: emptyState, happened: new Set<string>() },
    ...{ feeds: [], ownFindings: [], quarantine },
  };
  let next = 0;
  for (let clock = from; clock <= from + days * DAY; clock += DAY) {
    const fresh: AnyFact[] = [];
    for (let fact = facts[next]; fact !== undefined && fact.time <= clock; fact = facts[next]) {
      ledger.add(fact);
      fresh.push(fact);
      next += 1;
    }
    const passed = passedBy(host, fresh, clock);
    takeCauses(causes, passed);
    const inForce = inForceOf(passed, fresh, ({ source, id }) => ledger.find(source, id));
    const observed = otif.observe(passed, causes, next);
    if (observed !== null) otif.written(observed);
    const { view } = keeper.next({ ...nothing, seq: next, clock, passed, inForce, onRequest: createOnRequest() });
    otif.show({ view, saysAll: passed.saysAll, inForce, told: fresh });
  }
  return otif;
}

function rowOf(name: string, own: readonly WatchedOrder[], adherence: Adherence): string {
  const half = halfLifeOf(survivalOf(own.map(({ watched }) => watched)));
  const { planned, made, asPlanned, sequence } = adherence;
  const cells = [
    ...[name, quantity(own.length), quantity(own.filter(({ broken }) => broken !== null).length)],
    half === null ? "longer than watched" : quantity(Number(half.toFixed(1))),
    ...[quantity(planned), quantity(made), percent(made / planned), percent(asPlanned / planned)],
    `${percent(sequence.kept / sequence.n)} of ${quantity(sequence.n)}`,
  ];
  return `| ${cells.join(" | ")} |`;
}

/** What is known then, and in force; nothing of the record is ever taken back. */
function knownAt(facts: readonly AnyFact[], clock: number): { readonly ledger: Ledger; readonly view: KnownView } {
  const ledger = createLedger();
  const known = createKnownFacts();
  const told = facts.filter(({ time }) => time <= clock);
  for (const fact of told) ledger.add(fact);
  known.apply(
    told.map((fact) => ({ type: fact.type, key: fact.key, fact })),
    clock,
  );
  return { ledger, view: { seq: facts.length, clock, clockMode: "manual", world: known.world, known } };
}
