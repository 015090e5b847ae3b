import {
  and,
  asc,
  count,
  desc,
  eq,
  gte,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  min,
  or,
  type SQL,
  sql,
} from "drizzle-orm";
import { arrayOf, type Db, rowsOf } from "./insert-rows.ts";
import type {
  ClaimQuery,
  Commit,
  EscalationMessageFate,
  EscalationMessageQuery,
  EscalationMessageRow,
  EscalationOverdue,
  FirstReadsQuery,
  OverdueQuery,
} from "./records.ts";
import { escalationMessages as messages, escalationTimers as timers } from "./schema.ts";

const untried = {
  ...{ attempts: 0, leaseUntil: null, retryAt: null, settledAt: null },
  ...{ trouble: null, readAt: null, resentBy: null },
};

/** What is decided of calls, in the transaction of the log that decides it. */
export async function writeCalls(tx: Db, group: readonly Commit[]): Promise<void> {
  const moved = new Map(group.flatMap((commit) => (commit.timers ?? []).map(({ id, dueAt }) => [id, dueAt] as const)));
  const gone = [...moved].filter(([, dueAt]) => dueAt === null).map(([id]) => id);
  if (gone.length > 0) await tx.delete(timers).where(sql`${timers.id} = any(${arrayOf(timers.id, gone)})`);
  const set = [...moved].flatMap(([id, dueAt]) => (dueAt === null ? [] : [{ id, dueAt }]));
  if (set.length > 0) {
    const to = { target: timers.id, set: { dueAt: sql`excluded.due_at` } };
    await tx.insert(timers).select(rowsOf(timers, set)).onConflictDoUpdate(to);
  }
  const told = group.flatMap((commit) => commit.messages ?? []).map((row) => ({ ...row, ...untried }));
  if (told.length > 0) await tx.insert(messages).select(rowsOf(messages, told)).onConflictDoNothing();
}

/** What is read and changed of calls beside the log. Arguments and results are plain data. */
export function createEscalationTables(db: Db) {
  return {
    escalationTimers: (): Promise<{ id: string; dueAt: number }[]> =>
      db.select().from(timers).orderBy(asc(timers.dueAt)),
    /** No two claims get the same one while its lease lasts. */
    claimMessages: async (query: ClaimQuery): Promise<EscalationMessageRow[]> => {
      const { dueBy, now, leaseUntil, first, channel, notFor = [] } = query;
      const isFree = and(
        eq(messages.state, "waiting"),
        channel === undefined ? undefined : eq(messages.channel, channel),
        notFor.length === 0 ? undefined : sql`not ${messages.person} = any(${arrayOf(messages.person, notFor)})`,
        lte(messages.dueAt, dueBy),
        or(isNull(messages.leaseUntil), lte(messages.leaseUntil, now)),
        or(isNull(messages.retryAt), lte(messages.retryAt, now)),
      );
      const next = db.select({ key: messages.key }).from(messages).where(isFree);
      const chosen = next
        .orderBy(asc(messages.dueAt), asc(messages.key))
        .limit(first)
        .for("update", { skipLocked: true });
      return db
        .update(messages)
        .set({ leaseUntil, attempts: sql`${messages.attempts} + 1` })
        .where(inArray(messages.key, chosen))
        .returning();
    },
    settleMessage: async (key: string, fate: EscalationMessageFate): Promise<void> => {
      await db
        .update(messages)
        .set({ ...fate, leaseUntil: null })
        .where(eq(messages.key, key));
    },
    /** To be called by who holds the lock: whoever had a lease is gone. */
    releaseMessages: async (): Promise<void> => {
      await db.update(messages).set({ leaseUntil: null }).where(isNotNull(messages.leaseUntil));
    },
    /** False: there is no such message, or it waits already. */
    resendMessage: async (key: string, by: string): Promise<boolean> => {
      const again = {
        state: "waiting",
        attempts: 0,
        retryAt: null,
        settledAt: null,
        trouble: null,
        resentBy: by,
      } as const;
      const isSettled = and(eq(messages.key, key), inArray(messages.state, ["sent", "failed", "dropped"]));
      return (await db.update(messages).set(again).where(isSettled).returning({ key: messages.key })).length > 0;
    },
    findMessage: async (key: string): Promise<EscalationMessageRow | null> =>
      (await db.select().from(messages).where(eq(messages.key, key)))[0] ?? null,
    messagePage: (query: EscalationMessageQuery): Promise<EscalationMessageRow[]> => messagePage(db, query),
    countUnread: async (person: string): Promise<number> => {
      const isUnread = and(eq(messages.person, person), eq(messages.channel, "in-app"), isNull(messages.readAt));
      return (await db.select({ rows: count() }).from(messages).where(isUnread))[0]?.rows ?? 0;
    },
    firstReads: async ({ since, until }: FirstReadsQuery): Promise<readonly [string, number][]> => {
      const isRead = and(eq(messages.channel, "in-app"), lte(messages.readAt, until), gte(messages.at, since));
      const { exceptionId } = messages;
      const found = db.select({ exceptionId, at: min(messages.readAt) }).from(messages);
      const rows = await found.where(and(isRead, isNotNull(exceptionId))).groupBy(exceptionId);
      return rows.flatMap(({ exceptionId: id, at }) => (id === null || at === null ? [] : [[id, at]]));
    },
    /** Null: all of that person's. */
    markRead: async (person: string, keys: readonly string[] | null, at: number): Promise<number> => {
      const isOwn = and(eq(messages.person, person), eq(messages.channel, "in-app"), isNull(messages.readAt));
      const isOne = keys === null ? undefined : sql`${messages.key} = any(${arrayOf(messages.key, keys)})`;
      const read = db.update(messages).set({ readAt: at }).where(and(isOwn, isOne));
      return (await read.returning({ key: messages.key })).length;
    },
    countMessages: async (query: CountedMessages): Promise<number> =>
      (
        await db
          .select({ rows: count() })
          .from(messages)
          .where(and(...wantedIn(query)))
      )[0]?.rows ?? 0,
    escalationOverdue: (query: OverdueQuery): Promise<EscalationOverdue> => overdue(db, query),
  };
}

