import { expect, test } from "vitest";
import { parseOutcomeOptions } from "./options.ts";

test("what is left out is a hundred thousand lines in the embedded store, and what makes no sense says so", () => {
  const plain = { lines: [100_000], stores: ["embedded"], rounds: 100, seed: 1, isWritten: true };
  expect(parseOutcomeOptions([])).toEqual({ ok: true, value: plain });
  expect(parseOutcomeOptions(["--lines", "10,20", "--store", "postgres,embedded", "--no-write"])).toEqual({
    ok: true,
    value: { ...plain, lines: [10, 20], stores: ["embedded", "postgres"], isWritten: false },
  });
  expect(parseOutcomeOptions(["--lines", "many"])).toMatchObject({ ok: false });
  expect(parseOutcomeOptions(["--store", "oracle"])).toMatchObject({ ok: false });
  expect(parseOutcomeOptions(["--speed", "1"])).toMatchObject({ ok: false });
});
