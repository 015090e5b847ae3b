import type { OrderLineFilter } from "@lockstep/protocol/generated/schema";
import type { OrderLineRow } from "@lockstep/protocol/rows";
import { describe, expect, test } from "vitest";
import { everySite, type Scope, scopeOf } from "../identity/scope.ts";
import type { Moment } from "./moment.ts";
import { orderLines } from "./order-lines.ts";

const COUNT = 10_000;
const STATES = ["AT_RISK", "LATE", "SHORT"] as const;

/** One of a thousand is in trouble; what is looked at is counted. */
function manyLines(scope: Scope = everySite) {
  const ids = Array.from({ length: COUNT }, (_, k) => `SO-${String(k).padStart(5, "0")}/10`);
  const stateOf = (k: number) => (k % 1_000 === 7 ? (STATES[((k / 1_000) % 3) | 0] ?? "LATE") : "ON_TRACK");
  const rows = new Map(
    ids.map((id, k) => [
      id,
      { id, order: id.slice(0, -3), state: stateOf(k), site: k % 2 === 0 ? "NORTH" : "SOUTH" } as OrderLineRow,
    ]),
  );
  let looks = 0;
  const counted = {
    get: (id: string) => {
      looks += 1;
      return rows.get(id);
    },
  };
  const impacts = ["SO-00007/10", "SO-00012/10", "SO-GONE/10"].map((line) => ({ row: { line } }));
  const view = {
    lines: {
      ids,
      rows: counted,
      inState: (state: string) => new Set(ids.filter((id) => rows.get(id)?.state === state).reverse()),
    },
    exceptions: new Map([["E-1", { impacts }]]),
  };
  const moment = { view, viewer: { scope } } as unknown as Moment;
  return {
    ids: (filter?: OrderLineFilter, first = 200, after: string | null = null) =>
      orderLines(moment, { filter: filter ?? null, first, after }),
    get looks() {
      return looks;
    },
  };
}

describe("of ten thousand order lines", () => {
  test("those in trouble are found by their state, in order, without a look at the others", () => {
    const lines = manyLines();
    const { nodes, totalCount } = lines.ids({ states: [...STATES] });
    expect(nodes.map(({ id }) => id)).toEqual(Array.from({ length: 10 }, (_, k) => `SO-0${k}007/10`));
    expect(totalCount).toBe(10);
    expect(lines.looks).toBeLessThanOrEqual(20);
  });

  test("a page of all of them costs as much as the page", () => {
    const lines = manyLines();
    const first = lines.ids(undefined, 3);
    expect([first.nodes.map(({ id }) => id), first.totalCount]).toEqual([
      ["SO-00000/10", "SO-00001/10", "SO-00002/10"],
      COUNT,
    ]);
    const second = lines.ids(undefined, 2, first.pageInfo.endCursor);
    expect(second.nodes.map(({ id }) => id)).toEqual(["SO-00003/10", "SO-00004/10"]);
    expect(lines.looks).toBe(5);
  });

  test("those named, and those that an exception hits, are looked at alone, each once and in order", () => {
    const lines = manyLines();
    const named = lines.ids({ ids: ["SO-00009/10", "SO-00002/10", "SO-00009/10", "SO-GONE/10"] });
    expect(named.nodes.map(({ id }) => id)).toEqual(["SO-00002/10", "SO-00009/10"]);
    expect(lines.ids({ exception: "E-1" }).nodes.map(({ id }) => id)).toEqual(["SO-00007/10", "SO-00012/10"]);
    expect(lines.ids({ exception: "" }).totalCount).toBe(0);
    expect(lines.looks).toBeLessThan(20);
  });

  test("all other tests hold for what was found that way; whoever sees one site is counted its lines", () => {
    const south = manyLines(scopeOf(["SOUTH"]));
    expect(south.ids().totalCount).toBe(COUNT / 2);
    expect(south.ids({ states: ["ON_TRACK"] }).totalCount).toBe(COUNT / 2 - 10);
    expect(south.ids({ states: [...STATES], order: "SO-03007" }).nodes.map(({ id }) => id)).toEqual(["SO-03007/10"]);
    expect(south.ids({ ids: ["SO-00002/10", "SO-00003/10"] }).nodes.map(({ id }) => id)).toEqual(["SO-00003/10"]);
    expect(manyLines(scopeOf(["NORTH"])).ids({ states: [...STATES] }).totalCount).toBe(0);
  });
});
