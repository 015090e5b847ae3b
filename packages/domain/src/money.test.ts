import { expect, test } from "vitest";
import { minorDigits, toMinor } from "./money.ts";

test("an amount is whole minor units, a half up, whatever binary fractions make of it", () => {
  const scale = 10 ** minorDigits("EUR");
  for (const [amount, minor] of [
    [1.005, 101],
    [0.005, 1],
    [2.675, 268],
    [1.0049999, 100],
    [12.5, 1_250],
    [123_456_789.12, 12_345_678_912],
    [0, 0],
  ] as const)
    expect(toMinor(amount, scale), String(amount)).toBe(minor);
  expect(toMinor(1_234.5, 10 ** minorDigits("JPY"))).toBe(1_235);
});
