import { expect, test } from "vitest";
import "../i18n/adherence-texts.ts";
import { linesText } from "./words.ts";

const line = (name: string, kept: number, n: number) => ({
  name,
  finishes: { kept, n, share: n === 0 ? null : kept / n },
});

test("the line that keeps its plan least is named only of those with twenty or more to judge", () => {
  expect(linesText([line("L1", 1, 2), line("L2", 18, 20), line("L3", 30, 30)])).toBe(
    "L2 keeps its plan least: 90.0 % of 20 finished on time",
  );
  expect(linesText([line("L1", 1, 2), line("L2", 3, 3)])).toBe(
    "4 of 5 finished on time; no line has enough to say which keeps its plan least",
  );
  expect(linesText([line("L1", 1, 2), line("L3", 30, 30)])).toContain("no line has enough");
});

test("where all is kept no line keeps it least, and where nothing was due there is nothing to say", () => {
  expect(linesText([line("L1", 2, 2), line("L2", 9, 9)])).toBe("All that was due was finished on time: 11 of 11");
  expect(linesText([line("L1", 0, 0)])).toBe("No line has had anything to finish by plan");
  expect(linesText([])).toBe("No line has had anything to finish by plan");
});
