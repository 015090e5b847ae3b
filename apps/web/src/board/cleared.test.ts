import { expect, test } from "vitest";
import { settlesAt } from "./cleared.ts";

test("what has cleared settles ten minutes after it last did", () => {
  const timeline = [
    { action: "opened", at: "2026-03-02T08:00:00.000Z" },
    { action: "cleared", at: "2026-03-02T09:00:00.000Z" },
    { action: "returned", at: "2026-03-02T09:04:00.000Z" },
    { action: "cleared", at: "2026-03-02T09:30:00.000Z" },
    { action: "commented", at: "2026-03-02T09:31:00.000Z" },
  ];
  expect(settlesAt(timeline)).toBe("2026-03-02T09:40:00.000Z");
  expect(settlesAt(timeline.slice(0, 1))).toBeNull();
});
