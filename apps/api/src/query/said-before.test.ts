import type { AuditQuery, ChainedAuditRow } from "@lockstep/store/store";
import { expect, test } from "vitest";
import { saidBefore } from "./said-before.ts";

const record = (number: number, event: object) => ({ number, exceptionId: "ex-1", event: JSON.stringify(event) });

/** Records of one subject, as they are searched. */
function storeOf(events: ReadonlyMap<number, object>) {
  const asked: AuditQuery[] = [];
  const searchAudit = async (query: AuditQuery) => {
    asked.push(query);
    const { before, after, first } = query;
    const found = [...events]
      .filter(([number]) => number < (before ?? Number.POSITIVE_INFINITY) && number > (after ?? 0))
      .sort(([a], [b]) => b - a)
      .map(([number, event]) => record(number, event) as unknown as ChainedAuditRow);
    return { rows: found.slice(0, first), hasMore: found.length > first };
  };
  return { asked, searchAudit };
}
const comments = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, k) => [from + k, { type: "commented", note: "x" }] as const);

test("what was said before is found behind any number of records that say nothing of it", async () => {
  const store = storeOf(new Map<number, object>([[3, { type: "assigned", to: "cleo" }], ...comments(4, 1_203)]));
  const { earlier, lookedBackTo } = await saidBefore(store, record(1_204, { type: "assigned", to: "dora" }));
  expect(earlier).toContainEqual({ type: "assigned", to: "cleo" });
  expect([earlier.length < 500, lookedBackTo, store.asked.length]).toEqual([true, null, 3]);
  expect(store.asked[0]?.filter.subject).toEqual({ part: null, ids: ["ex-1"] });
});

test("where the search ends before the first record, it is said how far it went", async () => {
  const store = storeOf(new Map([[3, { type: "assigned", to: "cleo" }]]));
  expect(await saidBefore(store, record(100_004, { type: "assigned", to: "dora" }))).toEqual({
    earlier: [],
    lookedBackTo: 4,
  });
  expect(await saidBefore(store, record(100_003, { type: "assigned", to: "dora" }))).toMatchObject({
    earlier: [{ to: "cleo" }],
    lookedBackTo: null,
  });
});

test("a record that says nothing beside its columns needs no search", async () => {
  const store = storeOf(new Map());
  await saidBefore(store, record(9, { type: "commented", note: "x" }));
  expect(store.asked).toEqual([]);
});
