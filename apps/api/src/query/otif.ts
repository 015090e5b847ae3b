import { isoOf } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import type { OtifSeries, QueryOtifArgs } from "@lockstep/protocol/generated/schema";
import { firstPromises, lineOutcomes, otifSeries } from "@lockstep/workflow/otif";
import { OTIF_DEFINITIONS } from "@lockstep/workflow/otif-definitions";
import { badInput } from "../errors.ts";
import { isoOrNull, lower } from "../wire/words.ts";
import type { Moment } from "./moment.ts";

/** How much was on time and in full of what was due from one instant to before another; by nothing: one figure alone. */
export function otif(
  { view, viewer }: Moment,
  ledger: Ledger,
  { definition, from, to, by }: QueryOtifArgs,
): OtifSeries {
  if (from >= to) throw badInput("from must be before to.");
  const firstPromiseOf = firstPromises(ledger, view.clock, view.clockMode);
  const series = otifSeries(
    { world: view.world, firstPromiseOf, currency: view.asMoney(0).currency ?? "" },
    { definition, from, to, by: by ? lower(by) : null, sites: viewer.scope.sites },
  );
  if (!series.ok) throw badInput(series.error.message);
  const { value, n, points } = series.value;
  return {
    definition,
    version: series.value.definition.version,
    description: series.value.definition.description,
    from: isoOf(from),
    to: isoOf(to),
    value,
    n,
    points: points.map((point) => ({
      key: point.key,
      from: isoOrNull(point.from),
      to: isoOrNull(point.to),
      value: point.value,
      n: point.n,
      met: point.met,
    })),
  };
}

/** The lines that a figure is of, by id. */
export function otifLines(
  { view, viewer }: Moment,
  ledger: Ledger,
  { definition, from, to }: Pick<QueryOtifArgs, "definition" | "from" | "to">,
): readonly string[] {
  const found = OTIF_DEFINITIONS.find(({ id }) => id === definition);
  if (found === undefined) return [];
  const firstPromiseOf = firstPromises(ledger, view.clock, view.clockMode);
  return lineOutcomes({ world: view.world, firstPromiseOf, currency: view.asMoney(0).currency ?? "" }, found)
    .filter(({ date, site }) => date >= from && date < to && viewer.scope.sees(site))
    .map(({ line }) => line);
}
