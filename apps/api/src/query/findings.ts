import { isoOf } from "@lockstep/domain/instant";
import { byCodeUnit, type Finding } from "@lockstep/domain/world";
import type { Finding as FindingRow, ParkedFact as ParkedRow } from "@lockstep/protocol/generated/schema";
import { upper } from "../wire/words.ts";
import { sitesOfFact, sitesOfSubject } from "./belongs.ts";
import type { Moment } from "./moment.ts";
import { type Connection, type PageArguments, pageOf } from "./paging.ts";
import { escalatedFindings } from "./quarantine-causes.ts";

/** What contradicts. One that belongs to no site shows to those who see every site. */
export function visibleFindings({ view, viewer }: Moment): readonly Finding[] {
  const { sites, seesAny } = viewer.scope;
  if (sites === null) return [...view.ownFindings, ...escalatedFindings(view), ...view.onRequest.findings()];
  return [...view.ownFindings, ...view.onRequest.findings()].filter(({ subjectType, subject }) => {
    const own = sitesOfSubject(subjectType, subject, view.world);
    return own.length > 0 && seesAny(own);
  });
}

export function findings(moment: Moment, page: PageArguments): Connection<FindingRow> {
  const rows = new Map<string, FindingRow>();
  for (const { rule, subjectType, subject, text, severity } of visibleFindings(moment)) {
    const same = `${rule}:${subjectType}:${subject}`;
    const id = rows.has(same) ? `${same}:${text}` : same;
    const grade = severity === undefined ? null : upper(severity);
    rows.set(id, { id, rule, subjectType, subject, text, severity: grade });
  }
  const items = [...rows.values()].sort((a, b) => byCodeUnit(a.id, b.id));
  return pageOf({ kind: "findings", items, keyOf: ({ id }) => [id] }, page);
}

export function visibleParked({ view, viewer }: Moment) {
  const { sites, seesAny } = viewer.scope;
  if (sites === null) return view.onRequest.parked();
  return view.onRequest.parked().filter(({ fact }) => {
    const own = sitesOfFact(fact);
    return own.length > 0 && seesAny(own);
  });
}

/** In order of their place in the log. */
export function parked(moment: Moment, page: PageArguments): Connection<ParkedRow> {
  const items = visibleParked(moment)
    .map(({ fact, waitsFor }) => ({
      seq: fact.seq,
      type: fact.type,
      source: fact.source,
      id: fact.id,
      time: isoOf(fact.time),
      waitsFor,
    }))
    .sort((a, b) => a.seq - b.seq);
  return pageOf({ kind: "parked", items, keyOf: ({ seq }) => [seq] }, page);
}
