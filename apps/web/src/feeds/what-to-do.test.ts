import type { LiveFeed } from "@lockstep/protocol/live";
import { expect, test } from "vitest";
import { inOrder, troubleOf } from "./what-to-do.ts";

const well: LiveFeed = {
  id: "/mes",
  system: "MES",
  lastFactAt: "2026-03-02T08:00:00.000Z",
  lastReceivedAt: "2026-03-02T08:00:00.000Z",
  lastHeardAt: "2026-03-02T08:00:00.000Z",
  ageSeconds: 5,
  status: "FRESH",
  trouble: null,
  accepted: 10,
  quarantined: 0,
  warnAfterSeconds: 60,
  errorAfterSeconds: 300,
  ratePerMinute: 4,
  lagSeconds: 1,
  skewSeconds: 0,
};

test.each<[string, Partial<LiveFeed>, string]>([
  ["all is well", {}, "nothing"],
  ["a machine is gone", { trouble: "The edge node is gone.", status: "ERROR" }, "trouble"],
  ["it is silent, and its clock is wrong, too", { status: "ERROR", skewSeconds: 900 }, "ERROR"],
  ["it is slow", { status: "WARN", quarantined: 3 }, "WARN"],
  ["its clock is ahead", { skewSeconds: 90, lagSeconds: 600 }, "skew"],
  ["clocks differ by a little", { skewSeconds: 20 }, "nothing"],
  ["it tells late", { lagSeconds: 600, quarantined: 1 }, "lag"],
  ["some of it is in quarantine", { quarantined: 1 }, "refused"],
  ["where the clock is moved by hand", { lagSeconds: null, skewSeconds: null, ratePerMinute: null }, "nothing"],
])("where %s, that is what is to be done about", (_, differs, trouble) => {
  expect(troubleOf({ ...well, ...differs })).toBe(trouble);
});

test("what needs somebody stands first", () => {
  const rows = [
    { ...well, id: "/b" },
    { ...well, id: "/a" },
    { ...well, id: "/c", quarantined: 1 },
    { ...well, id: "/d", status: "ERROR" },
  ];
  expect(inOrder(rows).map(({ id }) => id)).toEqual(["/d", "/c", "/a", "/b"]);
});
