import {
  type Applied,
  CREATED,
  type Inventory,
  type PolledConnector,
  type PolledSystem,
  type Row,
  type RowId,
  type Wanted,
  type Write,
} from "@lockstep/connectors/polled/contract";
import { MOVES, ON_HAND, TABLES, type TrytonTable } from "@lockstep/connectors/tryton/tables";
import { encodeDate, encodeInstant } from "@lockstep/connectors/tryton/values";
import { type Instant, isoOf, SECOND } from "@lockstep/domain/instant";
import { isObject, type Json, type JsonObject } from "@lockstep/domain/json";
import { TrytonRefusal, type TrytonRpc } from "./tryton-rpc.ts";

export interface TrytonSystemOptions {
  readonly rpc: TrytonRpc;
  /** Longer than any transaction there takes. */
  readonly overlapSeconds: number;
  readonly now: () => Instant;
}

const PAGE_ROWS = 2_000;
const STAMPS = ["write_date", "create_date"];
/** What was archived is still what old documents name. */
const EVERYTHING = { active_test: false };

export function createTrytonSystem({ rpc, overlapSeconds, now }: TrytonSystemOptions): PolledSystem {
  /** What Tryton's own sums say is read after goods have moved; the first time in any case. */
  let owesOnHand = true;
  /** The latest stamp of all that was read so far. Null: nothing was. */
  let seen: string | null = null;

  /**
   * Up to where nothing is missing when a reading ends that begins now: what becomes visible while it lasts may be read of one
   * table and not of another, and the later stamp says nothing of the earlier. Its own clock is the only one that counts.
   */
  async function newest(): Promise<string | null> {
    let last: string | null = null;
    for (const { model } of TABLES) {
      for (const stamp of STAMPS) {
        const params: Json[] = [[[stamp, "!=", null]], 0, 1, [[stamp, "DESC"]], [stamp]];
        const [row] = rowsIn(await rpc.call(`model.${model}.search_read`, params, EVERYTHING));
        last = later(last, row?.[stamp]);
      }
    }
    return last;
  }

  async function read(table: TrytonTable, domain: Json[]): Promise<Row[]> {
    const rows = await pages(table.model, domain, [...table.fields, ...STAMPS, "_timestamp"]);
    return rows.map(rowOf);
  }

  async function pages(model: string, domain: Json[], fields: readonly string[]): Promise<JsonObject[]> {
    const found: JsonObject[] = [];
    for (;;) {
      // After the last id, not at an offset: rows that come and go meanwhile shift nothing.
      const after: Json[] = found.length === 0 ? domain : [...domain, ["id", ">", found.at(-1)?.["id"] ?? 0]];
      const params: Json[] = [after, 0, PAGE_ROWS, [["id", "ASC"]], [...fields]];
      const page = await rpc.call(`model.${model}.search_read`, params, EVERYTHING);
      const rows = rowsIn(page);
      found.push(...rows);
      if (rows.length < PAGE_ROWS) return found;
    }
  }

  /**
   * Read after the moves, and thrown away if goods have moved in between: sums of another moment than the moves would
   * tell of a difference that is none.
   */
  async function onHand(rows: Map<string, readonly Row[]>, since: Json[]): Promise<void> {
    const warehouses = await pages("stock.location", [["type", "=", "warehouse"]], ["id"]);
    const day = encodeDate(isoOf(now()).slice(0, 10));
    const sums: Row[] = [];
    for (const { id } of warehouses) {
      const context = { ...EVERYTHING, locations: [id ?? null], with_childs: true, stock_date_end: day };
      const params: Json[] = [[["type", "=", "goods"]], 0, null, [["id", "ASC"]], ["quantity"]];
      const products = await rpc.call("model.product.product.search_read", params, context);
      for (const product of rowsIn(products)) {
        const fields = { product: product["id"] ?? null, warehouse: id ?? null, quantity: product["quantity"] ?? 0 };
        sums.push({ id: `${String(product["id"])}@${String(id)}`, stamp: "", fields });
      }
    }
    const moves = TABLES.filter(({ model }) => model === MOVES);
    const later = (await Promise.all(moves.map((table) => read(table, since)))).flat();
    const seen = new Map((rows.get(MOVES) ?? []).map((row) => [row.id, row.stamp]));
    owesOnHand = later.some((row) => seen.get(row.id) !== row.stamp);
    if (!owesOnHand) rows.set(ON_HAND, sums);
  }

  return {
    async snapshot() {
      const cursor = (await newest()) ?? isoOf(now());
      const rows = new Map<string, readonly Row[]>();
      for (const table of TABLES) rows.set(table.model, await read(table, []));
      seen = latest(rows);
      await onHand(rows, sinceOf(seen ?? cursor, 0));
      return { rows, gone: new Map(), whole: new Set(rows.keys()), cursor };
    },

    async changes(cursor, known) {
      const rows = new Map<string, readonly Row[]>();
      const gone = new Map<string, readonly RowId[]>();
      const whole = new Set<string>();
      const since = sinceOf(cursor, overlapSeconds);
      const before = seen;
      for (const table of TABLES) {
        if (table.read === "seldom") continue;
        const found = await read(table, since);
        rows.set(table.model, found);
        if (table.read === "proposals") await dropProposals({ table, found, known, rows, gone });
      }
      const moves = rows.get(MOVES) ?? [];
      const hasMoved = moves.some((row) => known(MOVES).get(row.id)?.stamp !== row.stamp);
      if (owesOnHand || hasMoved) {
        await onHand(rows, since);
        if (rows.has(ON_HAND)) whole.add(ON_HAND);
      }
      seen = later(seen, latest(rows));
      return { rows, gone, whole, cursor: before };
    },

    async inventory(): Promise<Inventory> {
      const inventory = new Map<string, ReadonlyMap<RowId, string>>();
      for (const { model } of TABLES) {
        const rows = (await pages(model, [], STAMPS)).map(rowOf);
        inventory.set(model, new Map(rows.map(({ id, stamp }) => [id, stamp])));
      }
      return inventory;
    },

    async rows(wanted) {
      const rows = new Map<string, readonly Row[]>();
      const gone = new Map<string, readonly RowId[]>();
      for (const table of TABLES) {
        const ids = wanted.get(table.model) ?? [];
        if (ids.length === 0) continue;
        const found = await read(table, [["id", "in", [...ids]]]);
        rows.set(table.model, found);
        gone.set(table.model, missing(ids, found));
      }
      return { rows, gone, whole: new Set(), cursor: null };
    },

    apply: (write) => apply(rpc, write),
  };

  /** Those that were there and are not: looked at one by one, since another state is no deletion. */
  async function dropProposals({ table, found, known, rows, gone }: ProposalsRead): Promise<void> {
    const listed = await pages(table.model, [["state", "=", "request"]], ["id"]);
    const there = new Set([...listed, ...found].map(({ id }) => id));
    const absent = [...known(table.model).values()].filter(
      ({ id, fields }) => fields["state"] === "request" && !there.has(id),
    );
    if (absent.length === 0) return;
    const ids = absent.map(({ id }) => id);
    const left = await read(table, [["id", "in", ids]]);
    rows.set(table.model, [...found, ...left]);
    const lost = new Set(missing(ids, left));
    gone.set(table.model, [...lost]);
    const orphans = [...known(MOVES).values()].filter(
      ({ fields }) => lost.has(fields["production_input"] as RowId) || lost.has(fields["production_output"] as RowId),
    );
    gone.set(
      MOVES,
      orphans.map(({ id }) => id),
    );
  }
}

