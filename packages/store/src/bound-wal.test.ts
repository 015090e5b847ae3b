import { randomBytes } from "node:crypto";
import { PGlite } from "@electric-sql/pglite";
import { present } from "@lockstep/domain/assert";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openCalls } from "./embedded-calls.ts";
import type { Calls } from "./embedded-protocol.ts";
import { readTemplate } from "./template.ts";

const MIB = 1024 * 1024;

describe("the embedded database over a long time", { timeout: 60_000 }, () => {
  let database: PGlite;
  let calls: Calls;

  beforeAll(async () => {
    database = await PGlite.create({ loadDataDir: new Blob([readTemplate()]) });
    calls = await openCalls(database);
  }, 60_000);
  afterAll(() => database?.close(), 60_000);

  const numberOf = async (expression: string): Promise<number> => {
    const { rows } = await database.query<{ value: number }>(`select (${expression})::float8 as value`);
    return present(rows[0], () => "a select without a table has one row").value;
  };

  it("has never much to read again after a crash, and uses the room of old snapshots again", async () => {
    const parts = 8;
    const sizes: number[] = [];
    let most = 0;
    for (let seq = 1; seq <= 12; seq += 1) {
      for (let part = 0; part < parts; part += 1) await calls.writeSnapshotPart(seq, part, randomBytes(MIB));
      await calls.finishSnapshot({ seq, parts, sha256: "" });
      most = Math.max(
        most,
        await numberOf("(select pg_current_wal_insert_lsn() - redo_lsn from pg_control_checkpoint())"),
      );
      sizes.push(await numberOf("pg_total_relation_size('snapshot_parts')"));
    }
    // 12 snapshots of 8 MiB were written.
    expect(most).toBeLessThan(80 * MIB);
    expect(most).toBeGreaterThan(16 * MIB);
    expect(sizes.at(-1)).toBeLessThan(6 * parts * MIB);
  });

  it("has never much to read again after photos either, and uses the room of deleted ones again", async () => {
    const sizes: number[] = [];
    let most = 0;
    for (let day = 1; day <= 3; day += 1) {
      const all: string[] = [];
      for (let k = 0; k < 6; k += 1) {
        const sha256 = `${day}-${k}`;
        all.push(sha256);
        await calls.savePhoto({ sha256, type: "image/jpeg", body: randomBytes(5 * MIB), at: day, by: "maria" });
        const unread = "(select pg_current_wal_insert_lsn() - redo_lsn from pg_control_checkpoint())";
        most = Math.max(most, await numberOf(unread));
      }
      await calls.deletePhotos(all, day + 1);
      sizes.push(await numberOf("pg_total_relation_size('photos')"));
    }
    // 3 times 30 MiB were written.
    expect(most).toBeLessThan(80 * MIB);
    expect(sizes.at(-1)).toBeLessThan(45 * MIB);
  });
});
