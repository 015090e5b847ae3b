import { ok, type Result } from "@lockstep/domain/result";
import {
  type BadRow,
  type Counts,
  type DryRun,
  type PlannedRow,
  type RowPage,
  SHOWN,
  type Shown,
} from "@lockstep/protocol/imports";
import type { ImportPlan } from "./plan-import.ts";
import { bad, type Refused } from "./refused.ts";

const MOST_PAGE = 200;
const FIRST_PAGE = 50;
const MOST_NAMES = 20;

/** What a dry run answers. */
export const dryRunOf = (plan: ImportPlan): DryRun => ({
  counts: countsOf(plan),
  waiting: waitingOf(plan),
  pages: firstPages(plan),
});

export function countsOf({ rowCount, bad, found }: ImportPlan): Counts {
  return {
    rows: rowCount,
    badRows: new Set(bad.map(({ row }) => row)).size,
    bad: bad.length,
    new: found.new.length,
    changed: found.changed.length,
    gone: found.gone.length,
    older: found.older.length,
    unchanged: found.unchanged.length,
  };
}

function waitingOf({ waiting, found }: ImportPlan): DryRun["waiting"] {
  const facts = [...found.new, ...found.changed, ...found.unchanged].filter(
    ({ waitsFor }) => waitsFor.length > 0,
  ).length;
  const names = [...waiting].sort(([, a], [, b]) => b - a).slice(0, MOST_NAMES);
  return { facts, nameCount: waiting.size, names: names.map(([name, count]) => ({ name, facts: count })) };
}

function firstPages({ bad, found }: ImportPlan): DryRun["pages"] {
  const first = (rows: readonly PlannedRow[]): readonly PlannedRow[] => rows.slice(0, FIRST_PAGE);
  return {
    bad: bad.slice(0, FIRST_PAGE),
    new: first(found.new),
    changed: first(found.changed),
    gone: first(found.gone),
    older: first(found.older),
    unchanged: first(found.unchanged),
  };
}

const allOf = ({ bad, found }: ImportPlan, show: Shown): readonly (PlannedRow | BadRow)[] =>
  show === "bad" ? bad : found[show];

/** One page of what `?show=` asks for, from `offset` on. */
export function pageOf(
  plan: ImportPlan,
  query: { readonly show?: unknown; readonly offset?: unknown; readonly limit?: unknown },
): Result<RowPage, Refused> {
  const show = SHOWN.find((one) => one === query.show);
  if (show === undefined) return bad(`Ask for ?show= one of ${SHOWN.join(", ")}.`);
  const [offset, limit] = [wholeIn(query.offset, 0), wholeIn(query.limit, FIRST_PAGE)];
  if (offset === null || limit === null) return bad("offset and limit are whole numbers of 0 or more.");
  const all = allOf(plan, show);
  return ok({ total: all.length, offset, rows: all.slice(offset, offset + Math.min(limit, MOST_PAGE)) });
}

function wholeIn(value: unknown, otherwise: number): number | null {
  if (value === undefined) return otherwise;
  return typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : null;
}
