import type { Ledger } from "@lockstep/domain/ledger";
import type {
  LineageFigure,
  QueryStaleFiguresArgs,
  StaleFigure,
  StaleSource,
} from "@lockstep/protocol/generated/schema";
import type { Moment } from "../query/moment.ts";
import type { View } from "../view/view.ts";
import { FIGURES, type FigureKind, standingsOf } from "./figures.ts";
import { standingsIn } from "./standing.ts";
import { subjectOf } from "./subjects.ts";
import type { Thing } from "./thing.ts";
import { visit } from "./walk.ts";

/** So many things are looked at for one mark: far more than a line leans on. */
const MOST_THINGS = 2_000;
const EVERYTHING: FigureKind = { own: null, rules: [] };

/**
 * Of the sources that are late or silent now, those that figures of these things lean on; none while every one is fresh, at
 * no cost. Beyond what can be looked at they count as leant on: better a mark too many than one too few.
 */
export function staleSourcesOf(
  things: () => readonly Thing[],
  view: View,
  ledger: Ledger,
  kind: FigureKind = EVERYTHING,
): readonly StaleSource[] {
  const stale = view.feeds.filter(({ status }) => status !== "FRESH");
  if (stale.length === 0) return [];
  const names = new Set(stale.map(({ id }) => id));
  const found = new Set<string>();
  const isWhole = visit(standingsOf(kind, standingsIn(view, ledger)), things(), {
    mostThings: MOST_THINGS,
    look(_, { facts }) {
      for (const { fact } of facts) if (names.has(fact.source)) found.add(fact.source);
      return found.size < names.size;
    },
  });
  return stale
    .filter(({ id }) => !isWhole || found.has(id))
    .map(({ id, system, status, ageSeconds, trouble }) => ({ source: id, system, status, ageSeconds, trouble }));
}

/** By figure, those that lean on one. */
export function staleFiguresOf(
  moment: Moment,
  ledger: Ledger,
  { of, id }: QueryStaleFiguresArgs,
): readonly StaleFigure[] {
  const { view } = moment;
  if (view.feeds.every(({ status }) => status === "FRESH")) return [];
  return Object.entries(FIGURES[of]).flatMap(([name, kind]) => {
    const figure = name as LineageFigure;
    const subject = subjectOf(moment, { of, id, figure }, { ledger, reads: new Map() });
    if (subject === null) return [];
    const sources = staleSourcesOf(() => subject.things, view, ledger, kind);
    return sources.length === 0 ? [] : [{ figure, sources }];
  });
}
