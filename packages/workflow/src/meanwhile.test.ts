import { present } from "@lockstep/domain/assert";
import { expect, test } from "vitest";
import { plant } from "./escalation/testing/plant.ts";
import { meanwhile } from "./meanwhile.ts";
import { type Actor, SYSTEM } from "./model.ts";
import { acknowledge, comment } from "./testing/timeline.ts";

const early: Actor = { name: "early", roles: ["supervisor"], sites: ["A"] };

test("[W32] acknowledged at 06:12 without a connection, here at 06:20: the planner who was called meanwhile is marked", () => {
  const t = plant();
  t.stands("06:10", t.down());
  t.does("06:20", early, { ...acknowledge, at: t.instantOf("06:12") });
  t.does("06:21", early, comment);
  const timeline = t.recordOf("LINE-1")?.timeline ?? [];
  const marked = timeline.map((entry) => [entry.action, meanwhile(timeline, entry).map(({ note }) => note)]);
  expect(marked).toEqual([
    ["opened", []],
    ["called", []],
    ["called", []],
    ["acknowledged", ["told pia (planner, LINE-1) in the app"]],
    ["commented", []],
  ]);
  const late = { ...present(timeline.at(-1), () => "none"), by: SYSTEM, at: t.instantOf("06:11") };
  expect(meanwhile(timeline, late), "what comes due is dated back, and nobody's late decision").toEqual([]);
  expect(t.told().filter((text) => text.includes("pia"))).toHaveLength(1);
});
