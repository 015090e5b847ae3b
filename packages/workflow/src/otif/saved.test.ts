import { HOUR } from "@lockstep/domain/instant";
import { describe, expect, test } from "vitest";
import type { ExceptionRecord, TimelineEntry } from "../model.ts";
import type { Standing } from "./attribution.ts";
import type { Scored } from "./foresight.ts";
import { savedOf } from "./saved.ts";

const at = (hours: number): number => hours * HOUR;
const cause = { kind: "machine-down", subjectType: "resource", subject: "L1", resource: "L1", supplier: null };

/** Promised for hour 100, called late a day before, and late or not. */
const called = (line: string, wasLate: boolean, more: Partial<Scored> = {}): Scored => ({
  ...{ line, site: "A", closesAt: at(100), horizonHours: 24, madeAt: at(76), pLate: 0.9, isCalled: true, wasLate },
  ...more,
});

/** Late from hour 70 to 90, and well since. */
const standings: readonly Standing[] = [
  { line: "1", since: at(70), state: "late", cause, seq: 1 },
  { line: "1", since: at(90), state: "kept", cause: null, seq: 2 },
];

const record = (action: TimelineEntry["action"], hours: number, by = "ines"): ExceptionRecord => ({
  ...{ id: "ex-1", key: "machine-down|resource|L1", kind: cause.kind, subjectType: cause.subjectType, subject: "L1" },
  ...{ occurrence: 1, state: "acknowledged", present: true, openedAt: at(70), clearedAt: null, resolvedAt: null },
  seen: { severity: "high", actBy: null, valueAtRiskMinor: 0, sites: ["A"], resource: "L1" },
  ...{ outcome: null, owner: null, acknowledgedBy: null, acknowledgedAt: null, shelvedUntil: null },
  ...{ estimate: null, estimatedBy: null, estimatedAt: null, estimates: [], parts: [] },
  ...{
    firstActBy: null,
    decidedAt: null,
    wrongSystem: null,
    putOffAt: null,
    recurrences: 0,
    mergedInto: null,
    calls: null,
    playbook: null,
    watchers: [],
  },
  timeline: [{ seq: 1, at: at(hours), by, action, before: "open", after: "acknowledged", note: null }],
});

const saved = (scored: readonly Scored[], records: readonly ExceptionRecord[]) =>
  savedOf(scored, { standingsOf: () => standings, records });

describe("[O20] lines saved", () => {
  test("came in time, and somebody acted on its cause while it stood late: with who, what and when", () => {
    expect(saved([called("1", false), called("2", true)], [record("acknowledged", 80)])).toEqual({
      ...{ called: 2, late: 1, came: 1 },
      saved: [
        {
          ...{ line: "1", site: "A", closesAt: at(100), calledAt: at(76), exception: "ex-1", kind: "machine-down" },
          ...{ action: "acknowledged", by: "ines", at: at(80) },
        },
      ],
    });
  });

  test.each([
    ["only said something", record("commented", 80)],
    ["put it off", record("shelved", 80)],
    ["was the system", record("acknowledged", 80, "system")],
    ["acted before it stood late", record("acknowledged", 69)],
    ["acted when it stood well again", record("assigned", 91)],
    ["acted on another thing", { ...record("assigned", 80), subject: "L2" }],
  ])("is no evidence where somebody %s", (_, one) => {
    expect(saved([called("1", false)], [one])).toEqual({ called: 1, late: 0, came: 1, saved: [] });
  });

  test("an act on the card that its own was merged into is one on its cause, for as long as it was part of it", () => {
    const entry = (
      action: TimelineEntry["action"],
      hours: number,
      more: Partial<TimelineEntry> = {},
    ): TimelineEntry => ({
      ...{ seq: 1, at: at(hours), by: "ines", action, before: "open", after: "merged", note: null, ...more },
    });
    const part = (...timeline: TimelineEntry[]): ExceptionRecord => ({ ...record("opened", 70), timeline });
    const whole = { ...record("assigned", 80, "omar"), id: "ex-2", subject: "L2" };
    const found = saved([called("1", false)], [part(entry("merged", 75, { into: "ex-2" })), whole]);
    expect(found.saved).toMatchObject([{ exception: "ex-2", kind: "machine-down", action: "assigned", by: "omar" }]);
    const split = part(entry("merged", 72, { into: "ex-2" }), entry("split", 79));
    const later = part(entry("merged", 81, { into: "ex-2" }));
    const elsewhere = part(entry("merged", 75, { into: "ex-3" }));
    for (const one of [split, later, elsewhere]) expect(saved([called("1", false)], [one, whole]).saved).toEqual([]);
  });

  test("one promise counts once, since it was first called; what was never called is not looked at", () => {
    const twice = [called("1", false), called("1", false, { horizonHours: 72, madeAt: at(70) })];
    const found = saved([...twice, called("3", false, { isCalled: false })], [record("resolved", 75)]);
    expect(found).toMatchObject({ called: 1, came: 1, saved: [{ calledAt: at(70), action: "resolved" }] });
  });

  test("a promise that was moved after it was called is another one", () => {
    const moved = [called("1", true), called("1", false, { closesAt: at(200), madeAt: at(176), isCalled: false })];
    expect(saved(moved, [record("acknowledged", 80)])).toMatchObject({ called: 1, late: 1, came: 0, saved: [] });
  });
});
