import { findPostgres, startPostgres } from "@lockstep/testkit/services";
import { expect, test } from "vitest";
import { expectNothingLost } from "./testing/kill-often.ts";
import { startServerProcess } from "./testing/server-process.ts";

/** Each costs a start of the process; LOCKSTEP_KILLS asks for more of them. */
const KILLS = Number(process.env["LOCKSTEP_KILLS"] ?? "6");

test.skipIf(findPostgres() === undefined)(
  "on PostgreSQL, hard kills under a stream of facts lose nothing that was answered, and double nothing",
  async () => {
    const postgres = await startPostgres({ fsync: true });
    const server = await startServerProcess({ DATABASE_URL: postgres.url });
    const clean = await startServerProcess();
    try {
      await expectNothingLost(server, clean, KILLS);
      expect(server.log.filter(({ level }) => level >= 50)).toEqual([]);
    } finally {
      await Promise.all([server.close(), clean.close()]);
      await postgres.stop();
    }
  },
  240_000,
);

test.skipIf(findPostgres() === undefined)(
  "a second process on one database is refused in words",
  async () => {
    const postgres = await startPostgres();
    const first = await startServerProcess({ DATABASE_URL: postgres.url });
    try {
      await expect(startServerProcess({ DATABASE_URL: postgres.url })).rejects.toThrow("is in use by lockstep");
    } finally {
      await first.close();
      await postgres.stop();
    }
  },
  120_000,
);
