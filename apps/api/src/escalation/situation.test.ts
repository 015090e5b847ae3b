import { HOUR } from "@lockstep/domain/instant";
import { afterAll, beforeAll, expect, test } from "vitest";
import { engineHere } from "../testing/engine-here.ts";
import { fact, site } from "../testing/facts.ts";
import { startTower } from "../testing/tower.ts";
import { inAppOnly, situationOf } from "./situation.ts";

const MIDNIGHT = Date.parse("2026-03-02T00:00:00Z");
const shift = [1, 2, 3, 4, 5].map((day) => ({ day, start: "06:00", end: "14:00" }));

let tower: Awaited<ReturnType<typeof startTower>>;
beforeAll(async () => {
  tower = await startTower(() => engineHere({ mode: "manual", currency: "EUR" }).thread);
  await tower.take([
    site("A"),
    site("B"),
    fact("master.calendar", "c", { id: "EARLY", timeZone: "UTC", weekly: shift, exceptions: [] }),
    fact("master.resource", "r-1", { id: "LINE-1", site: "A", name: "Line 1", kind: "line", calendar: "EARLY" }),
    fact("master.resource", "r-2", { id: "LINE-2", site: "A", name: "Line 2", kind: "line" }),
    fact("master.resource", "r-3", { id: "LINE-3", site: "B", name: "Line 3", kind: "line" }),
  ]);
  await tower.writer.setClock(MIDNIGHT + 12 * HOUR);
}, 60_000);
afterAll(() => tower.close());

test.each([
  ["of the line's calendar", ["A"], "LINE-1", 8],
  ["of most lines of the site where a line has none", ["A"], "LINE-2", 8],
  ["of most lines of the site where it is about no line", ["A"], null, 8],
  ["around the clock where no line of the site has a calendar", ["B"], "LINE-3", 24],
])("the clock of a step is %s", (_, sites, resource, hours) => {
  const { workingTime } = situationOf(tower.writer.view, inAppOnly);
  expect(workingTime(sites, resource).between(MIDNIGHT, MIDNIGHT + 24 * HOUR)).toBe(hours * HOUR);
});
