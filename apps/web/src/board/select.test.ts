import type { LiveException, LiveOrderLine } from "@lockstep/protocol/live";
import { expect, test } from "vitest";
import type { View } from "../shell/view.ts";
import { selectExceptions } from "./select.ts";

const rows = [
  row("late-truck", {
    kind: "SUPPLIER_LATE",
    amount: "900.00",
    actBy: "2026-03-02T12:00:00.000Z",
    sites: ["N"],
    line: "SO-1/10",
    severity: "HIGH",
    acknowledgedBy: "petra",
  }),
  row("stop", {
    kind: "MACHINE_DOWN",
    amount: "5000.00",
    actBy: "2026-03-02T14:00:00.000Z",
    sites: ["N", "W"],
    line: "SO-2/10",
    resource: "L-1",
    severity: "CRITICAL",
  }),
  row("slow", {
    kind: "SLOW_RUNNING",
    amount: "7000.00",
    actBy: null,
    sites: ["W"],
    line: "SO-3/10",
    resource: "L-1",
    mutedBy: "stop",
    severity: "MEDIUM",
  }),
  row("asleep", {
    kind: "SCRAP",
    amount: "9000.00",
    actBy: null,
    sites: ["W"],
    line: "SO-4/10",
    state: "SHELVED",
    severity: "LOW",
  }),
  row("over", {
    kind: "SCRAP",
    amount: "0.00",
    actBy: null,
    sites: ["N"],
    severity: "LOW",
    present: false,
    owner: "sam",
  }),
];
const lines = new Map([
  ["SO-1/10", { customer: "C-1", customerName: "Brightmart", itemName: "Pesto" } as LiveOrderLine],
  ["SO-2/10", { customer: "C-2", customerName: "Coop", itemName: "Lasagne" } as LiveOrderLine],
]);
const board = { exceptions: new Map(rows.map((one) => [one.id, one])), lines };
const select = (view: View): string[] => selectExceptions(board, view).standing.map((one) => one.id);

test("most money first, a muted one under what mutes it, shelved ones last", () => {
  expect(select({})).toEqual(["stop", "slow", "late-truck", "asleep"]);
});

test("what has cleared stands apart from what stands", () => {
  expect(selectExceptions(board, {}).cleared.map((one) => one.id)).toEqual(["over"]);
  expect(selectExceptions(board, { kind: ["SUPPLIER_LATE"] }).cleared).toEqual([]);
});

test("mine is what I have been given or have acknowledged; nobody's is nobody's", () => {
  const mine = (viewer: string | null) => selectExceptions(board, { mine: "yes" }, viewer);
  expect(mine("petra").standing.map((one) => one.id)).toEqual(["late-truck"]);
  expect(mine("sam").cleared.map((one) => one.id)).toEqual(["over"]);
  expect(mine(null)).toEqual({ standing: [], cleared: [] });
});

test("by time left, never last", () => {
  expect(select({ order: "time" })).toEqual(["late-truck", "stop", "slow", "asleep"]);
});

test("by severity", () => {
  expect(select({ order: "severity" })[0]).toBe("stop");
});

test("filters: plant, line, kind, severity, customer, text", () => {
  expect(select({ site: "W" })).toEqual(["stop", "slow", "asleep"]);
  expect(select({ line: "L-1" })).toEqual(["stop", "slow"]);
  expect(select({ kind: ["SCRAP", "SUPPLIER_LATE"] })).toEqual(["late-truck", "asleep"]);
  expect(select({ severity: ["CRITICAL"] })).toEqual(["stop"]);
  expect(select({ customer: "C-1" })).toEqual(["late-truck"]);
  expect(select({ q: "LASAGNE" })).toEqual(["stop"]);
  expect(select({ q: "so-4" })).toEqual(["asleep"]);
  expect(select({ q: "nothing" })).toEqual([]);
});

test("a muted one whose parent the filter leaves out is shown all the same", () => {
  expect(select({ kind: ["SLOW_RUNNING"] })).toEqual(["slow"]);
});

interface Given {
  readonly kind: string;
  readonly amount: string;
  readonly actBy: string | null;
  readonly sites: readonly string[];
  readonly line?: string;
  readonly severity: string;
  readonly resource?: string;
  readonly mutedBy?: string;
  readonly state?: string;
  readonly present?: boolean;
  readonly owner?: string;
  readonly acknowledgedBy?: string;
}

function row(id: string, given: Given): LiveException {
  return {
    id,
    kind: given.kind,
    subject: id,
    subjectType: "RESOURCE",
    title: `About ${id}`,
    state: given.state ?? "OPEN",
    present: given.present ?? true,
    severity: given.severity,
    openedAt: "2026-03-02T08:00:00.000Z",
    actBy: given.actBy,
    firstImpactAt: null,
    valueAtRisk: { amount: given.amount, currency: "EUR" },
    impacted: (given.line === undefined ? [] : [given.line]).map((line) => ({
      line,
      state: "LATE",
      lateByMinutes: 60,
      shortQuantity: 0,
      actBy: given.actBy,
      lost: false,
    })),
    mutedBy: given.mutedBy ?? null,
    sites: given.sites,
    resource: given.resource ?? null,
    owner: given.owner ?? null,
    acknowledgedBy: given.acknowledgedBy ?? null,
    acknowledgedAt: null,
    estimate: null,
    estimatedBy: null,
    shelvedUntil: null,
    recurrences: 0,
    revision: 1,
    mergedInto: null,
    mergedCount: 0,
    nextActions: [],
  };
}
