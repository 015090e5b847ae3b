import { expect, test } from "vitest";
import "../i18n/adherence-texts.ts";
import { linesText, shiftsText } from "./words.ts";

const line = (name: string, kept: number, n: number) => ({
  ...{ key: name, name },
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

test("what is said of shifts leaves out what lies between them", () => {
  const between = { ...line("between shifts", 0, 40), key: "" };
  expect(linesText([between, line("06:00–14:00", 30, 40), line("14:00–22:00", 20, 40)], "shift")).toBe(
    "The shift 14:00–22:00 keeps its plan least: 50.0 % of 40 finished on time",
  );
  const oee = (key: string, value: number | null) => ({ key, name: key || "between shifts", oee: value });
  expect(shiftsText([oee("", 0.1), oee("06:00–14:00", 0.6), oee("14:00–22:00", 0.4), oee("22:00–06:00", null)])).toBe(
    "OEE is 40.0 % in the shift 14:00–22:00 and 60.0 % in 06:00–14:00",
  );
  expect(shiftsText([oee("06:00–14:00", 0.6)])).toBe("OEE is 60.0 % in the shift 06:00–14:00");
  expect(shiftsText([oee("", 0.1)])).toBe("No line has said in any shift when it runs");
  expect(linesText([line("06:00–14:00", 2, 2)], "shift")).toBe(
    "All that was due in the shifts was finished on time: 2 of 2",
  );
  expect(linesText([between], "shift")).toBe("No shift has had anything to finish by plan");
});
