import { contentHash } from "@lockstep/domain/content-hash";
import { FACT_TYPES } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf } from "@lockstep/domain/instant";
import { canonicalText, type JsonObject } from "@lockstep/domain/json";
import { type Result, refuse } from "@lockstep/domain/result";
import type { MadeOf } from "../contract.ts";
import type { Derived, Inventory, PolledConnector, Reading, Row, RowId, Taken, Wanted, Write } from "./contract.ts";

export type Rows = (table: string) => ReadonlyMap<RowId, Row>;

export interface PolledOptions {
  /** Of a fact of that type. */
  readonly sourceOf: (type: string) => string;
  /** Changes whenever other columns are read, or rows mean something else: then everything is read anew. */
  readonly version: string;
  /**
   * All facts that follow from the rows. `opened` is null the first time, then the time from which on movements are
   * told: what had moved before is in the counts of the opening.
   */
  readonly derive: (rows: Rows, opened: Instant | null) => readonly Derived[];
  readonly write?: (
    rows: Rows,
    asked: { readonly command: unknown; readonly reference: string },
  ) => Result<Write, string>;
}

/** What was told of one thing. */
interface Told {
  readonly time: Instant;
  /** Hash of its data; empty once it is deleted. */
  readonly hash: string;
  /** Fields of its key, for its deletion. */
  readonly key: JsonObject;
  readonly frozen: JsonObject;
}

interface News {
  readonly event: CloudEvent;
  readonly from: MadeOf | null;
}

/** So many rows a place names. */
const NAMED_AT_MOST = 4;
const ROW = "row/";
const TOLD = "told/";
const HASH_DIGITS = 24;

/**
 * A connector that compares what follows from all rows with what it has told, and tells the difference. What it
 * remembers is `entries`, as it asked for them before.
 *
 * A fact's time is the latest stamp of the rows behind it, and always later than what was told of the same thing before;
 * a deletion's is the moment at which it was noticed. Its id follows from its content and time.
 */
