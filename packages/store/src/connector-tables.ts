import { createHash } from "node:crypto";
import { and, asc, count, desc, eq, getTableColumns, gte, inArray, isNotNull, isNull, or, type SQL } from "drizzle-orm";
import { toStorable } from "./exact-text.ts";
import type { Db } from "./insert-rows.ts";
import type { CommandsSeen, ConnectorCommandRow, MemoryEntry, OutboxCount, OutboxQuery } from "./records.ts";
import { connectorCommands, connectorMemory } from "./schema.ts";

const NEWEST_SHOWN = 100;
const ROWS_A_STATEMENT = 1_000;

const { idHash: _, ...shown } = getTableColumns(connectorCommands);
const hashOf = (text: string): string => createHash("sha256").update(toStorable(text)).digest("hex");
const isRow = (connector: string, commandId: string) =>
  and(eq(connectorCommands.connector, connector), eq(connectorCommands.idHash, hashOf(commandId)));

function isSeen({ sites, name }: CommandsSeen) {
  const { site, subject, askedBy } = connectorCommands;
  return sites === null
    ? undefined
    : or(inArray(site, [...sites]), and(isNull(subject), eq(askedBy, toStorable(name))));
}

/** What connectors keep. Arguments and results are plain data, so that it can be called across a thread. */
export function createConnectorTables(db: Db) {
  return {
    connectorMemory: (connector: string, keys: readonly string[] | null = null): Promise<[string, string][]> =>
      memoryOf(db, connector, keys),
    remember: (connector: string, entries: readonly MemoryEntry[]): Promise<void> => remember(db, connector, entries),
    addConnectorCommand: async (row: ConnectorCommandRow): Promise<boolean> => {
      const values = { ...row, idHash: hashOf(row.commandId) };
      const added = await db.insert(connectorCommands).values(values).onConflictDoNothing().returning(shown);
      return added.length > 0;
    },
    updateConnectorCommand: async (row: ConnectorCommandRow): Promise<void> => {
      const { connector, commandId, askedBy: _, askedAt: __, command: ___, ...fate } = row;
      await db.update(connectorCommands).set(fate).where(isRow(connector, commandId));
    },
    findConnectorCommand: async (
      connector: string,
      commandId: string,
      seen: CommandsSeen | null = null,
    ): Promise<ConnectorCommandRow | null> => {
      const isOne = and(isRow(connector, commandId), seen === null ? undefined : isSeen(seen));
      const rows = await db.select(shown).from(connectorCommands).where(isOne);
      return rows[0] ?? null;
    },
    connectorCommands: (connector: string, only: "pending" | "made"): Promise<ConnectorCommandRow[]> => {
      const { askedAt, commandId, state, subject } = connectorCommands;
      const isOf = eq(connectorCommands.connector, connector);
      const wanted = and(isOf, only === "pending" ? eq(state, "pending") : isNotNull(subject));
      return db.select(shown).from(connectorCommands).where(wanted).orderBy(asc(askedAt), asc(commandId));
    },
    newestCommands: (connector: string, seen: CommandsSeen): Promise<ConnectorCommandRow[]> => {
      const { askedAt, commandId } = connectorCommands;
      const isOf = eq(connectorCommands.connector, connector);
      const newest = db
        .select(shown)
        .from(connectorCommands)
        .where(and(isOf, isSeen(seen)));
      return newest.orderBy(desc(askedAt), desc(commandId)).limit(NEWEST_SHOWN);
    },
    outbox: ({ states, sites, first, ...of }: OutboxQuery): Promise<ConnectorCommandRow[]> => {
      const { askedAt, commandId, connector, state, site } = connectorCommands;
      const isOf = of.connector === undefined ? undefined : eq(connector, of.connector);
      const isSince = of.since === undefined ? undefined : gte(askedAt, of.since);
      const isIn = states === null ? undefined : inArray(state, [...states]);
      const isAt = sites === null ? undefined : inArray(site, [...sites]);
      return db
        .select(shown)
        .from(connectorCommands)
        .where(and(isIn, isAt, isOf, isSince))
        .orderBy(desc(askedAt), desc(commandId), desc(connector))
        .limit(first);
    },
    outboxCounts: (): Promise<OutboxCount[]> => {
      const { connector, state, reason } = connectorCommands;
      return db
        .select({ connector, state, count: count(), withReason: count(reason) })
        .from(connectorCommands)
        .groupBy(connector, state);
    },
  };
}

async function memoryOf(db: Db, connector: string, keys: readonly string[] | null): Promise<[string, string][]> {
  const { key, value } = connectorMemory;
  const isOf = eq(connectorMemory.connector, connector);
  const read = async (wanted: SQL | undefined): Promise<[string, string][]> => {
    const rows = await db.select({ key, value }).from(connectorMemory).where(and(isOf, wanted));
    return rows.map((row) => [row.key, row.value]);
  };
  if (keys === null) return read(undefined);
  const found: [string, string][] = [];
  for (let from = 0; from < keys.length; from += ROWS_A_STATEMENT) {
    found.push(...(await read(inArray(key, keys.slice(from, from + ROWS_A_STATEMENT)))));
  }
  return found;
}

async function remember(db: Db, connector: string, entries: readonly MemoryEntry[]): Promise<void> {
  const told = entries.flatMap(([key, value]) => (value === null ? [] : [{ connector, key, value }]));
  const all = entries.map(([key]) => key);
  await db.transaction(async (tx) => {
    for (let from = 0; from < all.length; from += ROWS_A_STATEMENT) {
      const keys = all.slice(from, from + ROWS_A_STATEMENT);
      const isOne = and(eq(connectorMemory.connector, connector), inArray(connectorMemory.key, keys));
      await tx.delete(connectorMemory).where(isOne);
    }
    for (let from = 0; from < told.length; from += ROWS_A_STATEMENT) {
      await tx.insert(connectorMemory).values(told.slice(from, from + ROWS_A_STATEMENT));
    }
  });
}
