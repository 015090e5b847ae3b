import { expect, test } from "vitest";
import { expectNothingLost } from "./testing/kill-often.ts";
import { startServerProcess } from "./testing/server-process.ts";

test("twenty hard kills under a stream of facts lose nothing that was answered, and double nothing", async () => {
  const [server, clean] = await Promise.all([startServerProcess(), startServerProcess()]);
  try {
    await expectNothingLost(server, clean, 20);
    expect(server.log.filter(({ level }) => level >= 50)).toEqual([]);
  } finally {
    await Promise.all([server.close(), clean.close()]);
  }
}, 240_000);
