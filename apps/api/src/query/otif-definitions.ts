import { isoOf } from "@lockstep/domain/instant";
import type { OtifRevision, QueryOtifRevisionsArgs, OtifDefinition as Wire } from "@lockstep/protocol/generated/schema";
import type { OtifDefinition, Tolerance } from "@lockstep/workflow/otif/definitions";
import type { Counted } from "@lockstep/workflow/otif/revision";
import { isoOrNull, upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";
import { kindWord } from "./otif-figures.ts";
import { pageSize } from "./paging.ts";

export const otifDefinitions = (moment: Moment): readonly Wire[] =>
  moment.view.otif.definitions.map((definition) => definitionWire(moment, definition));

export function definitionWire({ view }: Moment, definition: OtifDefinition): Wire {
  const { exclusions, early, late, from, to, level, basis, event, credit, partials, ...same } = definition;
  const declared = view.otif.declared.find((one) => one.definition === definition);
  return {
    ...same,
    level: upper(level),
    basis: upper(basis),
    event: upper(event),
    credit: upper(credit),
    partials: upper(partials),
    early: early === null ? null : toleranceWire(early),
    late: toleranceWire(late),
    excludedCustomers: exclusions.customers,
    excludedItems: exclusions.items,
    excludedSites: exclusions.sites,
    from: isoOrNull(from),
    to: isoOrNull(to),
    declaredBy: declared?.by ?? null,
    declaredAt: isoOrNull(declared?.at),
  };
}

const toleranceWire = (tolerance: Tolerance) =>
  "minutes" in tolerance ? { minutes: tolerance.minutes, days: null } : { minutes: null, days: tolerance.days };

export function otifRevisions({ view, viewer }: Moment, args: QueryOtifRevisionsArgs): readonly OtifRevision[] {
  const { definition, site, first } = args;
  return view.otif.revisions
    .filter((one) => one.definition === definition && viewer.scope.sees(one.site) && (site ?? one.site) === one.site)
    .slice(0, pageSize(first))
    .map(({ line, at, before, after, because }) => ({
      line,
      at: isoOf(at),
      before: countedWire(before),
      after: countedWire(after),
      because: { ...because, time: isoOf(because.time) },
    }));
}

const countedWire = (counted: Counted | null) =>
  counted && { ...counted, date: isoOf(counted.date), cause: counted.cause === null ? null : kindWord(counted.cause) };
