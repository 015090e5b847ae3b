import { randomUUID } from "node:crypto";
import type { Plan, PlanBars } from "@lockstep/protocol/generated/schema";
import type { Viewer } from "../identity/viewer.ts";

/** A plan with all that it shows. */
export type WholePlan = Omit<Plan, "version" | "since" | "gone">;

/** So many answers are remembered, of all who ask. */
const MOST_REMEMBERED = 16;

/** Columns whose numbers are places in lists of the same answer. */
const PLACES = { resource: "resources", baselineResource: "resources", item: "items", hold: "holds" } as const;

interface Told {
  readonly to: string;
  readonly plan: WholePlan;
}

export interface ToldPlans {
  /** What is different from the version that is named; all of it, where that is not known to be of the same question. */
  tell(whole: WholePlan, asked: { readonly by: Viewer; readonly since: string | null | undefined }): Plan;
}

export function createToldPlans(): ToldPlans {
  const told = new Map<string, Told>();
  return {
    tell(whole, { by, since }) {
      const to = JSON.stringify([whole.site, whole.from, whole.to, by.scope.key, [...by.roles].sort()]);
      const version = randomUUID();
      const before = told.get(since ?? "");
      if (before?.to === to) told.delete(since ?? "");
      told.set(version, { to, plan: whole });
      for (const oldest of told.keys()) if (told.size > MOST_REMEMBERED) told.delete(oldest);
      if (before === undefined || before.to !== to) return { ...whole, version, since: null, gone: [] };
      return { ...whole, ...changesOf(before.plan, whole), version, since: since ?? null };
    },
  };
}

function changesOf(before: WholePlan, whole: WholePlan): Pick<Plan, "bars" | "gone"> {
  const places = new Map(before.bars.id.map((id, k) => [id, k]));
  const columns = columnsOf(whole);
  const old = columnsOf(before);
  const isSame = (k: number, was: number | undefined): boolean =>
    was !== undefined && columns.every((column, at) => column(k) === old[at]?.(was));
  const changed = whole.bars.id.flatMap((id, k) => (isSame(k, places.get(id)) ? [] : [k]));
  const shown = new Set(whole.bars.id);
  const bars = Object.fromEntries(
    Object.entries(whole.bars).map(([name, column]) => [name, changed.map((k) => (column as readonly unknown[])[k])]),
  ) as unknown as PlanBars;
  return { bars, gone: before.bars.id.filter((id) => !shown.has(id)) };
}

/** What stands in each column, and for a place what stands there. */
function columnsOf(plan: WholePlan): readonly ((k: number) => unknown)[] {
  return Object.entries(plan.bars).map(([name, values]) => {
    const column = values as readonly unknown[];
    const list = PLACES[name as keyof typeof PLACES];
    if (list === undefined) return (k) => column[k];
    // A resource's own state is told anew each time.
    const words = plan[list].map((one) => (list === "resources" ? one.id : JSON.stringify(one)));
    return (k) => words[column[k] as number] ?? null;
  });
}
