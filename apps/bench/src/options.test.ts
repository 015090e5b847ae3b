import { expect, test } from "vitest";
import { parseOptions } from "./options.ts";

test("without options it is a short run: 10,000 lines and the ratios there", () => {
  const options = parseOptions([]);
  expect(options).toMatchObject({ ok: true, value: { sizes: [10_000], ratioSizes: [10_000], isWild: false, seed: 1 } });
});

test("a full run takes all sizes, both mixes and all shapes, but ratios only where they end in time", () => {
  const options = parseOptions(["--full"]);
  expect(options).toMatchObject({
    ok: true,
    value: { sizes: [10_000, 100_000, 1_000_000], ratioSizes: [10_000, 100_000], isWild: true },
  });
  expect(options.ok && options.value.shapes.map(({ lines }) => lines)).toEqual([320, 3_000, 10_000]);
});

test("sizes may be said in thousands and millions", () => {
  expect(parseOptions(["--size", "2.5k,1M"])).toMatchObject({ ok: true, value: { sizes: [2_500, 1_000_000] } });
});

test.each([
  [["--size", "many"]],
  [["--size"]],
  [["--size", "10"]],
  [["--seed", "x"]],
  [["--seconds", "0"]],
  [["--fast"]],
])("%j is refused with what to say instead", (args) => {
  const options = parseOptions(args);
  expect(options.ok).toBe(false);
  expect(options.ok || options.error).toContain("npm run bench");
});
