import { assert } from "@lockstep/domain/assert";
import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Ledger } from "@lockstep/domain/ledger";
import { expect, test } from "vitest";
import { type Planned, planDraft, planGone, type Stand } from "./plan.ts";

const AT = Date.parse("2026-03-02T08:00:00Z");
const HOUR = 3_600_000;
const receipt = { receivedAt: AT + 100 * HOUR, seq: 1, mode: "live" } as const;

const standOf = (more: Partial<Stand> = {}): Stand => ({
  source: "/csv/orders",
  asOf: AT,
  fields: new Set(["id", "name", "uom", "unitCost"]),
  receipt,
  ...more,
});

const item = (name: string, more: object = {}) => ({ id: "A", name, uom: "pc", ...more });
const draftOf = (data: object, time: string | null = null, id: string | null = null) => ({
  rows: [2],
  data: data as Record<string, unknown>,
  time,
  id,
});

function plan(ledger: Ledger, data: object, more: Partial<Stand> = {}, type: FactType = "master.item"): Planned {
  const planned = planDraft(type, draftOf(data), ledger, standOf(more));
  assert(planned.ok, () => "the draft is sound");
  return planned.value;
}

function take(ledger: Ledger, event: CloudEvent): void {
  const checked = checkEvent(event, receipt);
  assert(checked.ok, () => "the event is sound");
  ledger.add(checked.value);
}

test("the same again is the very same event, at whatever time; so a second drop is all duplicates", () => {
  const ledger = createLedger();
  const first = plan(ledger, item("one"));
  expect(first.outcome).toBe("new");
  take(ledger, first.event);
  const again = plan(ledger, item("one"), { asOf: AT + HOUR });
  expect([again.outcome, again.event]).toEqual(["unchanged", first.event]);
});

test("a changed row is a new fact that is in force, with what changes from what to what", () => {
  const ledger = createLedger();
  take(ledger, plan(ledger, item("one")).event);
  const changed = plan(ledger, item("two"), { asOf: AT + HOUR });
  expect([changed.outcome, changed.changes]).toEqual(["changed", [{ field: "name", from: "one", to: "two" }]]);
  expect(changed.event.time).toBe("2026-03-02T09:00:00.000Z");
  take(ledger, changed.event);
  expect(ledger.factsOf("master.item", "A").at(-1)).toMatchObject({ data: { name: "two" } });
});

test("back to what it said before is a third fact, and each wins at the same time as the one before it", () => {
  const ledger = createLedger();
  const ids = ["one", "two", "one"].map((name) => {
    const { event } = plan(ledger, item(name));
    take(ledger, event);
    return event.id;
  });
  expect(new Set(ids).size).toBe(3);
  expect(ledger.factsOf("master.item", "A").map((fact) => (fact.type === "master.item" ? fact.data.name : ""))).toEqual(
    ["one", "two", "one"],
  );
});

test("what is known of a later time is not overwritten by an older file", () => {
  const ledger = createLedger();
  take(ledger, plan(ledger, item("newer"), { asOf: AT + HOUR }).event);
  expect(plan(ledger, item("older"))).toMatchObject({ outcome: "older", changes: [{ from: "newer", to: "older" }] });
});

test("of another source of the same time, the file is a moment later", () => {
  const ledger = createLedger();
  take(ledger, { ...plan(ledger, item("erp")).event, source: "/erp/zz" });
  const planned = plan(ledger, item("file"));
  take(ledger, planned.event);
  expect([planned.outcome, planned.event.time]).toEqual(["changed", "2026-03-02T08:00:00.001Z"]);
  expect(ledger.factsOf("master.item", "A").at(-1)).toMatchObject({ data: { name: "file" } });
});

test("what a file has no column for stays as it is known; an empty cell takes it out", () => {
  const ledger = createLedger();
  take(
    ledger,
    plan(
      ledger,
      item("one", { unitPrice: { amount: "5.00", currency: "EUR" }, unitCost: { amount: "3.00", currency: "EUR" } }),
    ).event,
  );
  const changed = plan(ledger, item("two"));
  expect(changed.event.data).toMatchObject({ name: "two", unitPrice: { amount: "5.00", currency: "EUR" } });
  expect(changed.changes.map(({ field, to }) => [field, to])).toEqual([
    ["name", "two"],
    ["unitCost", null],
  ]);
});

test("a count of the same figure is a count anew where the file is of a later time, and the same where it is not", () => {
  const ledger = createLedger();
  const count = { site: "KS1", location: "L", item: "A", status: "available", quantity: 5 };
  const counted = (more: Partial<Stand>) => plan(ledger, count, more, "wms.stock-count");
  const first = counted({});
  take(ledger, first.event);
  expect(counted({}).outcome).toBe("unchanged");
  expect(counted({ asOf: AT + HOUR }).outcome).toBe("changed");
  expect(counted({ asOf: AT - HOUR }).event).toEqual(first.event);
});

test("a movement is told once: the same again is a duplicate, something else under its number is refused", () => {
  const ledger = createLedger();
  const move = { item: "A", quantity: 5, reason: "issue", from: { site: "KS1", location: "L" } };
  const planned = (quantity: number) =>
    planDraft("wms.stock-move", draftOf({ ...move, quantity }, "2026-03-02T07:00:00Z", "DOC-1"), ledger, standOf());
  const first = planned(5);
  assert(first.ok, () => "it is sound");
  expect([first.value.outcome, first.value.event.id]).toEqual(["new", "DOC-1"]);
  take(ledger, first.value.event);
  expect(planned(5)).toMatchObject({ ok: true, value: { outcome: "unchanged" } });
  expect(planned(6)).toMatchObject({ ok: false, error: { rule: "movement-changed" } });
});

test("a rule that looks at the fact alone is broken before anything is sent", () => {
  const sales = {
    order: "1",
    line: "1",
    customer: "K",
    item: "A",
    site: "KS1",
    quantity: -5,
    requestedAt: "2026-03-02T00:00:00Z",
    promisedAt: "2026-03-02T00:00:00Z",
    status: "open",
  };
  expect(planDraft("erp.sales-order-line", draftOf(sales), createLedger(), standOf())).toMatchObject({
    ok: false,
    error: { rule: "order-quantity-positive" },
  });
});

test("what a complete file no longer names is deleted, of stock counted as none; and comes back as new", () => {
  const ledger = createLedger();
  take(ledger, plan(ledger, item("one")).event);
  const [before] = ledger.factsOf("master.item", "A");
  assert(before !== undefined, () => "it was taken");
  const gone = planGone(before, ledger, standOf({ asOf: AT + HOUR }));
  assert(gone !== null, () => "it is later");
  expect(gone.event.data).toEqual({ id: "A", deleted: true });
  expect(gone.changes).toContainEqual({ field: "name", from: "one", to: null });
  take(ledger, gone.event);
  expect(plan(ledger, item("one"), { asOf: AT + 2 * HOUR }).outcome).toBe("new");
  expect(planGone(before, ledger, standOf({ asOf: AT - HOUR }))).toBeNull();
});
