import fc from "fast-check";
import { expect, test } from "vitest";
import { type Delimiter, guessDelimiter } from "./table.ts";

interface Made {
  readonly delimiter: Delimiter;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Which rows are odd, and by how many cells. */
  readonly odd: readonly (readonly [row: number, by: number])[];
}

const word = fc.stringMatching(/^[A-Z][a-z]{1,8}$/);
const german = fc.tuple(fc.nat(9_999), fc.nat(99)).map(([whole, part]) => `${whole},${part}`);
const english = fc.tuple(fc.nat(9_999), fc.nat(99)).map(([whole, part]) => `${whole}.${part}`);
const quoted = fc.array(fc.constantFrom(";", ",", "|", "\t", "a", '""', "\n"), { maxLength: 12 });

const cellFor = (delimiter: Delimiter): fc.Arbitrary<fc.Arbitrary<string>> =>
  fc.constantFrom(
    word,
    delimiter === "," ? english : german,
    quoted.map((parts) => `"${parts.join("")}"`),
    fc.constant(""),
  );

/** A column is of one kind; one row in five is odd. */
const tables: fc.Arbitrary<Made> = fc
  .tuple(
    fc.constantFrom<Delimiter>(";", ",", "\t", "|"),
    fc.integer({ min: 3, max: 9 }),
    fc.integer({ min: 5, max: 60 }),
  )
  .chain(([delimiter, columns, rows]) =>
    fc.array(cellFor(delimiter), { minLength: columns, maxLength: columns }).chain((kinds) =>
      fc.record({
        delimiter: fc.constant(delimiter),
        head: fc.array(word, { minLength: columns, maxLength: columns }),
        rows: fc.array(fc.tuple(...kinds), { minLength: rows, maxLength: rows }),
        odd: fc.array(fc.tuple(fc.nat(rows - 1), fc.constantFrom(-2, -1, 1, 2)), { maxLength: Math.floor(rows / 5) }),
      }),
    ),
  );

function withOdd(cells: readonly string[], by: number): readonly string[] {
  return by < 0 ? cells.slice(0, by) : [...cells, ...Array.from({ length: by }, () => "")];
}

function textOf({ delimiter, head, rows, odd }: Made): string {
  const by = new Map(odd);
  return [head, ...rows.map((cells, k) => withOdd(cells, by.get(k) ?? 0))]
    .map((cells) => cells.join(delimiter))
    .join("\n");
}

test("rows with cells too many or too few, decimal commas and separators in quotes make no other separator", () => {
  fc.assert(
    fc.property(tables, (made) => {
      expect(guessDelimiter(textOf(made))).toBe(made.delimiter);
    }),
    { numRuns: 400 },
  );
});
