import { type Instant, isoOf } from "@lockstep/domain/instant";
import type { Json } from "@lockstep/domain/json";
import type {
  AuditFilter as AskedFilter,
  AuditConnection,
  AuditDetail,
  AuditRecord,
  AuditVerification,
} from "@lockstep/protocol/generated/schema";
import type { AuditFilter, ChainedAuditRow, Store } from "@lockstep/store/store";
import { changesOf, notSaidBefore } from "@lockstep/workflow/audit/changes";
import type { AuditCheck } from "../audit/verifier.ts";
import { badInput } from "../errors.ts";
import { isoOrNull, upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";
import { connectionOf, type PageArguments, pageSize, readCursor, writeCursor } from "./paging.ts";

const KIND = "audit";
/** Among so many records before one, what was said before of its subject is looked for. */
const LOOK_BACK = 100_000;
const A_PART = 500;

/** Newest first, searched in the database. */
export async function auditPage(
  moment: Moment,
  store: Store,
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
export async function auditDetail(moment: Moment, store: Store, number: number): Promise<AuditDetail | null> {
  const at = { before: number + 1, after: number - 1, first: 1 };
  const [row] = number < 1 ? [] : (await store.searchAudit({ filter: anything, ...at })).rows;
  if (row === undefined) return null;
  const { earlier, lookedBackTo } = await saidBefore(store, row);
  return { record: auditRecord(moment, row), changes: changesOf(eventOf(row), earlier), lookedBackTo };
}

/** Earlier events of the same subject, the newest first, until each thing that the record says was said of it. */
async function saidBefore(store: Pick<Store, "searchAudit">, row: ChainedAuditRow) {
  const event = eventOf(row);
  const filter = { ...anything, subject: { part: null, ids: [row.exceptionId] } };
  const after = Math.max(0, row.number - 1 - LOOK_BACK);
  const earlier: Json[] = [];
  let wanted = notSaidBefore(event, []);
  for (let before = row.number; wanted.length > 0; ) {
    const { rows, hasMore } = await store.searchAudit({ filter, before, after, first: A_PART });
    const part = rows.map(eventOf);
    const still = new Set(notSaidBefore(event, part));
    // What adds nothing is not kept.
    if (wanted.some((name) => !still.has(name))) earlier.push(...part);
    wanted = wanted.filter((name) => still.has(name));
    if (!hasMore) break;
    before = rows.at(-1)?.number ?? 0;
  }
  return { earlier, lookedBackTo: wanted.length > 0 && after > 0 ? after + 1 : null };
}

export function auditVerification(check: AuditCheck): AuditVerification {
  const { startedAt, finishedAt, newestCheckpoint, state, ...rest } = check;
  return {
    ...rest,
    state: upper(state),
    startedAt: isoOrNull(startedAt),
    finishedAt: isoOrNull(finishedAt),
    newestCheckpoint,
  };
}

const eventOf = ({ event }: ChainedAuditRow): Json => JSON.parse(event) as Json;

const anything: AuditFilter = { from: null, to: null, by: null, action: null, subject: null, text: null };

/** What is asked for by the name of a machine, an item or an order is looked for under its exceptions. */
export function filterOf({ view }: Moment, asked: AskedFilter): AuditFilter {
  const { from, to, by, action, subject, text } = asked;
  const part = given(subject);
  const isAbout = (of: string): boolean => part !== null && of.toLowerCase().includes(part.toLowerCase());
  const records = part === null ? [] : [...view.workflow.records.values()];
  const ids = records.filter((record) => isAbout(record.subject)).map(({ id }) => id);
  return {
    ...{ from: instant(from), to: instant(to), by: given(by), action: given(action), text: given(text) },
    subject: part === null ? null : { part, ids },
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
    kind: exception === undefined ? null : upper(exception.kind as "scrap"),
    of: exception?.subject ?? null,
  };
}
