import type { AlarmRate } from "@lockstep/protocol/generated/schema";
import { expect, test } from "vitest";
import "../i18n/leader-texts.ts";
import "../i18n/performance-texts.ts";
import type { Performance } from "./performance-answer.ts";
import {
  answerOf,
  budgetText,
  kindsFile,
  rateRows,
  ratesFile,
  ratesShown,
  sideText,
  stagesShown,
  systemsText,
} from "./words.ts";

const rate = (cards: number, more: Partial<AlarmRate> = {}): AlarmRate => ({
  ...{ cards, minutes: 60, perTenMinutes: cards / 6, most: cards, floodMinutes: 0, floodShare: 0 },
  ...more,
});

const performance: Performance = {
  ...{ definition: "", since: "2026-03-02T06:00:00.000Z" },
  limits: [
    { figure: "MOST", limit: 10, isBelow: false, isOver: true },
    { figure: "FALSE_FLAG_RATE", limit: 0.1, isBelow: true, isOver: false },
    { figure: "STANDING", limit: 5, isBelow: true, isOver: null },
  ],
  cards: rate(14),
  roles: [
    { role: "SUPERVISOR", site: "A", rate: rate(3), shifts: [{ name: "06:00–14:00", rate: rate(2) }] },
    { role: "PLANNER", site: null, rate: rate(0, { perTenMinutes: null, floodShare: null, most: null }), shifts: [] },
  ],
  ...{ standing: { n: 0, nodes: [] }, chattering: { n: 0, nodes: [] }, worst: { causes: 0, share: null, nodes: [] } },
  falseFlags: { cards: 14, flagged: 2, rate: 2 / 14, systems: [] },
  ...{ kinds: [], stages: [], acknowledged: { n: 12, inTime: 11, share: 11 / 12 } },
};

test("the answer says who came in time, and what was false", () => {
  expect(answerOf(performance)).toBe("11 of 12 cards were acknowledged in time; 14 cards came, 2 were false");
  const none = { ...performance, acknowledged: { n: 0, inTime: 0, share: null } };
  expect(answerOf({ ...none, falseFlags: { ...none.falseFlags, flagged: 0 } })).toBe(
    "No card had to be acknowledged yet; 14 cards came, none was false",
  );
});

test("each role stands with its plant, unless there is only one to look at, and its shifts below it", () => {
  const rows = (isOfOne: boolean) => rateRows(performance, (id) => `Plant ${id}`, isOfOne);
  expect(rows(false).map(({ who }) => who)).toEqual([
    ...["All cards, on the board", "Supervisor · Plant A", "Supervisor · Plant A, 06:00–14:00", "Planner"],
  ]);
  expect(rows(true)[1]?.who).toBe("Supervisor");
  expect(ratesShown(rows(true)).rows.map((row) => row.slice(1))).toEqual([
    ["14", "2.33", "14", "0.0 %"],
    ["3", "0.5", "3", "0.0 %"],
    ["2", "0.33", "2", "0.0 %"],
    ["0", "–", "–", "–"],
  ]);
  expect(ratesFile(rows(true)).rows[1]).toEqual(["Supervisor", 3, 0.5, 3, 0, 60]);
});

test("no figure is a dash, and what a newer server says is shown as it is", () => {
  const stages = stagesShown([
    { stage: "SEEN", n: 2, medianMinutes: 61, p90Minutes: 0.5 },
    { stage: "FORGOTTEN" as "SEEN", n: 0, medianMinutes: null, p90Minutes: null },
  ]);
  expect(stages.rows).toEqual([
    ["Seen", "2", "1 h 1 min", "30 s"],
    ["FORGOTTEN", "0", "–", "–"],
  ]);
  expect(budgetText(["FLOOD", "NOISE"])).toBe("a flood by itself, NOISE");
  const kind = { kind: "SCRAP" as const, cards: 10, flagged: 1, rate: 0.1, most: 3, overBudget: [] };
  expect(kindsFile([kind]).rows).toEqual([["Scrap", 10, 1, 3, "within budget"]]);
});

test("the systems that were wrong are named, and those that nobody named are counted", () => {
  const systems = [
    { system: "MES", flagged: 2 },
    { system: null, flagged: 1 },
  ];
  expect(systemsText(systems)).toBe("Wrong, by those who flagged: MES (2), nobody said (1).");
});

test("a figure is within its limit, over it, or there is none to hold against it", () => {
  expect((["MOST", "FALSE_FLAG_RATE", "STANDING"] as const).map((figure) => sideText(performance, figure))).toEqual([
    "at most 10: over the limit",
    "below 10.0 %: within the limit",
    "below 5",
  ]);
});