interface ProposalsRead {
  readonly table: TrytonTable;
  readonly found: readonly Row[];
  readonly known: PolledConnector["rows"];
  readonly rows: Map<string, readonly Row[]>;
  readonly gone: Map<string, readonly RowId[]>;
}

/** A row is what it was until its stamp changes; before it is ever written, that is when it was made. */
function rowOf({ id, write_date, create_date, ...fields }: JsonObject): Row {
  const stamp = typeof write_date === "string" ? write_date : String(create_date ?? "");
  return { id: typeof id === "number" ? id : String(id), stamp, fields };
}

function missing(ids: readonly RowId[], found: readonly Row[]): RowId[] {
  const there = new Set(found.map(({ id }) => id));
  return ids.filter((id) => !there.has(id));
}

function sinceOf(cursor: string, overlapSeconds: number): Json[] {
  const from = encodeInstant(isoOf(Date.parse(cursor) - overlapSeconds * SECOND));
  return [["OR", ["write_date", ">=", from], ["create_date", ">=", from]]];
}

function latest(rows: ReadonlyMap<string, readonly Row[]>): string | null {
  let last: string | null = null;
  for (const table of rows.values()) for (const { stamp } of table) last = later(last, stamp);
  return last;
}

const later = (one: string | null, other: Json | undefined): string | null =>
  typeof other === "string" && other !== "" && (one === null || other > one) ? other : one;

