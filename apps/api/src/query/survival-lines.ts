import type { Ledger } from "@lockstep/domain/ledger";
import type { Stretch } from "@lockstep/domain/working-time";
import { orderOfOperation } from "@lockstep/domain/world";
import { beganAt, endedAt } from "@lockstep/workflow/adherence/began-at";
import type { LineTime } from "@lockstep/workflow/survival/lost-time";
import type { KnownView } from "../view/view.ts";
import { calendarsOf } from "./adherence-calendars.ts";
import { reportsOf } from "./plan-reports.ts";
import { stretchesOf } from "./plan-stops.ts";

export interface Lines {
  /** The time of a line as an order sees it. */
  readonly of: (resource: string, order: string) => LineTime;
}

interface Run extends Stretch {
  readonly order: string;
}

/** What lines did, for one question: each line is read once, and what ran only if it is asked for. */
export function linesOf(view: KnownView, ledger: Ledger): Lines {
  const calendars = calendarsOf(view);
  const known = new Map<string, Omit<LineTime, "others">>();
  let runs: ReadonlyMap<string, readonly Run[]> | null = null;
  const timeOf = (resource: string): Omit<LineTime, "others"> => {
    const before = known.get(resource);
    if (before !== undefined) return before;
    const down = stretchesOf(view, resource, "down").map(({ from, to }) => ({ from, to: to ?? view.clock }));
    const time = { working: calendars.workingOf(resource), down };
    known.set(resource, time);
    return time;
  };
  return {
    of: (resource, order) => {
      runs ??= runsOf(view, ledger);
      const others = (runs.get(resource) ?? []).filter((run) => run.order !== order);
      return { ...timeOf(resource), others };
    },
  };
}

/** What was reported to have run on each line; what runs still, up to now, and of an order that is over up to its last report. */
function runsOf(view: KnownView, ledger: Ledger): ReadonlyMap<string, readonly Run[]> {
  const runs = new Map<string, Run[]>();
  for (const operation of ledger.keysOf("mes.operation")) {
    const reports = reportsOf(view, ledger, operation);
    const [from, last] = [beganAt(reports), reports.at(-1)];
    if (from === null || last === undefined) continue;
    const order = orderOfOperation(operation, view.world.productionOrders);
    const status = view.world.productionOrders.get(order)?.data.status;
    const until = status === "planned" || status === "released" ? view.clock : last.time;
    const own = runs.get(last.data.resource) ?? [];
    runs.set(last.data.resource, own);
    own.push({ order, from, to: endedAt(reports) ?? until });
  }
  return runs;
}
