import { type Instant, isoOf } from "@lockstep/domain/instant";
import { isObject, type Json } from "@lockstep/domain/json";
import type { CauseKind } from "@lockstep/engine/views";
import type {
  AuditFilter as AskedFilter,
  AuditActor,
  AuditConnection,
  AuditDetail,
  AuditRecord,
  AuditVerification,
  Role,
} from "@lockstep/protocol/generated/schema";
import type { AuditFilter, ChainedAuditRow, SeenStore } from "@lockstep/store/store";
import { changesOf } from "@lockstep/workflow/audit/changes";
import type { Actor } from "@lockstep/workflow/model";
import type { AuditCheck } from "../audit/verifier.ts";
import { badInput } from "../errors.ts";
import { isoOrNull, upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";
import { connectionOf, type PageArguments, pageSize, readCursor, writeCursor } from "./paging.ts";
import { anything, eventOf, saidBefore } from "./said-before.ts";

const KIND = "audit";

/** Newest first, searched in the database. */
export async function auditPage(
  moment: Moment,
  store: SeenStore,
  { filter: asked, ...page }: PageArguments & { readonly filter?: AskedFilter | null },
): Promise<AuditConnection> {
  const filter = filterOf(moment, asked ?? {});
  const first = pageSize(page.first);
  const before = page.after === null || page.after === undefined ? null : Number(readCursor(KIND, page.after)[0]);
  if (before !== null && !Number.isSafeInteger(before)) throw badInput("after is no cursor of this list.");
  const [{ rows, hasMore }, totalCount] = await Promise.all([
    store.searchAudit({ filter, first, before, after: null }),
    store.countAudit(filter),
  ]);
  return connectionOf(
    rows.map((row) => auditRecord(moment, row)),
    { cursorOf: ({ number }) => writeCursor(KIND, [number]), hasNextPage: hasMore, totalCount },
  );
}

/** One record, and what it says beside its columns. */
export async function auditDetail(moment: Moment, store: SeenStore, number: number): Promise<AuditDetail | null> {
  const at = { before: number + 1, after: number - 1, first: 1 };
  const [row] = number < 1 ? [] : (await store.searchAudit({ filter: anything, ...at })).rows;
  if (row === undefined) return null;
  const { earlier, lookedBackTo } = await saidBefore(store, row);
  const event = eventOf(row);
  return {
    record: auditRecord(moment, row),
    actor: actorIn(event),
    changes: changesOf(event, earlier),
    lookedBackTo,
  };
}

/** As it stands in the events of people. */
function actorIn(event: Json): AuditActor | null {
  const actor = isObject(event) ? (event["actor"] as Actor | undefined) : undefined;
  if (actor === undefined) return null;
  const { roles, sites, from } = actor;
  return {
    roles: roles.map((role) => upper(role) as Role),
    sites: sites === null ? null : [...sites],
    from: from ?? null,
  };
}

export function auditVerification(check: AuditCheck): AuditVerification {
  const { startedAt, finishedAt, state, ...rest } = check;
  return {
    ...rest,
    state: upper(state),
    startedAt: isoOrNull(startedAt),
    finishedAt: isoOrNull(finishedAt),
  };
}

/** What is asked for by the name of a machine, an item or an order is looked for under its exceptions. */
export function filterOf({ view, viewer }: Moment, asked: AskedFilter): AuditFilter {
  const { from, to, by, action, subject, text } = asked;
  const part = given(subject);
  const isAbout = (of: string): boolean => part !== null && of.toLowerCase().includes(part.toLowerCase());
  const records = part === null ? [] : [...view.workflow.records.values()];
  const ids = records.filter((record) => isAbout(record.subject)).map(({ id }) => id);
  return {
    ...{ from: instant(from), to: instant(to), by: given(by), action: given(action), text: given(text) },
    subject: part === null ? null : { part, ids },
    // With its digits one after the other, an amount could be found that is shown to nobody.
    ...(viewer.withoutMoney === true && /\p{Nd}/u.test(text ?? "") ? { textIn: "names" as const } : {}),
  };
}

const instant = (at: Instant | null | undefined): Instant | null => at ?? null;
const given = (text: string | null | undefined): string | null => text?.trim() || null;

function auditRecord({ view }: Moment, row: ChainedAuditRow): AuditRecord {
  const { number, seq, by, action, exceptionId: subject, before, after, note, previousHash, hash } = row;
  const exception = view.workflow.records.get(subject);
  return {
    ...{ number, seq, by, action, subject, before, after, note, previousHash, hash },
    at: isoOf(row.at),
    kind: exception === undefined ? null : upper(exception.kind as CauseKind),
    of: exception?.subject ?? null,
  };
}