const rowsIn = (answer: Json): JsonObject[] => (Array.isArray(answer) ? answer.filter(isObject) : []);

async function apply(rpc: TrytonRpc, write: Write): Promise<Applied> {
  if (write.done.length > 0 && (await shows(rpc, write.done))) return { kind: "applied" };
  const isBegun = write.begun !== undefined && (await shows(rpc, write.begun));
  const stale = isBegun ? null : await staleIn(rpc, write);
  if (stale !== null) return { kind: "refused", rule: "stale", reason: stale };
  const touched = new Set<string>();
  let created: Json = null;
  try {
    for (const [k, { method, params, unless = [], isOptional }] of write.calls.entries()) {
      const model = method.slice("model.".length, method.lastIndexOf("."));
      const isLookedFor = unless.length > 0 && (isBegun || isOptional === true);
      if (isLookedFor && (await shows(rpc, unless))) {
        if (k === 0 && method.endsWith(".create")) created = await idsOf(rpc, unless);
        continue;
      }
      // Only of what is written itself: what it writes with that, Tryton may write more than once. And what an earlier call
      // has written is no longer as it was.
      const guarded = isBegun || touched.has(model) ? [] : write.expected.filter(({ table }) => table === model);
      const _timestamp = Object.fromEntries(
        guarded.map(({ table, id, precondition }) => [`${table},${id}`, precondition]),
      );
      const answer = await rpc.call(
        method,
        params.map((one) => (one === CREATED ? created : one)),
        { _timestamp },
      );
      if (k === 0) created = answer;
      touched.add(model);
    }
    return { kind: "applied" };
  } catch (error) {
    if (!(error instanceof TrytonRefusal)) throw error;
    if (error.type !== "ConcurrencyException") return { kind: "refused", rule: "foreign", reason: error.message };
    const reason = "It was changed in Tryton in the meantime. Look at it again, then decide.";
    return { kind: "refused", rule: "stale", reason };
  }
}

/** Whether it shows all of these; what is looked for in the same row is asked for at once. */
async function shows(rpc: TrytonRpc, wanted: readonly Wanted[]): Promise<boolean> {
  const rows = new Map<string, Wanted[]>();
  for (const one of wanted) {
    const key = JSON.stringify([one.table, one.where]);
    rows.set(key, [...(rows.get(key) ?? []), one]);
  }
  for (const asked of rows.values()) {
    const [first] = asked;
    if (first === undefined) continue;
    const row = await oneRow(
      rpc,
      first,
      asked.map(({ field }) => field),
    );
    if (row === null) return false;
    if (!asked.every(({ field, value, or = [] }) => [value, ...or].includes(row[field] ?? null))) return false;
  }
  return true;
}

async function oneRow(
  rpc: TrytonRpc,
  { table, where: [name, is] }: Wanted,
  fields: readonly string[],
): Promise<JsonObject | null> {
  const params: Json[] = [[[name, "=", is]], 0, 1, null, [...fields]];
  const found = await rpc.call(`model.${table}.search_read`, params, EVERYTHING);
  const row = Array.isArray(found) ? found[0] : null;
  return isObject(row) ? row : null;
}

/** What an attempt that was broken off has created. */
async function idsOf(rpc: TrytonRpc, [first]: readonly Wanted[]): Promise<Json> {
  const row = first === undefined ? null : await oneRow(rpc, first, ["id"]);
  return row === null ? null : [row["id"] ?? null];
}

/** Tryton's own check may round to the second (on SQLite it does); this one does not, but is not in its transaction. */
async function staleIn(rpc: TrytonRpc, { expected }: Write): Promise<string | null> {
  for (const table of new Set(expected.map((one) => one.table))) {
    const asked = expected.filter((one) => one.table === table);
    const ids = asked.map(({ id }) => id);
    const params: Json[] = [[["id", "in", ids]], 0, ids.length, null, STAMPS];
    const found = await rpc.call(`model.${table}.search_read`, params, EVERYTHING);
    const stamps = new Map(
      (Array.isArray(found) ? found : []).filter(isObject).map((row) => [row["id"], rowOf(row).stamp]),
    );
    for (const { id, stamp } of asked) {
      if (!stamps.has(id)) return "It is no longer there in Tryton.";
      if (stamps.get(id) !== stamp) return "It was changed in Tryton since it was read. Look at it again, then decide.";
    }
  }
  return null;
}
