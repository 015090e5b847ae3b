import { present } from "@lockstep/domain/assert";
import fc from "fast-check";
import { expect, test } from "vitest";
import { arrive, type ChainEnd, chain, confirm, EMPTY_CHAIN, follow } from "./audit-chain.ts";
import type { AuditRow, ChainedAuditRow } from "./records.ts";
import { auditRow } from "./testing/records.ts";

const RUNS = Number(process.env["LOCKSTEP_RUNS"] ?? 750);

interface Kept {
  readonly rows: readonly ChainedAuditRow[];
  readonly head: ChainEnd;
}

/** As the store does, page by page. */
function isWhole(
  { rows, head }: Kept,
  { seen, page }: { readonly seen: readonly ChainEnd[]; readonly page: number },
): boolean {
  let end = EMPTY_CHAIN;
  for (let from = 0; from < rows.length; from += page) {
    const some = rows.slice(from, from + page);
    const followed = follow(end, some);
    if (!followed.ok || !confirm(some, seen).ok) return false;
    end = followed.value;
  }
  return arrive(end, head, seen).ok;
}

const plain = ({ number: _, previousHash: __, hash: ___, ...row }: ChainedAuditRow): AuditRow => row;
const anyRow: fc.Arbitrary<AuditRow> = fc
  .record({
    note: fc.option(fc.string({ unit: "binary", maxLength: 8 })),
    by: fc.string({ maxLength: 5 }),
    at: fc.nat(),
  })
  .map((some) => auditRow(1, some));

/** One thing that somebody does to the table. */
const damages: { readonly [name: string]: (rows: ChainedAuditRow[], at: number, other: number) => ChainedAuditRow[] } =
  {
    edit: (rows, at) => rows.map((row, k) => (k === at ? { ...row, by: `${row.by}x` } : row)),
    "edit of a note to none": (rows, at) =>
      rows.map((row, k) => (k === at ? { ...row, note: row.note === null ? "" : null } : row)),
    deletion: (rows, at) => rows.filter((_, k) => k !== at),
    "deletion with new numbers": (rows, at) =>
      rows.filter((_, k) => k !== at).map((row, k) => ({ ...row, number: k + 1 })),
    swap: (rows, at, other) => rows.map((row, k) => (k === at ? rows[other] : k === other ? rows[at] : row) ?? row),
    repetition: (rows, at) => rows.flatMap((row, k) => (k === at ? [row, row] : [row])),
    "cut of the end": (rows, at) => rows.slice(0, at),
  };

const histories = fc.record({
  rows: fc.array(anyRow, { minLength: 2, maxLength: 12 }),
  at: fc.nat(),
  other: fc.nat(),
  page: fc.integer({ min: 1, max: 5 }),
});

test("a chain that nobody has touched is whole, whatever was seen of it before", () => {
  const property = fc.property(histories, ({ rows: plainRows, at, page }) => {
    const { rows, end } = chain(EMPTY_CHAIN, plainRows);
    const row = present(rows[at % rows.length], () => "one of them");
    expect(isWhole({ rows, head: end }, { seen: [row, end], page })).toBe(true);
  });
  fc.assert(property, { numRuns: RUNS });
});

test.each(Object.keys(damages))("%s is found", (name) => {
  const damage = present(damages[name], () => name);
  const property = fc.property(histories, ({ rows: plainRows, at, other, page }) => {
    const { rows, end } = chain(EMPTY_CHAIN, plainRows);
    const place = at % rows.length;
    const there = other % rows.length;
    fc.pre(name !== "swap" || place !== there);
    const damaged = damage([...rows], place, there);
    expect(isWhole({ rows: damaged, head: end }, { seen: [], page })).toBe(false);
  });
  fc.assert(property, { numRuns: RUNS });
});

test.each(Object.keys(damages))("%s is found by what was seen before, though the whole chain was made anew", (name) => {
  const damage = present(damages[name], () => name);
  const property = fc.property(histories, ({ rows: plainRows, at, other, page }) => {
    const { rows, end } = chain(EMPTY_CHAIN, plainRows);
    const place = at % rows.length;
    const there = other % rows.length;
    const damaged = damage([...rows], place, there).map(plain);
    // One more record behind all that was seen is how a chain grows.
    fc.pre(JSON.stringify(damaged.slice(0, plainRows.length)) !== JSON.stringify(plainRows));
    const forged = chain(EMPTY_CHAIN, damaged);
    expect(isWhole({ rows: forged.rows, head: forged.end }, { seen: [], page })).toBe(true);
    expect(isWhole({ rows: forged.rows, head: forged.end }, { seen: [end], page })).toBe(false);
  });
  fc.assert(property, { numRuns: RUNS });
});
