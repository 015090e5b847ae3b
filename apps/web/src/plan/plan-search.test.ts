import { expect, test } from "vitest";
import { planSearchOf } from "./plan-search.ts";

test("a time is a window or nothing, and no longer than can be read", () => {
  const day = { since: "2026-03-02T00:00:00.000Z", until: "2026-03-03T00:00:00.000Z" };
  expect(planSearchOf({ ...day, tab: "losses" })).toMatchObject({ ...day, tab: "losses" });
  expect(planSearchOf({ since: day.since })).toMatchObject({ since: undefined, until: undefined });
  expect(planSearchOf({ since: day.until, until: day.since })).toMatchObject({ since: undefined, until: undefined });
  const months = planSearchOf({ since: day.since, until: "2026-06-02T00:00:00Z" });
  expect(months).toMatchObject({ since: day.since, until: "2026-04-01T00:00:00.000Z" });
});
