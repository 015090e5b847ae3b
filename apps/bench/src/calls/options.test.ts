import { expect, test } from "vitest";
import { parseCallOptions } from "./options.ts";

test("without options it is what was promised, and written", () => {
  expect(parseCallOptions([])).toEqual({
    ok: true,
    value: { timers: 5_000, kills: 50, calm: 8, answer: 20, races: 10_000, isWritten: true },
  });
});

test("each may be another number", () => {
  expect(parseCallOptions(["--timers", "400", "--calm", "0", "--answer", "2", "--no-write"])).toMatchObject({
    value: { timers: 400, kills: 50, calm: 0, answer: 2, isWritten: false },
  });
});

test.each([
  [["--kills", "0"]],
  [["--calm", "-1"]],
  [["--answer", "-1"]],
  [["--races", "many"]],
  [["--speed"]],
  [["--timers"]],
])("%j is refused", (args) => {
  const parsed = parseCallOptions(args);
  expect(parsed.ok ? "" : parsed.error).toContain("npm run bench:calls");
});
