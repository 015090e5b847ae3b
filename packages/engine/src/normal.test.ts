import { expect, test } from "vitest";
import { normalTail } from "./normal.ts";

test("the tail of the normal distribution is as tabulated", () => {
  expect(normalTail(0)).toBe(0.5);
  expect(normalTail(1)).toBeCloseTo(0.158_655_253_931_457_05, 12);
  expect(normalTail(1.959_963_984_540_054)).toBeCloseTo(0.025, 12);
  expect(normalTail(3)).toBeCloseTo(0.001_349_898_031_630_094_6, 14);
  expect(normalTail(6)).toBeCloseTo(9.865_876_450_376_98e-10, 20);
  expect(normalTail(-1)).toBeCloseTo(0.841_344_746_068_542_9, 12);
  expect(normalTail(Infinity)).toBe(0);
  expect(normalTail(-Infinity)).toBe(1);
});

test("beyond 3 no more terms would tell anything else", () => {
  for (let z = 3; z < 38; z += 0.01) {
    let value = z;
    for (let k = 400; k > 0; k--) value = z + k / value;
    const tail = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI) / value;
    expect(Math.abs(normalTail(z) / tail - 1)).toBeLessThan(1e-14);
  }
});

test("both ways of computing it meet", () => {
  expect(normalTail(3 - 1e-12)).toBeCloseTo(normalTail(3), 12);
});
