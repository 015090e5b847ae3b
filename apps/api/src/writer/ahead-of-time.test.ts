import { setTimeout as sleep } from "node:timers/promises";
import { isoOf, MINUTE, SECOND } from "@lockstep/domain/instant";
import { afterAll, beforeAll, expect, test } from "vitest";
import { fact, item, site } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";

let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess({ LOCKSTEP_CLOCK: "live" });
  const resource = { id: "R", site: "S", name: "R", kind: "line" };
  await server.send([site("S"), item("P"), fact("master.resource", "r", resource)]);
}, 60_000);
afterAll(() => server.close());

/** At the next whole minute all is looked at anyway. */
async function untilFarFromMinute(): Promise<void> {
  const left = MINUTE - (Date.now() % MINUTE);
  if (left < 20 * SECOND) await sleep(left + SECOND);
}

const stateNow = async (): Promise<string | null | undefined> =>
  (await server.ask<{ resource: { state: string | null } }>('{ resource(id: "R") { state } }')).data?.resource.state;

test("what a machine's clock tells two seconds ahead counts then, and not with the next minute", async () => {
  await untilFarFromMinute();
  const since = Date.now() + 2 * SECOND;
  const data = { resource: "R", since: isoOf(since), state: "down" };
  await server.send([fact("mes.resource-state", "down", data, { time: isoOf(since) })]);
  expect(await stateNow()).toBeNull();
  await soon(stateNow, { interval: 50 }).toBe("DOWN");
  const seenAt = Date.now();
  expect(seenAt).toBeGreaterThanOrEqual(since);
  expect(Math.floor(seenAt / MINUTE), "in the same minute").toBe(Math.floor(since / MINUTE));
}, 90_000);

test("of a source whose every fact is refused as it is an hour ahead, the feed says by how much, also after a restart", async () => {
  const feed = async () => {
    const { data } = await server.ask<{ feeds: { id: string; ageSeconds: number | null; skewSeconds: number }[] }>(
      "{ feeds { id quarantined ageSeconds skewSeconds toDo } }",
    );
    return data?.feeds.find(({ id }) => id === "/mes/ahead");
  };
  const time = isoOf(Date.now() + 60 * MINUTE);
  const down = { resource: "R", since: time, state: "down" };
  await server.send([{ ...fact("mes.resource-state", "ahead", down, { time }), source: "/mes/ahead" }]);
  await soon(feed).toMatchObject({ quarantined: 1, toDo: "CLOCK_AHEAD" });
  expect((await feed())?.skewSeconds).toBeGreaterThan(3_500);
  await server.end("SIGKILL");
  await server.restart();
  expect(await feed()).toMatchObject({ ageSeconds: expect.any(Number) as number, toDo: "CLOCK_AHEAD" });
}, 90_000);
