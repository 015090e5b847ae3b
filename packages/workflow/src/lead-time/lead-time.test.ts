import { DAY, HOUR } from "@lockstep/domain/instant";
import { describe, expect, test } from "vitest";
import { type Awaited, leadTimeOf } from "./lead-time.ts";

const came = (...days: readonly number[]): readonly Awaited[] =>
  days.map((after, k) => ({ orderedAt: k * HOUR, until: k * HOUR + after * DAY, hasCome: true }));
const overdue = (...days: readonly number[]): readonly Awaited[] =>
  days.map((after) => ({ orderedAt: 0, until: after * DAY, hasCome: false }));

describe("[L1] a lead time", () => {
  test("is from the order to the physical receipt: the median, and within which four of five came", () => {
    expect(leadTimeOf(came(8, 4, 6, 5, 7), 6)).toEqual({
      ...{ receipts: 5, overdue: 0, medianDays: 6, p80Days: 7, drift: 0, verdict: "drifts", drifts: ["p80"] },
    });
    expect(leadTimeOf(came(4, 6), 6)).toMatchObject({ medianDays: 4, p80Days: 6 });
  });

  test("of nothing is no figure", () => {
    expect(leadTimeOf([], 6)).toEqual({
      ...{ receipts: 0, overdue: 0, medianDays: null, p80Days: null, drift: null, verdict: "few", drifts: [] },
    });
  });
});

describe("[L2] the master data drifts", () => {
  test("by more than a fifth of it, either way, with five or more", () => {
    expect(leadTimeOf(came(6, 6, 6, 6, 6), 5).drifts, "a fifth is not more than a fifth").toEqual(["p80"]);
    expect(leadTimeOf(came(6.1, 6.1, 6.1, 6.1, 6.1), 5).drifts).toEqual(["median", "p80"]);
    expect(leadTimeOf(came(4, 4, 4, 4, 4), 5)).toMatchObject({ drift: -0.2, verdict: "holds", drifts: [] });
    expect(leadTimeOf(came(3.9, 3.9, 3.9, 3.9, 3.9), 5).drifts).toEqual(["median"]);
    expect(leadTimeOf(came(9, 9, 9, 9), 5), "four say nothing").toMatchObject({
      medianDays: 9,
      verdict: "few",
      drifts: [],
    });
  });

  test("where a fifth takes longer than it says, whatever the median is", () => {
    expect(leadTimeOf(came(5, 5, 5, 5, 30), 5).drifts).toEqual([]);
    expect(leadTimeOf(came(5, 5, 5, 30, 30), 5).drifts).toEqual(["p80"]);
  });

  test("not where it says nothing, and from nothing to something", () => {
    expect(leadTimeOf(came(9, 9, 9, 9, 9), null)).toMatchObject({ drift: null, verdict: "unsaid", drifts: [] });
    expect(leadTimeOf(came(1, 1, 1, 1, 1), 0)).toMatchObject({ drift: null, drifts: ["median", "p80"] });
  });
});

describe("[L3] what is overdue", () => {
  test("is censored and not left out", () => {
    // Of five, two came by the fifth day and three are still waited for on the tenth.
    const waiting = [...came(4, 5), ...overdue(10, 10, 10)];
    expect(leadTimeOf(waiting, 5)).toEqual({
      ...{
        receipts: 2,
        overdue: 3,
        medianDays: null,
        p80Days: null,
        drift: null,
        verdict: "drifts",
        drifts: ["median", "p80"],
      },
    });
    expect(leadTimeOf(came(4, 5), 5).medianDays, "without them it would look quick").toBe(4);
  });

  test("says nothing beyond what it was waited for", () => {
    expect(leadTimeOf([...came(4, 5), ...overdue(6, 6, 6)], 10).drifts).toEqual([]);
    // Two of three who were waited for to the third day came later; (1 − 1/3)·(1 − 1/2) = 1/3.
    expect(leadTimeOf([...came(4, 8), ...overdue(3, 9, 3)], 8)).toMatchObject({ medianDays: 8, p80Days: null });
  });
});
