import { expect, test } from "vitest";
import { expectNothingLost } from "./testing/kill-often.ts";
import { startServerProcess } from "./testing/server-process.ts";

/** Each costs a start of the process; LOCKSTEP_KILLS asks for more of them. */
const KILLS = Number(process.env["LOCKSTEP_KILLS"] ?? "6");

test("hard kills under a stream of facts lose nothing that was answered, and double nothing", async () => {
  const [server, clean] = await Promise.all([startServerProcess(), startServerProcess()]);
  try {
    await expectNothingLost(server, clean, KILLS);
    expect(server.log.filter(({ level }) => level >= 50)).toEqual([]);
  } finally {
    await Promise.all([server.close(), clean.close()]);
  }
}, 240_000);
