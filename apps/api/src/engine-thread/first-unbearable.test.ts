import { describe, expect, test } from "vitest";
import { firstUnbearable } from "./first-unbearable.ts";

describe("the first thing that is not borne", () => {
  test.each([1, 2, 3, 17, 200])("is found wherever it is among %i", (size) => {
    for (let place = 0; place < size; place += 1)
      expect(
        firstUnbearable(size, (first) => first > place),
        `at ${place}`,
      ).toBe(place);
  });

  test("is found with few questions, and with very few if it came just now", () => {
    const asked = (place: number): number => {
      let times = 0;
      const found = firstUnbearable(1_000_000, (first) => {
        times += 1;
        return first > place;
      });
      expect(found).toBe(place);
      return times;
    };
    expect(asked(999_999)).toBe(1);
    expect(asked(999_000)).toBeLessThan(20);
    expect(asked(0)).toBeLessThan(40);
  });
});
