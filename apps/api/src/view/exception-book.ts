import { earliest, isoOf } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import { isSameValue } from "@lockstep/engine/same-value";
import type { Cause, CauseView } from "@lockstep/engine/views";
import { revisionOf } from "@lockstep/workflow/conflict";
import type { ExceptionRecord, WorkflowState } from "@lockstep/workflow/model";
import { mutedBy } from "@lockstep/workflow/muting";
import { currentSeen, together } from "@lockstep/workflow/weight";
import type { Change } from "../live/publication.ts";
import { sitesOfSubject } from "../query/belongs.ts";
import type { KnownWorld } from "../replica/known-facts.ts";
import type { ShownProjection, Touched } from "../replica/projection-replica.ts";
import type { ExceptionSource, ImpactSource, Parent } from "../wire/exception-row.ts";
import type { AsMoney } from "../wire/money.ts";
import { titleOf } from "../wire/title.ts";
import { isoOrNull, upper } from "../wire/words.ts";

/** Changed only when another view is shown. */
export type ExceptionBook = ReadonlyMap<string, ExceptionSource>;

export interface ExceptionsSaid {
  readonly workflow: WorkflowState;
  readonly world: KnownWorld;
  readonly projection: ShownProjection;
  readonly asMoney: AsMoney;
  /** What is to be looked at again; null: everything. */
  readonly news: News | null;
}

export interface News {
  /** Exceptions that something has happened to. */
  readonly happened: Iterable<string>;
  readonly touched: Touched;
  /** Of what is in force otherwise now: the type of the subject and its id. */
  readonly subjects: Iterable<string>;
  /** Something that they name may be called otherwise, or be at another site. */
  readonly hasOtherNames: boolean;
}

export interface ExceptionKeeper {
  readonly book: ExceptionBook;
  /** Says which exceptions are not as they were. Those that say the same stay the very same. */
  update(said: ExceptionsSaid): readonly Change<ExceptionSource>[];
}

/** All exceptions as they stand, of which those alone are looked at that may stand otherwise. */
export function createExceptionBook(): ExceptionKeeper {
  const book = new Map<string, ExceptionSource>();
  const bySubject = new Map<string, Set<string>>();
  /** The holds that some of them are about. */
  const holds = new Set<string>();
  /** Those that a stop of the resource may mute. None is ever taken out: looking once too often changes nothing. */
  const byResource = new Map<string, Set<string>>();
  /** Those that are, or were, part of another. */
  const byWhole = new Map<string, Set<string>>();

  const look = (id: string, said: ExceptionsSaid): Change<ExceptionSource> | null => {
    const record = said.workflow.records.get(id);
    if (record === undefined) return null;
    const before = book.get(id) ?? null;
    const after = sourceOf(record, before, said);
    if (before === null) file(bySubject, subjectOf(record), id);
    if (record.subjectType === "hold") holds.add(record.subject);
    if (after.row.resource !== null) file(byResource, after.row.resource, id);
    if (after.mergedInto !== null) file(byWhole, after.mergedInto.id, id);
    if (before !== null && saysTheSame(before, after)) {
      if (before.record !== record) book.set(id, { ...before, record });
      return null;
    }
    book.set(id, after);
    return { id, before, after };
  };

  const dirtyOf = ({ workflow, world, projection, news }: ExceptionsSaid): Set<string> => {
    if (news === null) return new Set(workflow.records.keys());
    const dirty = new Set(news.happened);
    const latest = (key: string): void => {
      const id = workflow.latest.get(key);
      if (id !== undefined) dirty.add(id);
    };
    for (const key of news.touched.causes.keys()) latest(key);
    for (const [id, before] of news.touched.orderLines) {
      const after = projection.orderLines.get(id);
      if (before?.site === after?.site && before?.promisedAt === after?.promisedAt) continue;
      if (after?.cause) latest(keyOf(after.cause));
    }
    for (const subject of news.subjects) for (const id of bySubject.get(subject) ?? []) dirty.add(id);
    if (news.hasOtherNames) for (const [id, known] of book) if (!saysTheSameOfSubject(known, world)) dirty.add(id);
    // A hold on what an order makes is where the order is.
    const subjects = new Set(news.subjects);
    for (const hold of holds) {
      const order = world.holds.get(hold)?.data.target.productionOrder;
      if (order === undefined || !subjects.has(`production-order ${order}`)) continue;
      for (const id of bySubject.get(`hold ${hold}`) ?? []) dirty.add(id);
    }
    // What is part of another adds to it; so did what was a part until now.
    for (const id of [...dirty]) {
      for (const whole of [workflow.records.get(id)?.mergedInto, book.get(id)?.record.mergedInto]) {
        if (whole !== null && whole !== undefined) dirty.add(whole);
      }
    }
    // A stop that has begun or ended mutes others, or no longer does; and what a parent touches says who may know of it.
    for (const id of [...dirty]) {
      const record = workflow.records.get(id);
      for (const part of byWhole.get(id) ?? []) dirty.add(part);
      if (record?.kind === "machine-down") for (const muted of byResource.get(record.subject) ?? []) dirty.add(muted);
    }
    return dirty;
  };

  return {
    book,
    update: (said) => [...dirtyOf(said)].flatMap((id) => look(id, said) ?? []),
  };
}

