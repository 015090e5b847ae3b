import { expect, test } from "vitest";
import { dutyInWords, shiftsInWords } from "./words.ts";

const on = (days: readonly number[], start: string, end: string) => days.map((day) => ({ day, start, end }));

test("shifts of the same hours stand together, and days that follow one another are joined", () => {
  expect(shiftsInWords(on([1, 2, 3, 4, 5], "06:00", "14:00"))).toBe("Mon–Fri 06:00–14:00");
  expect(shiftsInWords([...on([5, 1, 3], "06:00", "14:00"), ...on([6, 7], "08:00", "12:00")])).toBe(
    "Mon, Wed, Fri 06:00–14:00; Sat–Sun 08:00–12:00",
  );
});

test("a duty on single dates alone is not one at any time", () => {
  const dated = [
    { date: "2026-03-07", start: "06:00", end: "14:00" },
    { date: "2026-03-08", start: null, end: null },
  ];
  expect(dutyInWords({ weekly: [], dated })).toBe("2026-03-07 06:00–14:00; 2026-03-08 –");
  expect(dutyInWords({ weekly: on([1], "06:00", "14:00"), dated: [] })).toBe("Mon 06:00–14:00");
  expect(dutyInWords({ weekly: [], dated: [] })).toBe("");
});
