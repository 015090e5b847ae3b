import { present } from "@lockstep/domain/assert";
import { DAY } from "@lockstep/domain/instant";
import { expect, test } from "vitest";
import { SHIPPED_DEFINITIONS } from "./definitions.ts";
import { previewDefinition } from "./definitions-preview.ts";
import { createOtifLedger } from "./ledger.ts";
import type { LineFacts } from "./line-facts.ts";

const MONDAY = Date.UTC(2026, 2, 2);
const [REQUESTED] = SHIPPED_DEFINITIONS;

/** Ten pieces, wanted on Monday at noon, that came so many days later; null: not at all. */
function line(id: string, days: number | null, site = "A"): LineFacts {
  const wanted = MONDAY + DAY / 2;
  const order = { order: id, line: "1", customer: "C", item: "P", site, quantity: 10, status: "open" as const };
  const at = wanted + (days ?? 0) * DAY;
  const came = {
    id: `SH-${id}`,
    salesOrderLine: `${id}/1`,
    item: "P",
    site,
    quantity: 10,
    shippedAt: at,
    deliveredAt: at,
  };
  return {
    id: `${id}/1`,
    data: { ...order, requestedAt: wanted, promisedAt: wanted, transitHours: 0 },
    firstPromisedAt: wanted,
    shipments: days === null ? [] : [{ ...came, serials: [] }],
    timeZone: "UTC",
    priceMinor: 100,
    tolerance: { lateMinutes: 0, under: 0 },
  };
}

function preview(lines: readonly LineFacts[], more: object, sites: readonly string[] | null = null) {
  const base = present(REQUESTED, () => "none is shipped");
  const clock = MONDAY + 20 * DAY;
  const ledger = createOtifLedger();
  ledger.declare(SHIPPED_DEFINITIONS);
  ledger.advance(clock);
  for (const facts of lines) ledger.put(facts.id, facts, null);
  const range = { from: MONDAY, to: MONDAY + 7 * DAY, sites };
  const before = JSON.stringify(ledger.cube("requested").total(range));
  const shown = previewDefinition({ ledger, lines, proposed: { ...base, version: 2, ...more }, clock, range });
  expect(JSON.stringify(ledger.cube("requested").total(range))).toBe(before);
  expect(ledger.families[0]?.head.version).toBe(1);
  return shown;
}

const LINES = [line("late", 1), line("never", null), line("kept", 0), line("late-at-b", 1, "B")];

test("[O19] two days of grace keep what came a day late, and nothing else changes sides", () => {
  const { present: now, proposed, changes } = preview(LINES, { late: { days: 2 } });
  expect([now?.n, now?.failed, proposed.n, proposed.failed]).toEqual([4, 3, 4, 1]);
  expect(changes).toEqual([
    { line: "late-at-b/1", before: "failed", after: "kept" },
    { line: "late/1", before: "failed", after: "kept" },
  ]);
});

test("[O19] what is excluded, or whose window would still be open, is not counted", () => {
  const none = preview(LINES, { exclusions: { customers: ["C"], items: [], sites: [] } });
  expect(none.proposed.n).toBe(0);
  expect(new Set(none.changes.map(({ after }) => after))).toEqual(new Set(["not-counted"]));
  expect(none.changes).toHaveLength(4);
  expect(preview(LINES, { late: { days: 30 } }).proposed.n).toBe(0);
});

test("[O19] an id that nobody has declared has no figure now, and a site sees its own lines", () => {
  const { present: now, proposed, changes } = preview(LINES, { id: "ours", version: 1 }, ["B"]);
  expect([now, proposed.n, proposed.failed]).toEqual([null, 1, 1]);
  expect(changes).toEqual([{ line: "late-at-b/1", before: "not-counted", after: "failed" }]);
});
