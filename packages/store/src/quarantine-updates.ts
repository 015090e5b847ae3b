import { and, asc, eq, sql } from "drizzle-orm";
import { arrayOf, type Db } from "./insert-rows.ts";
import type { QuarantineAssignment, QuarantineDescription, Settlement } from "./records.ts";
import { quarantine, quarantineOwners } from "./schema.ts";

/** So few are settled one by one, as they nearly always are. */
const FEW = 8;

/**
 * Of many settlements those of a row's own id come first, in one statement: ten thousand take well under a second. Those by
 * content follow one by one.
 */
export async function settleRows(tx: Db, settlements: readonly Settlement[]): Promise<void> {
  if (settlements.length <= FEW) {
    for (const settlement of settlements) await settle(tx, settlement);
    return;
  }
  const ids = arrayOf(
    quarantine.id,
    settlements.map(({ id }) => id),
  );
  const found = await tx.select({ id: quarantine.id }).from(quarantine).where(sql`${quarantine.id} = any(${ids})`);
  const rows = new Set(found.map(({ id }) => id));
  await settleById(
    tx,
    settlements.filter(({ id }) => rows.has(id)),
  );
  for (const settlement of settlements) if (!rows.has(settlement.id)) await settle(tx, settlement);
}

/** The first one of a row counts. */
async function settleById(tx: Db, settlements: readonly Settlement[]): Promise<void> {
  if (settlements.length === 0) return;
  const first = new Map(settlements.toReversed().map((one) => [one.id, one]));
  const all = [...first.values()];
  const { id, state, settledBy, settledAt, settledReason, corrected } = quarantine;
  const arrays = [
    arrayOf(
      id,
      all.map((one) => one.id),
    ),
    arrayOf(
      state,
      all.map((one) => one.state),
    ),
    arrayOf(
      settledBy,
      all.map(({ by }) => by),
    ),
    arrayOf(
      settledAt,
      all.map(({ at }) => at),
    ),
    arrayOf(
      settledReason,
      all.map(({ reason }) => reason),
    ),
    arrayOf(
      corrected,
      all.map((one) => one.corrected),
    ),
  ];
  await tx
    .update(quarantine)
    .set({
      state: sql`u.state`,
      settledBy: sql`u.settled_by`,
      settledAt: sql`u.settled_at`,
      settledReason: sql`u.settled_reason`,
      corrected: sql`u.corrected`,
    })
    .from(sql`unnest(${sql.join(arrays, sql`, `)}) as u(id, state, settled_by, settled_at, settled_reason, corrected)`)
    .where(and(sql`${id} = u.id`, eq(state, "open")));
}

/** As often as a content is settled by its hash, so many of its open rows are closed, oldest first. */
async function settle(tx: Db, { id, state, by, at, reason, corrected }: Settlement): Promise<void> {
  const byId = tx.select({ id: quarantine.id }).from(quarantine).where(eq(quarantine.id, id));
  const byContent = tx
    .select({ id: quarantine.id })
    .from(quarantine)
    .where(and(eq(quarantine.contentHash, id), sql`state = 'open'`))
    .orderBy(asc(quarantine.seq), asc(quarantine.id))
    .limit(1);
  await tx
    .update(quarantine)
    .set({ state, settledBy: by, settledAt: at, settledReason: reason, corrected: corrected ?? null })
    .where(and(sql`${quarantine.id} = coalesce((${byId}), (${byContent}))`, eq(quarantine.state, "open")));
}

/** Who has a cause now is kept alone; who has a fact stands with it. */
export async function assignRows(tx: Db, assigned: readonly QuarantineAssignment[]): Promise<void> {
  for (const { of, id, owner, by, at } of assigned) {
    if (of === "fact") continue;
    const row = { cause: id, owner, assignedBy: by, assignedAt: at };
    await tx.insert(quarantineOwners).values(row).onConflictDoUpdate({ target: quarantineOwners.cause, set: row });
  }
  const facts = assigned.filter(({ of }) => of === "fact");
  if (facts.length === 0) return;
  const arrays = [
    arrayOf(
      quarantine.id,
      facts.map(({ id }) => id),
    ),
    arrayOf(
      quarantine.owner,
      facts.map(({ owner }) => owner),
    ),
  ];
  await tx
    .update(quarantine)
    .set({ owner: sql`u.owner` })
    .from(sql`unnest(${sql.join(arrays, sql`, `)}) as u(id, owner)`)
    .where(sql`${quarantine.id} = u.id`);
}

export async function describeRows(db: Db, rows: readonly QuarantineDescription[]): Promise<void> {
  if (rows.length === 0) return;
  const { id, cause, described } = quarantine;
  const arrays = [
    arrayOf(
      id,
      rows.map((row) => row.id),
    ),
    arrayOf(
      cause,
      rows.map((row) => row.cause),
    ),
    arrayOf(
      described,
      rows.map((row) => row.described),
    ),
  ];
  await db
    .update(quarantine)
    .set({ cause: sql`u.cause`, described: sql`u.described` })
    .from(sql`unnest(${sql.join(arrays, sql`, `)}) as u(id, cause, described)`)
    .where(sql`${id} = u.id`);
}
