import { readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { gunzipSync } from "node:zlib";
import { adventureWorksFacts } from "@lockstep/connectors/adventureworks/adventure-works-facts";
import { FILE_NAMES, type FileName, readTables, type TextRow } from "@lockstep/connectors/adventureworks/tables";
import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { DAY } from "@lockstep/domain/instant";
import type { CauseView } from "@lockstep/engine/views";
import { sharedData } from "@lockstep/testkit/shared-data";
import { emptyState } from "@lockstep/workflow/model";
import type { Cube } from "@lockstep/workflow/otif/cube";
import { type OtifDefinition, SHIPPED_DEFINITIONS } from "@lockstep/workflow/otif/definitions";
import { createOtifLedger, type OtifLedger } from "@lockstep/workflow/otif/ledger";
import { firstPromises, lineFactsOf } from "@lockstep/workflow/otif/line-facts";
import { figureOf } from "@lockstep/workflow/otif/sums";
import { createLineTrack } from "@lockstep/workflow/otif/touched-lines";
import { waterfallOf } from "@lockstep/workflow/otif/waterfall";
import { beforeAll, describe, expect, test } from "vitest";
import { createEngineHost } from "../engine-thread/engine-host.ts";
import { inForceOf } from "../replica/in-force-of.ts";
import { takeCauses } from "../replica/projection-replica.ts";
import { createViewKeeper } from "../view/build-view.ts";
import { createOnRequest } from "../view/on-request.ts";
import { createQuarantineBook } from "../view/quarantine-book.ts";
import { createAsMoney } from "../wire/money.ts";
import { createOtifKeeper, type OtifKeeper } from "./keeper.ts";

const folder = sharedData("adventureworks-slice");

/** No cell of the record has a comma, a quote or a line's end in it but those of names, which nothing here looks at. */
function rowsOf(name: string): TextRow[] {
  const text = gunzipSync(readFileSync(join(folder ?? "", `${name}.csv.gz`)))
    .toString("utf8")
    .replace(/^\ufeff/, "");
  const [head = "", ...lines] = text.split(/\r?\n/).filter((line) => line !== "");
  const columns = cellsOf(head);
  return lines.map((line) => Object.fromEntries(cellsOf(line).map((value, k) => [columns[k] ?? "", value])));
}

const cellsOf = (line: string): string[] =>
  [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? "",
  );

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
  const database = new DatabaseSync(":memory:");
  let facts: readonly AnyFact[];

  beforeAll(() => {
    const files = Object.fromEntries(FILE_NAMES.map((name) => [name, rowsOf(name)])) as Record<FileName, TextRow[]>;
    for (const name of ["sales_order_line", "sales_order_header", "work_order", "product"] as const) {
      load(database, name, files[name]);
    }
    facts = factsOf(files);
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

function load(database: DatabaseSync, name: string, rows: readonly TextRow[]): void {
  const columns = Object.keys(rows[0] ?? {});
  const types = columns.map((column) => `"${column}" ${/Qty|LineNo/.test(column) ? "integer" : "text"}`);
  database.exec(`create table ${name} (${types.join(", ")}); begin`);
  const insert = database.prepare(`insert into ${name} values (${columns.map(() => "?").join(", ")})`);
  for (const row of rows) insert.run(...columns.map((column) => row[column] ?? ""));
  database.exec("commit");
}

function factsOf(files: Readonly<Record<FileName, readonly TextRow[]>>): readonly AnyFact[] {
  const tables = readTables(files);
  if (!tables.ok) throw new Error(tables.error);
  const { events } = adventureWorksFacts(tables.value, { currency: "EUR" });
  return events.map((event, k) => {
    const checked = checkEvent(event, { receivedAt: 0, seq: k + 1, mode: "manual" });
    if (!checked.ok) throw new Error(checked.error.reason);
    return checked.value;
  });
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
    const reply = host.answer({ kind: "pass", id: 1, facts: fresh, clock });
    if (reply?.kind !== "passed") throw new Error(`the engine answered ${JSON.stringify(reply)}`);
    const { passed } = reply;
    takeCauses(causes, passed);
    const inForce = inForceOf(passed, fresh, ({ source, id }) => ledger.find(source, id));
    const observed = otif.observe(passed, causes, next);
    if (observed !== null) otif.written(observed);
    const { view } = keeper.next({ ...nothing, seq: next, clock, passed, inForce, onRequest: createOnRequest() });
    otif.show({ view, isWhole: passed.isWhole, inForce, told: fresh });
  }
  return otif;
}
