import { type Instant, isoOf, SECOND } from "@lockstep/domain/instant";
import { byCodeUnit, type Finding } from "@lockstep/domain/world";
import type { QuarantineCause as CauseRow } from "@lockstep/protocol/generated/schema";
import {
  dueAt,
  escalatesAt,
  QUARANTINE_CLOCKS,
  type QuarantineStage,
  stageAt,
} from "@lockstep/workflow/quarantine/clock";
import { type StewardRule, stewardOf } from "@lockstep/workflow/quarantine/steward";
import type { OpenCause, OpenFact } from "../view/quarantine-book.ts";
import type { View } from "../view/view.ts";
import { upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";
import { type Connection, type PageArguments, pageOf } from "./paging.ts";
import { type Blocked, blockedBy, blockedFields } from "./quarantine-blocked.ts";

/** A cause as it stands in a view; what came later is not in it. */
export interface CauseAt {
  readonly cause: OpenCause;
  readonly facts: readonly OpenFact[];
  readonly since: Instant;
  readonly latest: OpenFact;
  readonly blocked: Blocked;
  readonly blocksLines: boolean;
  readonly stage: QuarantineStage;
}

export function causeAt(view: View, cause: OpenCause): CauseAt | null {
  const facts = [...cause.facts.values()].filter(({ seq }) => seq <= view.seq);
  const [first] = facts;
  if (first === undefined) return null;
  const latest = facts.reduce((one, fact) => (fact.seq > one.seq ? fact : one), first);
  const since = facts.reduce((oldest, fact) => Math.min(oldest, fact.since), Number.POSITIVE_INFINITY);
  const blocked = blockedBy(view, facts);
  const blocksLines = (blocked.lines?.size ?? 0) > 0;
  return { cause, facts, since, latest, blocked, blocksLines, stage: stageAt({ since, blocksLines }, view.clock) };
}

const causesAt = (view: View): readonly CauseAt[] =>
  [...view.quarantine.book.causes()].flatMap((cause) => causeAt(view, cause) ?? []);

/** What a cause blocks is looked up only where it has lain there for long enough to matter. */
function mayBeEscalated({ clock }: View, { facts }: OpenCause): boolean {
  const until = clock - QUARANTINE_CLOCKS.blocking.escalated;
  for (const { since } of facts.values()) if (since <= until) return true;
  return false;
}

/** The first to be due is the first. */
export function quarantineCauses(
  moment: Moment,
  stewards: readonly StewardRule[],
  page: PageArguments,
): Connection<CauseRow> {
  const items = causesAt(moment.view)
    .map((one) => ({ one, due: dueAt(one) }))
    .sort((a, b) => a.due - b.due || byCodeUnit(a.one.cause.id, b.one.cause.id));
  const found = pageOf({ kind: "quarantine-causes", items, keyOf: ({ one, due }) => [due, one.cause.id] }, page);
  const row = ({ one }: (typeof items)[number]): CauseRow => causeRow(moment.view, stewards, one);
  const edges = found.edges.map(({ node, cursor }) => ({ node: row(node), cursor }));
  return { ...found, edges, nodes: edges.map(({ node }) => node) };
}

/** Null where nothing of it is open. */
export function quarantineCause(moment: Moment, stewards: readonly StewardRule[], id: string): CauseRow | null {
  const cause = moment.view.quarantine.book.cause(id);
  const at = cause === null ? null : causeAt(moment.view, cause);
  return at === null ? null : causeRow(moment.view, stewards, at);
}

function causeRow(view: View, stewards: readonly StewardRule[], at: CauseAt): CauseRow {
  const { cause, facts, since, latest, blocked, stage } = at;
  const { id, connector, rule, factType, field } = cause;
  return {
    id,
    connector,
    rule,
    factType,
    field,
    open: facts.length,
    since: isoOf(since),
    owner: cause.owner ?? stewardOf(stewards, connector),
    isAssigned: cause.owner !== null,
    reason: latest.reason,
    ...blockedFields(view, blocked),
    factsUntold: blocked.untold,
    dueAt: isoOf(dueAt(at)),
    escalatesAt: isoOf(escalatesAt(at)),
    stage: upper(stage),
  };
}

const escalatedOf = new WeakMap<View, readonly Finding[]>();

/** What has lain in quarantine for too long, as the tower says it: gone when it is settled. */
export function escalatedFindings(view: View): readonly Finding[] {
  const known = escalatedOf.get(view);
  if (known !== undefined) return known;
  const findings = [...view.quarantine.book.causes()]
    .filter((cause) => mayBeEscalated(view, cause))
    .flatMap((cause) => causeAt(view, cause) ?? [])
    .filter(({ stage }) => stage === "escalated")
    .map((at): Finding => {
      const { cause, blocked } = at;
      const lines = blocked.lines === null ? "" : ` ${blocked.lines.size} open sales order lines lean on it.`;
      return {
        rule: "quarantine-escalated",
        subjectType: "quarantine-cause",
        subject: cause.id,
        text: `${lyingText(at)}, longer than may be.${lines} Plant managers and administrators: see that a steward settles it.`,
      };
    });
  escalatedOf.set(view, findings);
  return findings;
}

/** "3 facts of mqtt:line (field-type at /data/quantity) in quarantine since ...". */
export function lyingText({ cause: { connector, rule, field }, facts, since }: CauseAt): string {
  const many = facts.length === 1 ? "1 fact" : `${facts.length} facts`;
  return `${many} of ${connector} (${field === null ? rule : `${rule} at ${field}`}) in quarantine since ${isoOf(since)}`;
}

/** For those who watch the process. */
export interface QuarantineGauges {
  readonly oldestSeconds: number;
  readonly byStage: Readonly<Record<QuarantineStage, number>>;
}

export function quarantineGauges(view: View): QuarantineGauges {
  const byStage = { open: 0, due: 0, escalated: 0 };
  let oldest = view.clock;
  for (const { facts, blocksLines, since } of causesAt(view)) {
    oldest = Math.min(oldest, since);
    for (const fact of facts) byStage[stageAt({ since: fact.since, blocksLines }, view.clock)] += 1;
  }
  return { oldestSeconds: (view.clock - oldest) / SECOND, byStage };
}
