import { isoOf } from "@lockstep/domain/instant";
import type { World } from "@lockstep/domain/world";
import type { CauseView, Projection } from "@lockstep/engine/views";
import type { ExceptionRecord, WorkflowState } from "@lockstep/workflow/model";
import { mutedBy } from "@lockstep/workflow/muting";
import type { Change } from "../live/publication.ts";
import type { ExceptionSource, ImpactSource } from "../wire/exception-row.ts";
import type { AsMoney } from "../wire/money.ts";
import { titleOf } from "../wire/title.ts";
import { isoOrNull, upper } from "../wire/words.ts";

export type ExceptionBook = ReadonlyMap<string, ExceptionSource>;

export interface ExceptionBookInput {
  readonly before: ExceptionBook;
  readonly workflow: WorkflowState;
  readonly world: World;
  readonly projection: Projection;
  readonly asMoney: AsMoney;
}

/** All exceptions as they stand now, and which of them are not as they were. Those that say the same stay the very same. */
export function nextExceptionBook(input: ExceptionBookInput): {
  book: ExceptionBook;
  changes: readonly Change<ExceptionSource>[];
} {
  const { before, workflow } = input;
  const book = new Map<string, ExceptionSource>();
  const changes: Change<ExceptionSource>[] = [];
  for (const record of workflow.records.values()) {
    const was = before.get(record.id) ?? null;
    const is = sourceOf(record, input);
    const isSame = was !== null && textOf(was) === textOf(is);
    if (!isSame) book.set(record.id, is);
    else book.set(record.id, was.record === record ? was : { ...was, record });
    if (!isSame) changes.push({ id: record.id, before: was, after: is });
  }
  return { book, changes };
}

/** Settled and gone ones say no more than their record does. */
function sourceOf(
  record: ExceptionRecord,
  { workflow, world, projection, asMoney, before }: ExceptionBookInput,
): ExceptionSource {
  const known = before.get(record.id);
  const isLatest = workflow.latest.get(record.key) === record.id;
  const cause = isLatest && record.present ? projection.causes.get(record.key) : undefined;
  if (cause === undefined && known?.record === record) return known;
  const resource = cause?.resource ?? record.seen.resource;
  return {
    record,
    row: {
      id: record.id,
      kind: upper(record.kind as CauseView["kind"]),
      subject: record.subject,
      subjectType: upper(record.subjectType as CauseView["subjectType"]),
      title: titleOf(record, world),
      state: upper(record.state),
      present: record.present,
      severity: upper(cause?.severity ?? record.seen.severity),
      openedAt: isoOf(record.openedAt),
      mutedBy: record.present ? mutedBy(workflow, record) : null,
      resource,
      owner: record.owner,
      acknowledgedBy: record.acknowledgedBy,
      acknowledgedAt: isoOrNull(record.acknowledgedAt),
      estimate: isoOrNull(record.estimate),
      shelvedUntil: isoOrNull(record.shelvedUntil),
      recurrences: record.recurrences,
    },
    actBy: cause?.actBy ?? null,
    firstImpactAt: cause?.firstImpactAt ?? null,
    sites: cause?.sites ?? record.seen.sites,
    impacts: (cause?.impacted ?? []).map((impact) => impactOf(impact, projection)),
    asMoney,
  };
}

function impactOf(impact: CauseView["impacted"][number], { orderLines }: Projection): ImpactSource {
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

/** What any viewer's row is made of. */
function textOf({ row, actBy, firstImpactAt, sites, impacts }: ExceptionSource): string {
  return JSON.stringify([row, actBy, firstImpactAt, sites, impacts]);
}
