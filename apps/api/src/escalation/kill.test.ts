import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { type GraphQLAnswer, startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";
import { manyWithoutSupply } from "./testing/many-late.ts";
import { startPager } from "./testing/pager.ts";
import { PLANT, putRoster } from "./testing/plant.ts";

const KILLS = Number(process.env["LOCKSTEP_KILLS"] ?? 3);
const TIMERS = Number(process.env["LOCKSTEP_TIMERS"] ?? 300);

const ROLES = ["SUPERVISOR", "PLANNER", "PLANT_MANAGER", "LEADER"];
const roster = {
  site: PLANT,
  people: ROLES.map((role) => ({ id: role, name: role, webhook: "pager" })),
  duties: ROLES.map((role) => ({ person: role, role })),
};

interface Answer {
  readonly exceptions: {
    readonly nodes: readonly {
      readonly id: string;
      readonly timeline: readonly { readonly action: string; readonly note: string }[];
    }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
}

test(`killed ${KILLS} times with ${TIMERS} exceptions due: no step is lost, none comes twice, each message arrives under one key`, {
  timeout: 120_000 + KILLS * 30_000,
}, async () => {
  // Slow, so that some are on their way when the process dies.
  const pager = await startPager({ answerAfterMs: 20 });
  const server = await startServerProcess({ LOCKSTEP_WEBHOOKS: pager.file });
  try {
    await server.setClock("2026-03-02T08:00:00Z");
    await server.send(manyWithoutSupply(TIMERS));
    await server.setClock("2026-03-02T08:00:00Z");
    expect((await putRoster(server, roster)).errors).toBeUndefined();
    const start = Date.parse("2026-03-02T08:00:30Z");
    for (let k = 0; k < KILLS; k += 1) {
      const clock = new Date(start + Math.floor((k * 35 * 60) / KILLS) * 1_000).toISOString();
      const moved = server.setClock(clock).catch(() => null);
      await sleep((k * 67) % 300);
      await server.end("SIGKILL");
      await moved;
      await server.restart();
    }
    await server.setClock("2026-03-02T08:55:00Z");
    const steps = new Map<string, number>();
    for (let after: string | null = null; ; ) {
      const query = `query ($after: String) { exceptions(first: 200, after: $after) {
          pageInfo { hasNextPage endCursor } nodes { id timeline { action note } } } }`;
      const { data }: GraphQLAnswer<Answer> = await server.ask<Answer>(query, { after });
      for (const { id, timeline } of data?.exceptions.nodes ?? []) {
        const calls = timeline.filter(({ action }) => action === "called").map(({ note }) => note);
        steps.set(id, calls.length);
        for (const role of ["supervisor", "planner", "plant-manager", "leader"])
          expect(
            calls.filter((note) => note.includes(`(${role})`) || note.includes(`to ${role}:`)),
            id,
          ).toHaveLength(1);
      }
      if (data?.exceptions.pageInfo.hasNextPage !== true) break;
      after = data.exceptions.pageInfo.endCursor;
    }
    expect(steps.size).toBe(TIMERS);
    expect(new Set(steps.values())).toEqual(new Set([ROLES.length]));
    const waiting = "{ deliveries(first: 200) { nodes { id channel state } pageInfo { hasNextPage } } }";
    interface Deliveries {
      readonly deliveries: { readonly nodes: readonly { id: string; channel: string; state: string }[] };
    }
    const sent = async () => {
      const { data } = await server.ask<Deliveries>(waiting);
      return (data?.deliveries.nodes ?? []).filter(({ channel }) => channel === "WEBHOOK");
    };
    await soon(async () => (await sent()).every(({ state }) => state === "SENT")).toBe(true);
    const keys = (await sent()).map(({ id }) => id).sort();
    expect(keys.length).toBeGreaterThanOrEqual(ROLES.length * Math.min(10, TIMERS));
    expect([...pager.counts().keys()].sort(), "what arrived is what was decided, no more and no less").toEqual(keys);
  } finally {
    await server.close();
    await pager.close();
  }
});
