import { type Instant, isoOf } from "@lockstep/domain/instant";
import type {
  Foresight,
  LinesSaved,
  QueryForesightArgs,
  QueryLinesSavedArgs,
} from "@lockstep/protocol/generated/schema";
import { hasEndedShort } from "@lockstep/workflow/otif/attribution";
import {
  FORESIGHT_VERSION,
  foresightOf,
  HORIZONS,
  type Scored,
  warningHours,
  wasLate,
} from "@lockstep/workflow/otif/foresight";
import type { OtifLedger } from "@lockstep/workflow/otif/ledger";
import { SAVED_VERSION, type Saved, type SavedLine, savedOf } from "@lockstep/workflow/otif/saved";
import { median } from "@lockstep/workflow/quantiles";
import { badInput } from "../errors.ts";
import { upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";
import { kindWord } from "./otif-figures.ts";
import { pageOfRows } from "./paging.ts";

/** What was said of lines whose promise lies between two instants and has passed. */
export function foresight(moment: Moment, args: QueryForesightArgs): Foresight {
  const scored = scoredOf(moment, args);
  const promises = new Map(scored.filter((one) => one.wasLate).map((one) => [`${one.line}\0${one.closesAt}`, one]));
  const { ledger } = moment.view.otif;
  const warned = [...promises.values()].flatMap(({ line, closesAt }) => warningOf(ledger, line, closesAt) ?? []);
  return {
    version: FORESIGHT_VERSION,
    late: promises.size,
    warned: warned.length,
    warningHours: median(warned),
    horizons: HORIZONS.map((hours) => {
      const { horizonHours: _, ...figures } = foresightOf(scored, hours);
      return { hours, naiveRecall: figures.late === 0 ? null : 0, ...figures };
    }),
  };
}

/** How many hours before its promise a line that was late had been known to be; null: not before it. */
export function warningOf(ledger: OtifLedger, line: string, closesAt: Instant): number | null {
  const facts = ledger.factsOf(line);
  return warningHours(ledger.standingsOf(line), closesAt, facts !== null && hasEndedShort(facts));
}

/** Each prediction of that time with what became of its line. */
export function scoredOf({ view, viewer }: Moment, { from, to, site }: QueryForesightArgs): readonly Scored[] {
  if (from >= to) throw badInput("from must be before to.");
  const { ledger, predictions } = view.otif;
  return predictions.flatMap((one): readonly Scored[] => {
    const isAsked = one.closesAt >= from && one.closesAt < to && one.closesAt <= view.clock;
    if (!isAsked || !viewer.scope.sees(one.site) || (site ?? one.site) !== one.site) return [];
    const facts = ledger.factsOf(one.line);
    const late = facts === null ? null : wasLate(facts, one.closesAt);
    return late === null ? [] : [{ ...one, wasLate: late }];
  });
}

/** Which lines were saved, by what is known at this moment. */
export const savedIn = (moment: Moment, args: QueryForesightArgs): Saved =>
  savedOf(scoredOf(moment, args), {
    standingsOf: (line) => moment.view.otif.ledger.standingsOf(line),
    records: moment.view.workflow.records.values(),
  });

export function linesSaved(moment: Moment, args: QueryLinesSavedArgs): LinesSaved {
  const { saved, ...figures } = savedIn(moment, args);
  const { nodes, pageInfo, totalCount } = pageOfRows(
    { kind: "lines-saved", items: saved, keyOf: ({ closesAt, line }) => [closesAt, line] },
    savedWire,
    { first: args.first ?? null, after: args.after ?? null },
  );
  return { version: SAVED_VERSION, ...figures, saved: totalCount, nodes: [...nodes], pageInfo };
}

const savedWire = ({ kind, action, closesAt, calledAt, at, ...same }: SavedLine) => ({
  ...same,
  kind: kindWord(kind),
  action: upper(action),
  closesAt: isoOf(closesAt),
  calledAt: isoOf(calledAt),
  at: isoOf(at),
});
