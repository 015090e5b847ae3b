import { DAY, HOUR } from "@lockstep/domain/instant";
import { zoneOf } from "@lockstep/domain/zone";
import { expect, test } from "vitest";
import { isFinishedIn, weekPlans } from "./week-plans.ts";

/** Monday 16 November 2026, 00:00 in Berlin: Sunday, 23:00 in Lisbon. */
const MONDAY = Date.UTC(2026, 10, 15, 23);
const plan = (id: string, { from, days = 7, publishedAt = from - 2 }: Published) => ({
  ...{ id, horizonStart: MONDAY + from * DAY, horizonEnd: MONDAY + (from + days) * DAY },
  publishedAt: MONDAY + publishedAt * DAY,
});
interface Published {
  readonly from: number;
  readonly days?: number;
  readonly publishedAt?: number;
}
const [berlin, lisbon] = [zoneOf("Europe/Berlin"), zoneOf("Europe/Lisbon")];

test("[A16] of plans that reach over two weeks each has the time up to the next, and nothing is planned twice", () => {
  const weeks = weekPlans([plan("B", { from: 7, days: 14 }), plan("A", { from: 0, days: 14 })], berlin);
  expect(weeks.map(({ week, plan: { id }, end }) => [week, id, end])).toEqual([
    ["2026-W47", "A", MONDAY + 7 * DAY],
    ["2026-W48", "B", MONDAY + 21 * DAY],
  ]);
  // On the stroke of Monday it was made in the week before.
  for (const [day, of] of [
    [3, "A"],
    [7, "A"],
    [10, "B"],
    [21, "B"],
  ] as const) {
    const found = weeks.filter((one) => isFinishedIn(one, MONDAY + day * DAY));
    expect(found.map((one) => one.plan.id)).toEqual([of]);
  }
  expect(weeks.some((one) => isFinishedIn(one, MONDAY))).toBe(false);
});

test("[A16] a plan from Monday, 00:00 in Berlin is of the same week in Lisbon, where that is Sunday", () => {
  expect(weekPlans([plan("A", { from: 0 })], lisbon)).toMatchObject([{ week: "2026-W47" }]);
  expect(weekPlans([plan("A", { from: 0, days: 14 })], lisbon)).toMatchObject([{ week: "2026-W47" }]);
});

test("[A16] what was published up to the beginning of the week counts, the last of it, else the first after it", () => {
  const before = plan("A", { from: 0, publishedAt: -1 });
  const onTheStroke = plan("B", { from: 0, publishedAt: 0 });
  // Its own time begins later than it was published, but the week has begun.
  const anew = { ...plan("C", { from: 1, publishedAt: 0.5 }), horizonEnd: MONDAY + 7 * DAY };
  const chosen = (...plans: ReturnType<typeof plan>[]) => weekPlans(plans, berlin).map((one) => one.plan.id);
  expect(chosen(before, onTheStroke, anew)).toEqual(["B"]);
  expect(chosen(anew, before)).toEqual(["A"]);
  expect(chosen(anew, { ...anew, id: "D", publishedAt: anew.publishedAt + HOUR })).toEqual(["C"]);
});
