import { expect, test } from "vitest";
import { parseLiveOptions } from "./options.ts";

test("without options everything is measured and written", () => {
  expect(parseLiveOptions([])).toEqual({
    ok: true,
    value: {
      rates: [500, 5_000, 20_000],
      sockets: [1, 100, 2_000],
      stores: ["postgres", "embedded"],
      lines: 10_000,
      seconds: 10,
      seed: 1,
      isPainted: true,
      isWritten: true,
    },
  });
});

test.each([[["--rate", "fast"]], [["--rate", "0"]], [["--store", "oracle"]], [["--speed"]], [["--sockets", "1.5"]]])(
  "%j is refused with the usage",
  (args) => {
    const parsed = parseLiveOptions(args);
    expect(parsed.ok ? "" : parsed.error).toContain("npm run bench:live");
  },
);
