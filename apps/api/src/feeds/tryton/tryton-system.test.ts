import { decodeValue } from "@lockstep/connectors/tryton/values";
import { isoOf, SECOND } from "@lockstep/domain/instant";
import { isObject, type Json, type JsonObject } from "@lockstep/domain/json";
import { expect, test } from "vitest";
import type { TrytonRpc } from "./tryton-rpc.ts";
import { createTrytonSystem } from "./tryton-system.ts";

const START = Date.UTC(2026, 2, 2);
const at = (seconds: number): string => isoOf(START + seconds * SECOND).replace("Z", "000Z");

/** Rows with stamps as Tryton has them; `onRead` happens when a table has been read. */
function someTryton() {
  const tables = new Map<string, Map<number, JsonObject>>();
  const state = { onRead: (_model: string): void => {} };
  const rpc: TrytonRpc = {
    async call(method, params) {
      const model = /^model\.(.+)\.search_read$/.exec(method)?.[1] ?? "";
      const [domain, , limit, order] = params as [Json[], number, number | null, [string, string][]];
      const [column = "id", direction] = order[0] ?? [];
      const own = (row: JsonObject) => row[column] as number | string;
      const found = [...(tables.get(model)?.values() ?? [])]
        .filter((row) => domain.every((clause) => holds(clause, row)))
        .sort((a, b) => (own(a) < own(b) ? -1 : 1) * (direction === "DESC" ? -1 : 1))
        .slice(0, limit ?? undefined);
      if (column === "id") state.onRead(model);
      return found;
    },
  };
  return {
    rpc,
    state,
    put(model: string, id: number, seconds: number, quantity = 0): void {
      const rows = tables.get(model) ?? new Map<number, JsonObject>();
      tables.set(model, rows);
      const created = rows.get(id)?.["create_date"] ?? at(seconds);
      rows.set(id, { id, quantity, create_date: created, write_date: rows.has(id) ? at(seconds) : null });
    },
  };
}

/** What of Tryton's domains is asked for here. */
function holds(clause: Json, row: JsonObject): boolean {
  if (!Array.isArray(clause)) return true;
  const [first, operator, value] = clause;
  if (first === "OR") return clause.slice(1).some((one) => holds(one, row));
  const own = typeof first === "string" ? (row[first] ?? null) : null;
  const other = isObject(value ?? null) ? decodeValue(value as Json) : value;
  if (operator === "!=") return own !== other;
  if (operator === ">=") return own !== null && other !== null && (own as string) >= (other as string);
  if (operator === ">") return own !== null && (own as number) > (other as number);
  return own === other;
}

const systemOf = (rpc: TrytonRpc) => createTrytonSystem({ rpc, overlapSeconds: 2, now: () => START });
const quantityIn = (
  rows: ReadonlyMap<string, readonly { readonly id: Json; readonly fields: JsonObject }[]>,
  id: number,
) => rows.get("production")?.find((row) => row.id === id)?.fields["quantity"];

test("what becomes visible while a slow poll lasts is found by the next, though other tables were later", async () => {
  const tryton = someTryton();
  const system = systemOf(tryton.rpc);
  tryton.put("production", 1, 0, 5);
  let { cursor } = await system.snapshot();
  // The order is changed just after orders were read; moves of a minute later are read by the same poll.
  tryton.state.onRead = (model) => {
    if (model !== "production") return;
    tryton.state.onRead = () => {};
    tryton.put("production", 1, 10, 8);
    tryton.put("stock.move", 1, 70);
  };
  const found: unknown[] = [];
  for (let polls = 0; polls < 4; polls += 1) {
    const reading = await system.changes(cursor ?? "", () => new Map());
    cursor = reading.cursor ?? cursor;
    found.push(quantityIn(reading.rows, 1));
  }
  expect(found.slice(0, 2)).toEqual([5, 8]);
  expect(found.at(-1), "nor is it read for ever").toBeUndefined();
  expect(cursor).toBe(at(70));
});

test("and so is what becomes visible while all is read for the first time, also after a restart", async () => {
  const tryton = someTryton();
  tryton.put("production", 1, 0, 5);
  tryton.state.onRead = (model) => {
    if (model !== "production") return;
    tryton.state.onRead = () => {};
    tryton.put("production", 1, 10, 8);
    tryton.put("stock.move", 1, 70);
  };
  const { cursor, rows } = await systemOf(tryton.rpc).snapshot();
  expect([quantityIn(rows, 1), rows.get("stock.move")?.length]).toEqual([5, 1]);
  const later = await systemOf(tryton.rpc).changes(cursor ?? "", () => new Map());
  expect(quantityIn(later.rows, 1)).toBe(8);
});