const subjectOf = ({ subjectType, subject }: ExceptionRecord): string => `${subjectType} ${subject}`;
const keyOf = ({ kind, subjectType, subject }: Cause): string => `${kind}|${subjectType}|${subject}`;

function file(sets: Map<string, Set<string>>, name: string, id: string): void {
  const own = sets.get(name);
  if (own === undefined) sets.set(name, new Set([id]));
  else own.add(id);
}

/** Settled and gone ones say no more than their record does, but for names, and who may know what they are part of. */
function sourceOf(
  record: ExceptionRecord,
  known: ExceptionSource | null,
  { workflow, world, projection, asMoney }: ExceptionsSaid,
): ExceptionSource {
  const parts = record.parts.flatMap((id) => workflow.records.get(id) ?? []);
  const own = causeOf(record, workflow, projection);
  const causes = [own, ...parts.map((part) => causeOf(part, workflow, projection))].filter((one) => one !== undefined);
  const isAlone = record.mergedInto === null && parts.length === 0;
  const title = titleOf(record, world);
  const subjectSites = sitesOfSubject(record.subjectType, record.subject, world);
  const saysNoMore = causes.length === 0 && isAlone && known?.record === record && known.row.title === title;
  if (saysNoMore && isSameValue(known.subjectSites, subjectSites)) return known;
  const resource = own?.resource ?? record.seen.resource;
  const sites = own?.sites ?? record.seen.sites;
  const weight = together(causes);
  return {
    record,
    row: {
      id: record.id,
      kind: upper(record.kind as CauseView["kind"]),
      subject: record.subject,
      subjectType: upper(record.subjectType as CauseView["subjectType"]),
      title,
      state: upper(record.state),
      present: record.present || causes.length > 0,
      severity: upper(causes.length > 0 ? weight.severity : record.seen.severity),
      openedAt: isoOf(record.openedAt),
      resource,
      owner: record.owner,
      acknowledgedBy: record.acknowledgedBy,
      acknowledgedAt: isoOrNull(record.acknowledgedAt),
      estimate: isoOrNull(record.estimate),
      estimatedBy: record.estimatedBy,
      shelvedUntil: isoOrNull(record.shelvedUntil),
      recurrences: record.recurrences,
      revision: revisionOf(record),
    },
    actBy: weight.actBy,
    firstImpactAt: earliest(causes.map(({ firstImpactAt }) => firstImpactAt)),
    sites,
    subjectSites,
    touches: [...new Set([...sites, ...causes.flatMap((one) => one.sites)])].sort(byCodeUnit),
    // Those of its own cause come first; a line stands under one cause.
    impacts: causes.flatMap(({ impacted }) => impacted.map((impact) => impactOf(impact, projection))),
    mutedBy: parentOf(record.present ? mutedBy(workflow, record) : null, workflow),
    mergedInto: parentOf(record.mergedInto, workflow),
    parts: parts.map((part) => ({ id: part.id, sites: currentSeen(workflow, part).sites })),
    asMoney,
  };
}

function saysTheSameOfSubject({ record, row, subjectSites }: ExceptionSource, world: KnownWorld): boolean {
  const sites = sitesOfSubject(record.subjectType, record.subject, world);
  return row.title === titleOf(record, world) && isSameValue(subjectSites, sites);
}

/** What stands of it now. */
const causeOf = (record: ExceptionRecord, workflow: WorkflowState, { causes }: ShownProjection) =>
  record.present && workflow.latest.get(record.key) === record.id ? causes.get(record.key) : undefined;

function parentOf(id: string | null, workflow: WorkflowState): Parent | null {
  const record = workflow.records.get(id ?? "");
  return record === undefined ? null : { id: record.id, sites: currentSeen(workflow, record).sites };
}

function impactOf(impact: CauseView["impacted"][number], { orderLines }: ShownProjection): ImpactSource {
  const line = orderLines.get(impact.line);
  return {
    row: {
      line: impact.line,
      state: upper(impact.state),
      lateByMinutes: impact.lateByMinutes,
      shortQuantity: impact.shortQuantity,
      actBy: isoOrNull(impact.actBy),
      lost: impact.lost,
    },
    site: line?.site ?? "",
    promisedAt: line?.promisedAt ?? 0,
    actBy: impact.actBy,
    valueAtRiskMinor: impact.valueAtRiskMinor,
  };
}

/** Of what any viewer's row is made of. */
function saysTheSame(a: ExceptionSource, b: ExceptionSource): boolean {
  return (
    a.actBy === b.actBy &&
    a.firstImpactAt === b.firstImpactAt &&
    isSameValue(a.row, b.row) &&
    isSameValue(a.sites, b.sites) &&
    isSameValue(a.subjectSites, b.subjectSites) &&
    isSameValue(a.touches, b.touches) &&
    isSameValue(a.parts, b.parts) &&
    isSameValue(a.mutedBy, b.mutedBy) &&
    isSameValue(a.mergedInto, b.mergedInto) &&
    isSameValue(a.impacts, b.impacts)
  );
}
