import { expect, test } from "vitest";
import { inZone } from "./problem.tsx";

test("what the server refuses tells the time of the plant, to the second, and leaves all else as it is", () => {
  const text = "until is 2026-03-02T10:00:00.000Z, but now is 2026-07-02T10:00:30Z: give a time that is still to come.";
  expect(inZone(text, "Europe/Berlin")).toBe(
    "until is Mon 2 Mar 2026 11:00:00 CET, but now is Thu 2 Jul 2026 12:00:30 CEST: give a time that is still to come.",
  );
  const others = "Lot 2026-03-02T10 of 2026-03-02, WO-2026-03-02T10:00:00ZX and 2026-13-45T10:00:00Z";
  expect(inZone(others, "Europe/Berlin")).toBe(others);
});
