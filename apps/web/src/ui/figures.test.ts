import { expect, test, vi } from "vitest";
import { momentTitle } from "./figures.tsx";

test("what is on hover makes nothing anew once it has been told for a zone", () => {
  const first = momentTitle("2026-03-02T08:00:00Z", "Europe/Berlin");
  const made = vi.spyOn(Intl, "DateTimeFormat");
  expect(momentTitle("2026-03-02T08:00:00Z", "Europe/Berlin")).toBe(first);
  expect(first).toContain("Mon 2 Mar 2026 09:00:00");
  expect(made).not.toHaveBeenCalled();
  made.mockRestore();
});
