import { present } from "@lockstep/domain/assert";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { byFactOrder, type Ordered } from "@lockstep/domain/facts/fact-order";
import type { Instant } from "@lockstep/domain/instant";
import { type Mode, toldAt } from "@lockstep/domain/ledger/fold";
import type { FactRows } from "@lockstep/store/facts/packed-facts";

/** What an engine is told before it begins. */
export interface Fed {
  take(facts: readonly AnyFact[]): void;
  takeRows(rows: readonly FactRows[]): void;
  /** All of it, once, for an engine that begins at this clock; null: none may be held back. */
  takenOver(begins: { readonly clock: Instant; readonly mode: Mode } | null): TakenOver;
}

export interface TakenOver {
  readonly facts: readonly AnyFact[];
  readonly heldBack: HeldBack;
}

/**
 * Reports on operations that a later one in effect has taken the place of: they change nothing that is projected. All reports
 * on an operation name the same production order and nothing else, so that all of them wait for it or none; a deletion waits
 * for nothing, and is never held back.
 */
export interface HeldBack {
  /** How many are left. */
  readonly left: number;
  /** The next ones, at most so many. */
  take(most: number): AnyFact[];
}

export const nothingHeldBack: HeldBack = { left: 0, take: () => [] };

export function createFed(): Fed {
  let facts: AnyFact[] = [];
  let reports: FactRows[] = [];
  return {
    take(told) {
      for (const fact of told) facts.push(fact);
    },
    takeRows(groups) {
      for (const rows of groups) {
        if (rows.type === "mes.operation" && !rows.deleted) reports.push(rows);
        else for (let row = 0; row < rows.count; row += 1) facts.push(rows.fact(row));
      }
    },
    takenOver(begins) {
      const latest = begins === null ? null : latestOf(reports, begins);
      const held = reports.map((rows): Held => {
        const at: number[] = [];
        for (let row = 0; row < rows.count; row += 1) {
          const last = latest?.get(rows.key[row] ?? "");
          if (last !== undefined && byFactOrder(orderOf(rows, row), last) < 0) at.push(row);
          else facts.push(rows.fact(row));
        }
        return { rows, at };
      });
      const all = { facts, heldBack: heldBackOf(held) };
      facts = [];
      reports = [];
      return all;
    },
  };
}

const orderOf = ({ time, source, id }: FactRows, row: number): Ordered => ({
  time: time[row] ?? 0,
  source: source[row] ?? "",
  id: id[row] ?? "",
});

/** Of each operation the greatest (time, source, id) that is in effect. */
function latestOf(
  reports: readonly FactRows[],
  { clock, mode }: { readonly clock: Instant; readonly mode: Mode },
): ReadonlyMap<string, Ordered> {
  const latest = new Map<string, Ordered>();
  for (const rows of reports) {
    for (let row = 0; row < rows.count; row += 1) {
      const here = orderOf(rows, row);
      if (toldAt(here.time, mode) > clock) continue;
      const key = rows.key[row] ?? "";
      const last = latest.get(key);
      if (last === undefined || byFactOrder(last, here) < 0) latest.set(key, here);
    }
  }
  return latest;
}

interface Held {
  readonly rows: FactRows;
  readonly at: readonly number[];
}

function heldBackOf(held: readonly Held[]): HeldBack {
  let left = held.reduce((sum, { at }) => sum + at.length, 0);
  let group = 0;
  let next = 0;
  return {
    get left() {
      return left;
    },
    take(most) {
      const taken: AnyFact[] = [];
      for (; group < held.length && taken.length < most; group += 1, next = 0) {
        const { rows, at } = present(held[group], () => "there are so many groups");
        const end = Math.min(at.length, next + most - taken.length);
        for (const row of at.slice(next, end)) taken.push(rows.fact(row));
        next = end;
        if (end < at.length) break;
      }
      left -= taken.length;
      return taken;
    },
  };
}
