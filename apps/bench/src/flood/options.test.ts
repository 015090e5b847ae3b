import { expect, test } from "vitest";
import { parseFloodOptions } from "./options.ts";

test("without options it is what was promised, with a processor as it is and with a slow one, and written", () => {
  expect(parseFloodOptions([])).toEqual({
    ok: true,
    value: { lines: 5_000, others: 30, seconds: 10, throttles: [1, 4], port: 0, folder: null, isWritten: true },
  });
});

test.each([[["--lines", "0"]], [["--throttle", "slow"]], [["--speed"]], [["--seconds"]]])("%j is refused", (args) => {
  const parsed = parseFloodOptions(args);
  expect(parsed.ok ? "" : parsed.error).toContain("npm run bench:flood");
});
