import { adventureWorksFacts } from "@lockstep/connectors/adventureworks/adventure-works-facts";
import { type FileName, readTables, type Tables, type TextRow } from "@lockstep/connectors/adventureworks/tables";
import { present } from "@lockstep/domain/assert";
import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { AnyFact, CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, type Instant } from "@lockstep/domain/instant";
import type { Result } from "@lockstep/domain/result";
import { stateHash } from "@lockstep/domain/state-hash";
import { stockBuckets } from "@lockstep/domain/stock-buckets";
import type { Finding, World } from "@lockstep/domain/world";
import { sharedData } from "@lockstep/testkit/shared-data";
import { beforeAll, describe, expect, it } from "vitest";
import { readFolder } from "./read-folder.ts";
import { asExportedOn, plusDays, type Recorded, readRecorded } from "./testing/recorded.ts";

const folder = sharedData("adventureworks-slice");

describe.skipIf(folder === undefined)("the AdventureWorks slice", { timeout: 300_000 }, () => {
  let files: Readonly<Record<FileName, readonly TextRow[]>>;
  let tables: Tables;
  let events: readonly CloudEvent[];
  let facts: readonly AnyFact[];
  let refusals: readonly string[];
  let recorded: Recorded;
  let topUp: ReadonlyMap<string, number>;
  let evenings: readonly Evening[];
  const ledger = createLedger();
  const eventOf = new Map<string, CloudEvent>();

  beforeAll(() => {
    files = got(readFolder(folder ?? ""));
    tables = got(readTables(files));
    ({ events, topUp } = adventureWorksFacts(tables, { currency: "EUR" }));
    const checked = events.map((event, k) => checkEvent(event, { receivedAt: 0, seq: k + 1, mode: "manual" }));
    refusals = checked.flatMap((result) => (result.ok ? [] : [`${result.error.rule}: ${result.error.reason}`]));
    facts = checked.flatMap((result) => (result.ok ? [result.value] : []));
    for (const fact of facts) ledger.add(fact);
    for (const event of events) eventOf.set(`${event.source} ${event.id}`, event);
    recorded = readRecorded(files);
    evenings = recorded.days.map(eveningOf);
  }, 300_000);

  const atEndOf = (day: string): World => ledger.worldAt(midnightAfter(day), "manual");
  const lastDay = (): string => present(recorded.days.at(-1), () => "the record has days");

  it("is read whole: 6,012 work orders, 6,047 operations, 14,379 sales lines, 1,300 purchase lines", () => {
    const world = atEndOf(lastDay());
    expect(world.productionOrders.size).toBe(6_012);
    const planned = [...world.productionOrders.values()].flatMap(({ data }) =>
      (data.operations ?? []).map(({ seq, resource }) => `${data.id}/${seq} on ${resource}`),
    );
    expect(planned).toHaveLength(6_047);
    const reported = [...world.operations.values()].flat();
    expect(reported.map(({ data }) => `${data.order}/${data.seq} on ${data.resource}`).sort()).toEqual(planned.sort());
    expect(reported.every(({ data }) => data.state === "done")).toBe(true);
    expect(world.salesOrderLines.size).toBe(14_379);
    expect(world.purchaseOrderLines.size).toBe(1_300);
    expect([...world.resources.keys()].sort()).toEqual([10, 20, 30, 40, 45, 50, 60].map((id) => `LOC-${id}`));
  });

  it("is refused nowhere, waits for nothing, and says each thing once, in order of time", () => {
    expect(refusals).toEqual([]);
    expect(eventOf.size).toBe(events.length);
    expect(events.map(({ time }) => time)).toEqual(events.map(({ time }) => time).sort());
    expect(evenings.filter(({ parked }) => parked > 0)).toEqual([]);
  });

  it("balances every work order: stocked + scrapped = ordered", () => {
    const world = atEndOf(lastDay());
    const stocked = new Map<string, number>();
    const scrapped = new Map<string, number>();
    for (const { data } of world.receipts) {
      if (data.productionOrder === undefined) continue;
      add(stocked, data.productionOrder, data.quantity - data.rejected);
      add(scrapped, data.productionOrder, data.rejected);
    }
    for (const { data } of [...world.operations.values()].flat()) add(scrapped, data.order, data.scrap);
    let withScrap = 0;
    for (const [id, amounts] of recorded.made) {
      const order = `WO${id}`;
      expect(world.productionOrders.get(order)?.data).toMatchObject({ quantity: amounts.ordered, status: "closed" });
      expect([order, stocked.get(order), scrapped.get(order)]).toEqual([order, amounts.stocked, amounts.scrapped]);
      expect(amounts.stocked + amounts.scrapped).toBe(amounts.ordered);
      if (amounts.scrapped > 0) withScrap++;
    }
    expect(stocked.size).toBe(6_012);
    expect(withScrap).toBe(70);
  });

  it("balances every purchase line: stocked = received − rejected, and holds what was rejected", () => {
    const world = atEndOf(lastDay());
    const seen = new Map<string, { received: number; rejected: number; stocked: number }>();
    for (const { data } of world.receipts) {
      if (data.purchaseOrderLine === undefined) continue;
      const { quantity: received, rejected } = data;
      seen.set(data.purchaseOrderLine, { received, rejected, stocked: received - rejected });
    }
    expect(seen).toEqual(recorded.bought);
    const blocked = [...stockBuckets({ ...world, shipments: world.shipments.values() }).values()].filter(
      ({ status }) => status === "blocked",
    );
    const held = [...world.holds.values()].map(({ data }) => `${data.target.lot} ${data.state}`);
    expect(held).toHaveLength(65);
    expect(blocked.map(({ lot }) => `${lot} rejected`).sort()).toEqual(held.sort());
    const rejected = [...recorded.bought.values()].reduce((sum, line) => sum + line.rejected, 0);
    expect(blocked.reduce((sum, { quantity }) => sum + quantity, 0)).toBe(rejected);
  });

  it("ends with exactly the 1,943 recorded late work orders late", () => {
    expect(recorded.late.size).toBe(1_943);
    const late = new Set<string>();
    const world = atEndOf(lastDay());
    for (const { data, time } of world.receipts) {
      if (data.productionOrder === undefined) continue;
      if (time > dueOf(world, data.productionOrder)) late.add(data.productionOrder.slice(2));
    }
    expect(late).toEqual(recorded.late);
  });

  it("has, at the end of every day, exactly the recorded work orders open and past due", () => {
    expect(evenings).toHaveLength(84);
    for (const { day, pastDue, pastPlan } of evenings) {
      expect([day, pastDue]).toEqual([day, [...recorded.openAndPastDue(day)].sort()]);
      expect([day, pastPlan]).toEqual([day, pastDue]);
    }
    expect(Math.max(...evenings.map(({ pastDue }) => pastDue.length))).toBe(401);
  });

  it("ships every line on the later of its recorded day and the end of the work order that makes it", () => {
    const world = atEndOf(lastDay());
    const shipped = new Map<string, number>();
    const late = new Set<string>();
    for (const { data } of world.shipments.values()) {
      const line = present(world.salesOrderLines.get(data.salesOrderLine), () => "a shipment names a line").data;
      expect(isoDay(data.shippedAt)).toBe(recorded.shipDay.get(data.salesOrderLine));
      if (data.shippedAt > line.promisedAt + DAY) late.add(data.salesOrderLine);
      add(shipped, data.salesOrderLine, data.quantity);
    }
    for (const [id, { data }] of world.salesOrderLines) expect([id, shipped.get(id)]).toEqual([id, data.quantity]);
    expect(late.size).toBe(603);
  });

  it("plans a component to be finished when what it goes into begins", () => {
    const world = atEndOf(lastDay());
    const orders = [...world.productionOrders.values()].map(({ data }) => data);
    const startDay = new Map(files.work_order.map((row) => [`WO${row["WorkOrderID"]}`, row["StartDate"] ?? ""]));
    const starting = groupBy(orders, ({ id }) => startDay.get(id) ?? "");
    let pairs = 0;
    for (const sameDay of starting.values()) {
      const makers = groupBy(sameDay, ({ item }) => item);
      for (const parent of sameDay) {
        for (const { item } of world.boms.get(`${parent.item}@AWC`)?.data.components ?? []) {
          const feeds = makers.get(item);
          if (feeds === undefined) continue;
          const first = Math.min(...feeds.map((order) => present(spanOf(order).at(-1), () => "a finish")));
          expect(first).toBeLessThanOrEqual(present(spanOf(parent)[0], () => "a start"));
          pairs++;
        }
      }
    }
    expect(pairs).toBeGreaterThan(20_000);
  });

  it("never takes a bought part that is not there, and contradicts itself in 7 made ones only", () => {
    const findings = evenings.flatMap((evening) => evening.findings);
    expect(new Set(findings.map(({ rule }) => rule))).toEqual(new Set(["negative-stock"]));
    const short = new Set(findings.map(({ subject }) => subject));
    const bought = new Set(
      files.product.filter((row) => row["MakeFlag"] === "false").map((row) => row["ProductNumber"]),
    );
    expect([...short].filter((point) => bought.has(point.split("@")[0]))).toEqual([]);
    expect(short.size).toBe(7);
    expect(topUp.size).toBe(90);
  });

  it("marks every derived value, and no master data that is recorded", () => {
    const marks = new Map<string, number>();
    for (const event of events) {
      for (const mark of String(event["derived"] ?? "").split(",")) add(marks, `${event.type} ${mark}`, 1);
      expect(event["duedate"] !== undefined).toBe(event.type === "erp.production-order");
    }
    expect(marks.get("erp.production-order level-split")).toBe(18_036);
    expect(marks.get("erp.sales-order-line promise")).toBe(14_379 + 4_763);
    expect(marks.get("erp.sales-order-line peg")).toBe(4_763);
    expect(marks.get("mes.operation scrap-operation")).toBe(17);
    expect(marks.get("wms.stock-move top-up")).toBe(90);
    expect(marks.get("master.bom ")).toBe(183);
    const happened = events.filter(({ type, id }) => !type.startsWith("master.") && !/^(opening|top-up)-/.test(id));
    expect(happened.every((event) => String(event["derived"]).startsWith("time-of-day"))).toBe(true);
  });

  it("tells up to a day the same from an export of that day's evening as from the whole record", () => {
    for (const day of [
      "2014-02-28",
      "2014-03-03",
      "2014-03-14",
      "2014-03-23",
      "2014-04-02",
      "2014-04-19",
      "2014-05-09",
    ]) {
      const until = new Date(midnightAfter(day)).toISOString();
      const cut = got(readTables(asExportedOn(day, files)));
      const known = adventureWorksFacts(cut, { currency: "EUR", topUp }).events.filter(({ time }) => time < until);
      const whole = events.filter(({ time }) => time < until);
      expect(known).toHaveLength(whole.length);
      const differ = known.findIndex((event, k) => JSON.stringify(event) !== JSON.stringify(whole[k]));
      expect([known[differ], whole[differ]]).toEqual([undefined, undefined]);
    }
  });

  it("is in the same state whether the facts of later are known already or not", () => {
    const growing = createLedger();
    let told = 0;
    for (let day = "2014-03-02"; day < "2014-05-15"; day = plusDays(day, 13)) {
      const now = midnightAfter(day) - 11 * HOUR;
      for (; (facts[told]?.time ?? Number.POSITIVE_INFINITY) <= now; told++) {
        growing.add(present(facts[told], () => "there is one more"));
      }
      expect(told).toBeLessThan(facts.length);
      expect(stateHash(growing, now, "manual")).toBe(stateHash(ledger, now, "manual"));
    }
    expect(told).toBeGreaterThan(100_000);
  });

  /** What a reader sees at midnight. Past its plan: of orders with operations, whose header has the recorded dates. */
  function eveningOf(day: string): Evening {
    const now = midnightAfter(day);
    const world = atEndOf(day);
    const open = [...world.productionOrders.values()]
      .map(({ data }) => data)
      .filter(({ status }) => status !== "closed");
    const numbers = (orders: typeof open): string[] => orders.map(({ id }) => id.slice(2)).sort();
    return {
      day,
      pastDue: numbers(open.filter(({ id }) => dueOf(world, id) <= now)),
      pastPlan: numbers(
        open.filter(({ operations = [], plannedFinish }) => operations.length > 0 && plannedFinish <= now),
      ),
      findings: world.findings,
      parked: ledger.parkedAt(now, "manual").length,
    };
  }

  /** The end of the due date that stands on the order's fact in force. */
  function dueOf({ productionOrders }: World, order: string): Instant {
    const stated = present(productionOrders.get(order), () => `${order} is known`);
    const event = present(eventOf.get(`${stated.source} ${stated.id}`), () => `${stated.id} was told`);
    return midnightAfter(String(event["duedate"]));
  }
});

interface Evening {
  readonly day: string;
  readonly pastDue: readonly string[];
  readonly pastPlan: readonly string[];
  readonly findings: readonly Finding[];
  readonly parked: number;
}

interface Planned {
  readonly plannedStart: Instant;
  readonly plannedFinish: Instant;
  readonly operations?: readonly { readonly plannedStart?: Instant; readonly plannedFinish?: Instant }[];
}

/** The first planned start and the last planned finish, of the operations where there are any. */
function spanOf({ operations = [], plannedStart, plannedFinish }: Planned): readonly Instant[] {
  return [operations[0]?.plannedStart ?? plannedStart, operations.at(-1)?.plannedFinish ?? plannedFinish];
}

function groupBy<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return groups;
}

const midnightAfter = (day: string): Instant => Date.parse(`${day}T00:00:00Z`) + DAY;
const isoDay = (at: Instant): string => new Date(at).toISOString().slice(0, 10);

function add(sums: Map<string, number>, key: string, quantity: number): void {
  sums.set(key, (sums.get(key) ?? 0) + quantity);
}

function got<T>(result: Result<T, string>): T {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}