type CountedMessages = Omit<EscalationMessageQuery, "first" | "after">;

const wantedIn = ({ person, channel, exceptionId, sites, isUnread }: CountedMessages): (SQL | undefined)[] => [
  person === null ? undefined : eq(messages.person, person),
  channel === null ? undefined : eq(messages.channel, channel),
  exceptionId === null ? undefined : eq(messages.exceptionId, exceptionId),
  sites === null ? undefined : inArray(messages.site, [...sites]),
  isUnread ? isNull(messages.readAt) : undefined,
];

async function messagePage(db: Db, query: EscalationMessageQuery): Promise<EscalationMessageRow[]> {
  const { first, after } = query;
  const wanted = wantedIn(query);
  if (after !== null) {
    const last = db.select({ at: messages.at, key: messages.key }).from(messages).where(eq(messages.key, after));
    wanted.push(sql`(${messages.at}, ${messages.key}) < (${last})`);
  }
  return db
    .select()
    .from(messages)
    .where(and(...wanted))
    .orderBy(desc(messages.at), desc(messages.key))
    .limit(first);
}

async function overdue(db: Db, { before, failedSince }: OverdueQuery): Promise<EscalationOverdue> {
  const [late] = await db
    .select({ rows: count(), oldest: min(timers.dueAt) })
    .from(timers)
    .where(lt(timers.dueAt, before));
  const [unsent] = await db
    .select({ rows: count(), oldest: min(messages.dueAt) })
    .from(messages)
    .where(and(eq(messages.state, "waiting"), lt(messages.dueAt, before)));
  // What is sent again waits, and counts as failed no more; that it is said in these words lets the index of failed ones serve.
  const [failed] = await db
    .select({ rows: count() })
    .from(messages)
    .where(and(sql`${messages.state} = 'failed'`, gte(messages.settledAt, failedSince)));
  return {
    timers: late?.rows ?? 0,
    messages: unsent?.rows ?? 0,
    failed: failed?.rows ?? 0,
    oldestTimer: late?.oldest ?? null,
    oldestMessage: unsent?.oldest ?? null,
  };
}