export function createPolled(
  { sourceOf, version, derive, write }: PolledOptions,
  entries: Iterable<readonly [string, string]>,
): PolledConnector {
  const tables = new Map<string, Map<RowId, Row>>();
  /** A row does not say itself where it stands. */
  const tableOfRow = new WeakMap<Row, string>();
  const told = new Map<string, Told>();
  const memory = new Map(entries);
  const isSame = memory.get("version") === version;
  let cursor = isSame ? (memory.get("cursor") ?? null) : null;
  let opened = memory.has("opened") ? Number(memory.get("opened")) : null;
  for (const [key, value] of memory) {
    if (key.startsWith(TOLD)) told.set(key, JSON.parse(value) as Told);
    if (key.startsWith(ROW) && isSame) {
      const { table, row } = JSON.parse(value) as { table: string; row: Row };
      tableOf(table).set(row.id, row);
      tableOfRow.set(row, table);
    }
  }
  const outdated = isSame ? [] : [...memory.keys()].filter((key) => key.startsWith(ROW));

  function tableOf(name: string): Map<RowId, Row> {
    const known = tables.get(name) ?? new Map<RowId, Row>();
    tables.set(name, known);
    return known;
  }
  const rows: Rows = (table) => tables.get(table) ?? new Map();

  function absorb(reading: Reading, remember: Map<string, string | null>): void {
    for (const [name, found] of reading.rows) {
      const table = tableOf(name);
      if (reading.whole.has(name)) {
        const there = new Set(found.map(({ id }) => id));
        for (const id of [...table.keys()]) if (!there.has(id)) drop(name, id);
      }
      for (const row of found) {
        const before = table.get(row.id);
        if (before !== undefined && canonicalText(before) === canonicalText(row)) continue;
        table.set(row.id, row);
        tableOfRow.set(row, name);
        remember.set(rowKey(name, row.id), JSON.stringify({ table: name, row }));
      }
    }
    for (const [name, ids] of reading.gone) for (const id of ids) drop(name, id);

    function drop(name: string, id: RowId): void {
      if (tableOf(name).delete(id)) remember.set(rowKey(name, id), null);
    }
  }

  /** The fact that has to be told now; null if it is known. */
  function news(one: Derived): News | null {
    const key = toldKey(one);
    const before = told.get(key);
    if (one.once === true && before !== undefined) return null;
    const frozen = frozenOf(one, before);
    const data = { ...one.data, ...frozen };
    const hash = contentHash(canonicalText(data)).slice(0, HASH_DIGITS);
    if (before?.hash === hash) return null;
    const first = one.once === true && opened !== null ? Math.max(one.writtenAt, opened + 1) : one.writtenAt;
    const time = before === undefined ? first : Math.max(first, before.time + 1);
    told.set(key, { time, hash, key: one.once === true ? {} : keyFields(one), frozen });
    return one.silent === true ? null : { event: eventOf(one.type, { key, data, time }), from: fromRows(one) };
  }

  function fromRows({ madeOf = [] }: Derived): MadeOf | null {
    const named = madeOf.flatMap((row) => {
      const table = tableOfRow.get(row);
      return table === undefined ? [] : [{ table, ...row }];
    });
    if (named.length === 0) return null;
    const more = named.length > NAMED_AT_MOST ? ` and ${named.length - NAMED_AT_MOST} more` : "";
    const places = named.slice(0, NAMED_AT_MOST).map(({ table, id }) => `${table}/${id}`);
    return { place: `${places.join(", ")}${more}`, text: canonicalText(named) };
  }

  function eventOf(type: string, { key, data, time }: { key: string; data: JsonObject; time: Instant }): CloudEvent {
    const source = sourceOf(type);
    const id = contentHash(`${source}\n${key}\n${time}\n${canonicalText(data)}`).slice(0, HASH_DIGITS);
    return { specversion: "1.0", id, source, type, time: isoOf(time), data } as unknown as CloudEvent;
  }

  /** Things that were told and follow from no row any more. */
  function deletions(present: ReadonlySet<string>, at: Instant): CloudEvent[] {
    const events: CloudEvent[] = [];
    for (const [key, before] of told) {
      if (present.has(key) || before.hash === "" || Object.keys(before.key).length === 0) continue;
      const time = Math.max(at, before.time + 1);
      told.set(key, { ...before, time, hash: "" });
      events.push(eventOf(typeOf(key), { key, data: { ...before.key, deleted: true }, time }));
    }
    return events;
  }

  return {
    get cursor() {
      return cursor;
    },
    rows,
    take(reading, at): Taken {
      const remember = new Map<string, string | null>(outdated.splice(0).map((key) => [key, null]));
      absorb(reading, remember);
      if (reading.cursor !== null && reading.cursor !== cursor) {
        cursor = reading.cursor;
        remember.set("cursor", cursor).set("version", version);
      } else if (remember.size === 0) return { facts: [], remember: [] };
      const times = new Map([...told].map(([key, { time }]) => [key, time]));
      const derived = derive(rows, opened);
      const tellings = derived.map(news).filter((one) => one !== null);
      for (const event of deletions(new Set(derived.map(toldKey)), at)) tellings.push({ event, from: null });
      if (opened === null) {
        opened = Math.max(0, ...derived.filter(({ once }) => once === true).map(({ writtenAt }) => writtenAt));
        remember.set("opened", String(opened));
      }
      for (const [key, one] of told) if (times.get(key) !== one.time) remember.set(key, JSON.stringify(one));
      const facts = tellings.map(({ event }) => event);
      return { facts, from: tellings.map(({ from }) => from), remember: [...remember] };
    },
    compare: (inventory) => compare(tables, inventory),
    write: (command, reference) => write?.(rows, { command, reference }) ?? refuse("This connector writes nothing."),
    shows: (wanted) => wanted.length > 0 && wanted.every((one) => isShown(rows, one)),
  };
}

function isShown(rows: Rows, { table, where: [name, is], field, value, or = [] }: Wanted): boolean {
  const known = rows(table);
  const found = name === "id" ? [known.get(is as RowId)] : [...known.values()].filter((row) => row.fields[name] === is);
  const wanted = [value, ...or];
  return found.some((row) => row !== undefined && wanted.includes(row.fields[field] ?? null));
}

function compare(tables: ReadonlyMap<string, ReadonlyMap<RowId, Row>>, inventory: Inventory) {
  const gone = new Map<string, readonly RowId[]>();
  const wanted = new Map<string, readonly RowId[]>();
  for (const [table, stamps] of inventory) {
    const known = tables.get(table) ?? new Map<RowId, Row>();
    gone.set(
      table,
      [...known.keys()].filter((id) => !stamps.has(id)),
    );
    wanted.set(
      table,
      [...stamps].filter(([id, stamp]) => known.get(id)?.stamp !== stamp).map(([id]) => id),
    );
  }
  return { gone, wanted };
}

const rowKey = (table: string, id: RowId): string => `${ROW}${table}/${id}`;
const toldKey = ({ type, key }: Derived): string => `${TOLD}${type}/${key}`;
const typeOf = (key: string): string => key.slice(TOLD.length, key.indexOf("/", TOLD.length));

function keyFields({ type, data }: Derived): JsonObject {
  const { shape, key } = FACT_TYPES[type];
  if (shape !== "entity") return {};
  return Object.fromEntries(key.map((field) => [field, data[field] ?? null]));
}

function frozenOf({ frozen = [], data }: Derived, before: Told | undefined): JsonObject {
  const kept = frozen.map((field) => [field, before?.frozen[field] ?? data[field]] as const);
  return Object.fromEntries(kept.flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])));
}
