import type { LiveException, LiveOrderLine } from "@lockstep/protocol/live";
import { gravestFirst } from "../live/severity.ts";
import type { SortOrder, View } from "../shell/view.ts";

interface Board {
  readonly exceptions: ReadonlyMap<string, LiveException>;
  readonly lines: ReadonlyMap<string, LiveOrderLine>;
}

export interface Selected {
  /** Their cause stands now: in the view's order, muted ones right under what mutes them. */
  readonly standing: readonly LiveException[];
  /** Their cause is gone; they settle by themselves unless it comes back. */
  readonly cleared: readonly LiveException[];
}

/** The exceptions that the view asks for. `viewer` is who "mine" means. */
export function selectExceptions(board: Board, view: View, viewer: string | null = null): Selected {
  const wanted = [...board.exceptions.values()].filter(
    (row) => matches(row, board.lines, view) && (view.mine === undefined || isOf(row, viewer)),
  );
  wanted.sort(comparer(view.order ?? "money"));
  return {
    standing: underTheirParents(wanted.filter((row) => row.present)),
    cleared: wanted.filter((row) => !row.present),
  };
}

/** Assigned to them, or theirs since they acknowledged it. */
function isOf(row: LiveException, viewer: string | null): boolean {
  return viewer !== null && (row.owner ?? row.acknowledgedBy) === viewer;
}

export function matches(row: LiveException, lines: ReadonlyMap<string, LiveOrderLine>, view: View): boolean {
  if (view.site !== undefined && !row.sites.includes(view.site)) return false;
  if (view.line !== undefined && row.resource !== view.line) return false;
  if (view.kind !== undefined && !view.kind.includes(row.kind)) return false;
  if (view.severity !== undefined && !view.severity.includes(row.severity)) return false;
  if (view.customer !== undefined && !row.impacted.some((hit) => lines.get(hit.line)?.customer === view.customer)) {
    return false;
  }
  return view.q === undefined || says(row, lines, view.q.toLocaleLowerCase());
}

/** Money first, then time left; shelved ones stand last in every order. */
export function comparer(order: SortOrder): (a: LiveException, b: LiveException) => number {
  const by: Record<SortOrder, readonly ((a: LiveException, b: LiveException) => number)[]> = {
    money: [byMoney, byTime],
    time: [byTime, byMoney],
    severity: [gravestFirst, byMoney, byTime],
    opened: [byOpened, byMoney],
  };
  return (a, b) => {
    for (const rule of [byShelved, ...by[order], byId]) {
      const sign = rule(a, b);
      if (sign !== 0) return sign;
    }
    return 0;
  };
}

const byMoney = (a: LiveException, b: LiveException): number =>
  Number(b.valueAtRisk.amount) - Number(a.valueAtRisk.amount);
const byTime = (a: LiveException, b: LiveException): number => timeLeft(a) - timeLeft(b) || 0;
const byOpened = (a: LiveException, b: LiveException): number => Date.parse(b.openedAt) - Date.parse(a.openedAt);
const byShelved = (a: LiveException, b: LiveException): number =>
  Number(a.state === "SHELVED") - Number(b.state === "SHELVED");
const byId = (a: LiveException, b: LiveException): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** Never to be acted on stands behind every instant. */
const timeLeft = (row: LiveException): number => (row.actBy === null ? Number.MAX_SAFE_INTEGER : Date.parse(row.actBy));

function says(row: LiveException, lines: ReadonlyMap<string, LiveOrderLine>, text: string): boolean {
  const own = `${row.title} ${row.subject} ${row.owner ?? ""}`.toLocaleLowerCase();
  if (own.includes(text)) return true;
  return row.impacted.some((hit) => {
    const line = lines.get(hit.line);
    return `${hit.line} ${line?.customerName ?? ""} ${line?.itemName ?? ""}`.toLocaleLowerCase().includes(text);
  });
}

function underTheirParents(rows: readonly LiveException[]): LiveException[] {
  const there = new Set(rows.map((row) => row.id));
  const muted = new Map<string, LiveException[]>();
  const heads: LiveException[] = [];
  for (const row of rows) {
    if (row.mutedBy !== null && row.mutedBy !== row.id && there.has(row.mutedBy)) {
      const beside = muted.get(row.mutedBy);
      if (beside) beside.push(row);
      else muted.set(row.mutedBy, [row]);
    } else heads.push(row);
  }
  const ordered = heads.flatMap((row) => [row, ...(muted.get(row.id) ?? [])]);
  // A chain of muting, which no rule makes, must not lose a card.
  return ordered.length === rows.length ? ordered : [...rows];
}
