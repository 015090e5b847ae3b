import type { Foresight, QueryForesightArgs } from "@lockstep/protocol/generated/schema";
import { foresightOf, HORIZONS, median, type Scored, warningHours, wasLate } from "@lockstep/workflow/otif/foresight";
import { badInput } from "../errors.ts";
import type { Moment } from "./moment.ts";

/** What was said of lines whose promise lies between two instants and has passed. */
export function foresight({ view, viewer }: Moment, { from, to, site }: QueryForesightArgs): Foresight {
  if (from >= to) throw badInput("from must be before to.");
  const { ledger, predictions } = view.otif;
  const scored = predictions.flatMap((one): readonly Scored[] => {
    const isAsked = one.closesAt >= from && one.closesAt < to && one.closesAt <= view.clock;
    if (!isAsked || !viewer.scope.sees(one.site) || (site ?? one.site) !== one.site) return [];
    const facts = ledger.factsOf(one.line);
    const late = facts === null ? null : wasLate(facts, one.closesAt);
    return late === null ? [] : [{ ...one, wasLate: late }];
  });
  const promises = new Map(scored.filter((one) => one.wasLate).map((one) => [`${one.line}\0${one.closesAt}`, one]));
  const warned = [...promises.values()].flatMap(
    ({ line, closesAt }) => warningHours(ledger.standingsOf(line), closesAt) ?? [],
  );
  return {
    late: promises.size,
    warned: warned.length,
    warningHours: median(warned),
    horizons: HORIZONS.map((hours) => {
      const { horizonHours: _, ...figures } = foresightOf(scored, hours);
      return { hours, naiveRecall: figures.late === 0 ? null : 0, ...figures };
    }),
  };
}
