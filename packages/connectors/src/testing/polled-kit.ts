import { checkEvent } from "@lockstep/domain/check-event";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, type Instant, isoOf } from "@lockstep/domain/instant";
import type { Json } from "@lockstep/domain/json";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PolledConnector, Reading, Row, Taken, Write } from "../polled/contract.ts";

/** A polled connector as the kit asks for it. */
export interface PolledSubject {
  create(entries: Iterable<readonly [string, string]>): PolledConnector;
  /** All rows of a small system, of which facts follow. */
  readonly rows: Readonly<Record<string, readonly Row[]>>;
  /** A row without which an entity is gone, and how many entities are. */
  readonly vital: { readonly table: string; readonly id: Row["id"]; readonly entities: number };
  /** When it is read; after every stamp. */
  readonly at: Instant;
  /** Whose health and age the shell tells: of each something is said in the rows. */
  readonly sources: readonly string[];
  /** Something that can be done there as the rows stand; left out where nothing is ever written there. */
  readonly command?: unknown;
}

/** What `polled/contract.ts` promises of the pure half, asked of any connector. */
export function testPolledContract(name: string, subject: PolledSubject): void {
  const { create, rows, vital, at, sources, command } = subject;
  const reading = (tables = rows, cursor = "1"): Reading => ({
    rows: new Map(Object.entries(tables)),
    gone: new Map(),
    whole: new Set(Object.keys(tables)),
    cursor,
  });
  const without: Reading = { ...reading({}), gone: new Map([[vital.table, [vital.id]]]) };
  const keep = (memory: Map<string, string>, { remember }: Taken): Map<string, string> => {
    for (const [key, value] of remember) {
      if (value === null) memory.delete(key);
      else memory.set(key, value);
    }
    return memory;
  };
  const told = (facts: readonly CloudEvent[]) => [...facts].sort((a, b) => (a.id < b.id ? -1 : 1));

  describe(`the connector ${name} keeps the contract of those that ask`, () => {
    test("asks for a snapshot first, and makes facts of it that the log accepts", () => {
      const connector = create([]);
      expect(connector.cursor).toBeNull();
      const { facts } = connector.take(reading(), at);
      expect(facts.length).toBeGreaterThan(0);
      const receipt = { receivedAt: at, seq: 1, mode: "live" } as const;
      for (const fact of facts) expect([fact, checkEvent(fact, receipt)]).toMatchObject([fact, { ok: true }]);
      expect(new Set(facts.map(({ source, id }) => `${source} ${id}`)).size).toBe(facts.length);
    });

    test("tells nothing of what it has read before, and remembers nothing more", () => {
      const connector = create([]);
      connector.take(reading(), at);
      expect(connector.take(reading(), at + 1)).toEqual({ facts: [], remember: [] });
    });

    test("goes on after a restart from what it asked to be remembered", () => {
      const first = create([]);
      const memory = keep(new Map(), first.take(reading(), at));
      const second = create(memory);
      expect(second.cursor).toBe("1");
      expect(second.take(reading(), at + 1).facts).toEqual([]);
      expect(second.take(without, at + 2)).toEqual(first.take(without, at + 2));
    });

    test("tells the same facts with the same ids of the same rows, in whatever order they come", () => {
      const facts = told(create([]).take(reading(), at).facts);
      const backwards = Object.fromEntries(Object.entries(rows).map(([table, all]) => [table, [...all].reverse()]));
      expect(told(create([]).take(reading(backwards), at + DAY).facts)).toEqual(facts);
    });

    test("deletes what is no more, once, and later than all that it has told of it", () => {
      const connector = create([]);
      const before = connector.take(reading(), at).facts;
      const { facts } = connector.take(without, at + 10);
      const deleted = facts.filter(({ data }) => (data as { deleted?: boolean }).deleted === true);
      expect(deleted).toHaveLength(vital.entities);
      for (const one of deleted) {
        const same = before.filter(({ type }) => type === one.type);
        expect(same.every(({ time }) => Date.parse(time) < Date.parse(one.time))).toBe(true);
      }
      expect(connector.take(without, at + 20).facts).toEqual([]);
    });

    test("finds by an inventory what is gone and what has changed", () => {
      const connector = create([]);
      connector.take(reading(), at);
      const stamps = new Map(
        Object.entries(rows).map(([table, all]) => [table, new Map(all.map(({ id, stamp }) => [id, stamp]))]),
      );
      const none = connector.compare(stamps);
      expect([...none.gone.values(), ...none.wanted.values()].flat()).toEqual([]);
      stamps.get(vital.table)?.delete(vital.id);
      stamps.get(vital.table)?.set("new", "2026-01-01T00:00:00Z");
      const some = connector.compare(stamps);
      expect(some.gone.get(vital.table)).toEqual([vital.id]);
      expect(some.wanted.get(vital.table)).toEqual(["new"]);
    });

    test("takes any value in any column, and never throws", () => {
      const tables = Object.keys(rows);
      const value: fc.Arbitrary<Json> = fc.oneof(
        fc.constantFrom<Json>(null, "", 0, -1, true, "2026-13-45", "no.table,1", [], {}),
        fc.jsonValue({ maxDepth: 1 }) as fc.Arbitrary<Json>,
      );
      fc.assert(
        fc.property(fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat(), value), { maxLength: 6 }), (changes) => {
          const connector = create([]);
          connector.take(reading(), at);
          const broken = new Map<string, Row[]>();
          for (const [t, r, f, any] of changes) {
            const table = tables[t % tables.length] ?? "";
            const all = rows[table] ?? [];
            const row = all[r % all.length];
            const field = Object.keys(row?.fields ?? {})[f % Math.max(1, Object.keys(row?.fields ?? {}).length)];
            if (row === undefined || field === undefined) continue;
            broken.set(table, [...(broken.get(table) ?? []), { ...row, fields: { ...row.fields, [field]: any } }]);
          }
          connector.take({ ...reading({}, "2"), rows: broken }, at + 1);
        }),
        { numRuns: 500 },
      );
    });

    test("speaks for the sources that it names and for no other, so that each has a health and an age", () => {
      const { facts } = create([]).take(reading(), at);
      expect([...new Set(facts.map(({ source }) => source))].sort()).toEqual([...sources].sort());
    });

    test.runIf(command !== undefined)(
      "plans a write on the rows as they were read: when one of them changes it is stale, and planned anew it is not",
      () => {
        const connector = create([]);
        connector.take(reading(), at);
        const plan = (): Write => {
          const planned = connector.write(command, "c-1");
          if (!planned.ok) throw new Error(planned.error);
          return planned.value;
        };
        const isStale = ({ expected }: Write): boolean =>
          expected.some(({ table, id, stamp }) => connector.rows(table).get(id)?.stamp !== stamp);
        const first = plan();
        expect([first.expected.length > 0, first.done.length > 0, isStale(first)]).toEqual([true, true, false]);
        // Such as by another attempt, whose answer was lost: nothing shows yet that it was done.
        expect([plan(), connector.shows(first.done)]).toEqual([first, false]);
        for (const { table, id, precondition } of first.expected) {
          const row = connector.rows(table).get(id);
          if (row === undefined) throw new Error(`${table}/${id} was not read`);
          expect(precondition).not.toBeNull();
          const before = plan();
          const stamp = isoOf(Math.max(at, Date.parse(row.stamp)) + 1);
          connector.take(
            { ...reading({}, stamp), rows: new Map([[table, [{ ...row, stamp }]]]), whole: new Set() },
            at,
          );
          expect([isStale(before), isStale(plan())]).toEqual([true, false]);
        }
      },
    );

    test("refuses what is no command, in words", () => {
      const connector = create([]);
      connector.take(reading(), at);
      for (const command of [null, 7, {}, { kind: "no such thing" }, { kind: 3 }]) {
        expect(connector.write(command, "c-1")).toMatchObject({
          ok: false,
          error: expect.stringMatching(/\.$/) as string,
        });
      }
    });
  });
}
