import { expect, test } from "vitest";
import { decodeValue, encodeDate, encodeInstant } from "./values.ts";

test("what Tryton has classes for becomes plain JSON, wherever it stands", () => {
  const answer = {
    day: { __class__: "date", year: 2026, month: 3, day: 2 },
    at: [{ __class__: "datetime", year: 2026, month: 3, day: 2, hour: 9, minute: 5, second: 7, microsecond: 42 }],
    inner: { price: { __class__: "Decimal", decimal: "2.40" }, long: { __class__: "timedelta", seconds: 86_400 } },
    text: "as it is",
    none: null,
  };
  expect(decodeValue(answer)).toEqual({
    day: "2026-03-02",
    at: ["2026-03-02T09:05:07.000042Z"],
    inner: { price: "2.40", long: 86_400 },
    text: "as it is",
    none: null,
  });
});

test("dates and instants come back as they went", () => {
  expect(decodeValue(encodeDate("2026-03-02"))).toBe("2026-03-02");
  expect(decodeValue(encodeInstant("2026-03-02T09:05:07.120Z"))).toBe("2026-03-02T09:05:07.120000Z");
  expect(decodeValue(encodeInstant("2026-03-02T09:05:07Z"))).toBe("2026-03-02T09:05:07.000000Z");
});
