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
      kills: null,
      isWritten: true,
    },
  });
});

test("pages that come back are as many as the last of the sockets, and read a board of their size", () => {
  const parsed = parseLiveOptions(["--kills", "10", "--sockets", "2000"]);
  expect(parsed).toMatchObject({ ok: true, value: { kills: 10, sockets: [2_000], lines: 320 } });
});

test.each([
  [["--kills", "0"]],
  [["--rate", "fast"]],
  [["--rate", "0"]],
  [["--store", "oracle"]],
  [["--speed"]],
  [["--sockets", "1.5"]],
])("%j is refused with the usage", (args) => {
  const parsed = parseLiveOptions(args);
  expect(parsed.ok ? "" : parsed.error).toContain("npm run bench:live");
});
