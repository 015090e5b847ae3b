import { createHash, randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Store } from "../store.ts";
import { auditRow, collect, commitOf, factRecords } from "./records.ts";

/** An open store, and a way to change its tables behind its back. */
export interface OpenTables {
  readonly store: Store;
  sql(statement: string): Promise<readonly Record<string, unknown>[]>;
  remove(): Promise<void>;
}

/** What a store notices when its tables are not what it left there. */
export function describeDamage(where: string, open: () => Promise<OpenTables>): void {
  describe(`damage to the store ${where}`, { timeout: 60_000 }, () => {
    let tables: OpenTables;

    beforeAll(async () => {
      tables = await open();
    }, 60_000);
    afterAll(() => tables?.remove(), 60_000);

    describe("the snapshots", () => {
      const payloadOf = (seq: number): Uint8Array => new Uint8Array(2_500_000).fill(seq);
      /** A failed comparison of the bytes themselves would be shown byte by byte. */
      const mark = (seq: number, payload: Uint8Array): string =>
        `${seq}: ${createHash("sha256").update(payload).digest("hex")}`;
      const newest = async () => {
        const snapshot = await tables.store.loadSnapshot();
        return snapshot === null ? null : mark(snapshot.seq, snapshot.payload);
      };
      const seqOfNewest = async () => (await tables.store.loadSnapshot())?.seq ?? null;

      beforeEach(async () => {
        await tables.sql("delete from snapshots");
        await tables.sql("delete from snapshot_parts");
        for (const seq of [1, 2, 3, 4, 5]) await tables.store.saveSnapshot({ seq, payload: payloadOf(seq) });
      });

      it("are the newest three, the newest first", async () => {
        expect(await newest()).toBe(mark(5, payloadOf(5)));
        const parts = await tables.sql(
          "select seq::int as seq, count(*)::int as parts from snapshot_parts group by 1 order by 1",
        );
        expect(parts).toEqual([
          { seq: 3, parts: 3 },
          { seq: 4, parts: 3 },
          { seq: 5, parts: 3 },
        ]);
      });

      it("fall back to the one before when the newest's bytes are damaged", async () => {
        await tables.sql("update snapshot_parts set payload = set_byte(payload, 77, 0) where seq = 5 and part = 1");
        expect(await newest()).toBe(mark(4, payloadOf(4)));
      });

      it("fall back further when parts are cut, missing or swapped, and to none at last", async () => {
        await tables.sql("update snapshot_parts set payload = substr(payload, 2) where seq = 5 and part = 0");
        expect(await seqOfNewest()).toBe(4);
        await tables.sql("delete from snapshot_parts where seq = 4 and part = 2");
        expect(await seqOfNewest()).toBe(3);
        await tables.sql("update snapshots set sha256 = '' where seq = 3");
        expect(await seqOfNewest()).toBeNull();
      });

      it("are not there before they are finished, and what a crash left of one goes with the next", async () => {
        await tables.sql("insert into snapshot_parts select 6, part, payload from snapshot_parts where seq = 5");
        expect(await seqOfNewest()).toBe(5);
        await tables.store.saveSnapshot({ seq: 7, payload: payloadOf(7) });
        expect(await seqOfNewest()).toBe(7);
        const found = await tables.sql("select distinct seq::int as seq from snapshot_parts order by 1");
        expect(found.map(({ seq }) => seq)).toEqual([4, 5, 7]);
      });

      it("are replaced by one of the same position, also by a shorter or an empty one", async () => {
        await tables.store.saveSnapshot({ seq: 5, payload: Uint8Array.of(9) });
        expect(await tables.store.loadSnapshot()).toEqual({ seq: 5, payload: Uint8Array.of(9) });
        expect(await tables.sql("select part from snapshot_parts where seq = 5")).toHaveLength(1);
        await tables.store.saveSnapshot({ seq: 6, payload: new Uint8Array() });
        expect(await tables.store.loadSnapshot()).toEqual({ seq: 6, payload: new Uint8Array() });
      });

      it("keep every byte, and two saved at once do not mix", async () => {
        const payloads = [randomBytes(3_000_000), randomBytes(3_000_000)].map((bytes) => new Uint8Array(bytes));
        await Promise.all(payloads.map((payload) => tables.store.saveSnapshot({ seq: 8, payload })));
        expect(await newest()).toBe(mark(8, payloads[1] ?? new Uint8Array()));
      });
    });

    describe("the log", () => {
      it("is found to lack records: the first of them, and how many", async () => {
        const from = (await tables.store.lastSeq()) + 1;
        await tables.store.append(commitOf({ records: factRecords(from, 300) }));
        expect(await tables.store.findHole()).toBeNull();
        await tables.sql(`delete from log where seq in (${from + 100}, ${from + 101}, ${from + 207})`);
        expect(await tables.store.findHole()).toEqual({ seq: from + 100, missing: 3 });
      });
    });

    describe("the audited records", () => {
      /** How many were there before, what was done, and the first number that must show it. */
      const DAMAGE = [
        ["a changed note", "update audit set note = 'nothing happened' where number = 3", 3, "not what was written"],
        ["a note taken away", "update audit set note = null where number = 2", 2, "not what was written"],
        ["a changed time", "update audit set at = at + 1 where number = 1", 1, "not what was written"],
        ["another's name", "update audit set by = 'eve' where number = 6", 6, "not what was written"],
        ["a changed hash", "update audit set hash = repeat('0', 64) where number = 4", 4, "not what was written"],
        ["a missing first record", "delete from audit where number = 1", 1, "missing"],
        ["a missing record", "delete from audit where number = 4", 4, "missing"],
        ["a missing last record", "delete from audit where number = 6", 6, "missing"],
        ["all records missing", "delete from audit", 1, "missing"],
        [
          "a record moved up",
          "update audit set number = number - 1 where number > 2 and number <> 3",
          3,
          "not what was",
        ],
      ] as const;

      beforeAll(async () => {
        await tables.store.append(commitOf({ audit: [auditRow(1, { note: "a" }), auditRow(1, { note: "b" })] }));
        await Promise.all([
          tables.store.append(commitOf({ audit: [auditRow(2, { note: "c" })] })),
          tables.store.append(commitOf({ audit: [auditRow(2, { note: "d" }), auditRow(3, { note: "e" })] })),
        ]);
        await tables.store.append(commitOf({ audit: [auditRow(4, { note: "f" })] }));
        await tables.sql("create table kept as select * from audit");
      });

      beforeEach(async () => {
        await tables.sql("delete from audit");
        await tables.sql("insert into audit select * from kept");
      });

      it("are numbered and chained in the order in which they were appended", async () => {
        const rows = await collect(tables.store.audit());
        expect(rows.map(({ number, note }) => [number, note])).toEqual(
          ["a", "b", "c", "d", "e", "f"].map((note, k) => [k + 1, note]),
        );
        const proof = await tables.store.verifyAudit();
        expect(proof).toEqual({ ok: true, value: { count: 6, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
      });

      it.each(DAMAGE)("show %s", async (_, statement, number, words) => {
        expect(await tables.store.verifyAudit()).toMatchObject({ ok: true });
        if (statement.includes("number - 1")) await tables.sql("delete from audit where number = 3");
        await tables.sql(statement);
        const verdict = await tables.store.verifyAudit();
        expect(verdict).toEqual({ ok: false, error: { number, message: expect.stringContaining(words) } });
      });
    });
  });
}
