import { setTimeout as sleep } from "node:timers/promises";
import { assert } from "@lockstep/domain/assert";
import { DAY, HOUR, isoOf, MINUTE, SECOND } from "@lockstep/domain/instant";
import { ok } from "@lockstep/domain/result";
import type { EscalationMessageRow } from "@lockstep/store/store";
import { decide } from "@lockstep/workflow/decide";
import { putRoster } from "@lockstep/workflow/escalation/put";
import type { Actor, AnyEvent } from "@lockstep/workflow/model";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createLog } from "../log.ts";
import type { Moment } from "../query/moment.ts";
import { health } from "../query/told.ts";
import { engineHere } from "../testing/engine-here.ts";
import { startTower } from "../testing/tower.ts";
import { startAuditor } from "./auditor.ts";
import { manyWithoutSupply } from "./testing/many-late.ts";
import { tellMeasured } from "./testing/measured.ts";
import { PLANT } from "./testing/plant.ts";

const EIGHT = Date.parse("2026-03-02T08:00:00Z");
/** `npm run bench:calls` asks for more. */
const RACES = Number(process.env["LOCKSTEP_RACES"] ?? 60);
const maria: Actor = { name: "maria", roles: ["supervisor"], sites: null };
const adam: Actor = { name: "adam", roles: ["administrator"], sites: null };

let tower: Awaited<ReturnType<typeof startTower>>;
let commands = 0;

const command = (events: readonly AnyEvent[]) => ({
  commandId: `c-${++commands}`,
  argumentsHash: "",
  decide: async () =>
    ok({ events, facts: [], settled: [], connector: "test", body: "{}", name: "test", actor: "test" }),
});

async function callEverybody(): Promise<void> {
  const duties = (["supervisor", "planner", "plant-manager", "leader"] as const).map((role) => ({
    ...{ person: role, role, resources: [], weekly: [], dated: [] },
  }));
  const people = duties.map(({ person: id }) => ({ id, name: id, email: null, webhook: null, quiet: null }));
  const value = { site: PLANT, timeZone: "UTC", people, duties, standIns: [], holidays: [] };
  const put = putRoster(tower.writer.view.workflow.escalation, { value, reason: "test", actor: adam, now: EIGHT });
  assert(put.ok, () => "the roster was refused");
  await tower.writer.command(command([put.value]));
}

const acknowledge = (id: string) => ({
  commandId: `c-${++commands}`,
  argumentsHash: "",
  decide: async ({ workflow, now }: { workflow: Parameters<typeof decide>[0]; now: number }) => {
    const asked = { type: "acknowledge", id, commandId: "c", note: null, estimate: null, at: null } as const;
    const decided = decide(workflow, asked, maria, now);
    if (!decided.ok) return decided;
    const { events } = decided.value;
    return ok({ events, facts: [], settled: [], connector: "test", body: "{}", name: "test", actor: "maria" });
  },
});

/** How many races there were: until most of the time is over in which something can be done, and then these lines are cancelled. */
async function raceThrough(day: number, most: number): Promise<number> {
  const begin = EIGHT + day * DAY;
  const lines = { of: `${day}-`, promisedAt: isoOf(begin + 3 * HOUR) };
  const before = new Set(tower.writer.view.workflow.records.keys());
  await tower.writer.setClock(begin);
  await tower.take(manyWithoutSupply(20, lines));
  await tower.writer.setClock(begin);
  const ids = new Set([...tower.writer.view.workflow.records.keys()].filter((id) => !before.has(id)));
  expect(ids.size).toBe(20);
  let races = 0;
  /** What moving the clock and looking at who is to be called takes on this machine now. */
  let lookMs = 50;
  for (let step = 0; ; step += 1) {
    const timers = (await tower.store.escalationTimers()).filter(({ id }) => ids.has(id));
    const dueAt = timers[0]?.dueAt ?? Number.POSITIVE_INFINITY;
    if (races >= most || dueAt > begin + HOUR) {
      await tower.take(manyWithoutSupply(20, { ...lines, status: "cancelled" }));
      return races;
    }
    // The clock makes the next step or the lapse of these due; each is acknowledged at another moment of what comes of it: while the
    // writer decides, computes, writes down who is called, or before or after all that.
    const due = timers.filter((timer) => timer.dueAt === dueAt).slice(0, most - races);
    const acknowledged = due.map(async ({ id }, place) => {
      await sleep((((place * 7 + step * 3) % 20) / 20) * 2 * lookMs);
      await tower.writer.command(acknowledge(id));
    });
    await sleep(lookMs / 4);
    const begun = performance.now();
    await tower.writer.setClock(dueAt);
    lookMs = (lookMs + performance.now() - begun) / 2;
    await Promise.all(acknowledged);
    races += due.length;
  }
}

async function messages(): Promise<readonly EscalationMessageRow[]> {
  const all = { person: null, channel: null, exceptionId: null, sites: null, isUnread: false };
  return tower.store.messagePage({ ...all, first: 10_000, after: null });
}

describe("calls beside what people do at the same time", { timeout: 60_000 }, () => {
  beforeEach(async () => {
    const { thread } = engineHere({ mode: "manual", currency: "EUR" });
    tower = await startTower(() => thread);
  }, 60_000);
  afterEach(() => tower.close());

  test(`[E14] nobody is called by a decision that comes after an acknowledgement, however they cross, ${RACES} times`, {
    timeout: 60_000 + RACES * 200,
  }, async () => {
    await tower.writer.setClock(EIGHT);
    await callEverybody();
    let races = 0;
    for (let day = 0; races < RACES; day += 1) races += await raceThrough(day, RACES - races);
    let seen = 0;
    let lapses = 0;
    const acknowledged = new Set<string>();
    for await (const page of tower.store.audit()) {
      for (const { exceptionId, action } of page) {
        if (action === "lapsed") acknowledged.delete(exceptionId);
        if (action === "lapsed") lapses += 1;
        if (action === "acknowledged") acknowledged.add(exceptionId);
        if (action !== "called") continue;
        seen += 1;
        expect(acknowledged.has(exceptionId), `${exceptionId} was acknowledged before`).toBe(false);
      }
    }
    // How many were called first hangs on the machine; fewer than these would be no race.
    expect(seen).toBeGreaterThan(8);
    expect(lapses).toBeGreaterThan(0);
    expect(await tower.store.verifyAudit()).toMatchObject({ ok: true });
    tellMeasured("races", { races: RACES, calls: seen, lapses });
  });

  test("[E12] thousands of causes at once: at most ten calls for each role in ten minutes, and digests that count all", async () => {
    const count = Number(process.env["LOCKSTEP_FLOOD"] ?? 400);
    await tower.take(manyWithoutSupply(count));
    await tower.writer.setClock(EIGHT);
    await callEverybody();
    for (const minutes of [0.5, 5, 10.5, 15, 25, 40, 51]) await tower.writer.setClock(EIGHT + minutes * MINUTE);
    const all = await messages();
    for (const person of ["supervisor", "planner", "plant-manager", "leader"]) {
      const times = all.filter((one) => one.person === person).map(({ at }) => at);
      const busiest = Math.max(
        ...times.map((from) => times.filter((at) => at >= from && at < from + 10 * MINUTE).length),
      );
      expect(busiest, person).toBeLessThanOrEqual(10);
      const digests = all.filter((one) => one.person === person && one.reason === "digest");
      expect(digests, person).toHaveLength(1);
      expect(JSON.parse(digests[0]?.body ?? "{}"), person).toMatchObject({ count: count - 10 });
    }
    expect(tower.writer.view.exceptions.size).toBe(count);
  });

  test("[E14] the same messages come of a state that was read back", async () => {
    await tower.take(manyWithoutSupply(3));
    await tower.writer.setClock(EIGHT);
    await callEverybody();
    await tower.writer.setClock(EIGHT + 30 * SECOND);
    const timers = await tower.store.escalationTimers();
    expect(timers.map(({ dueAt }) => dueAt)).toContain(EIGHT + 5 * MINUTE);
    expect(await tower.store.escalationOverdue({ before: EIGHT + MINUTE, failedSince: 0 })).toMatchObject({
      timers: 0,
      messages: 0,
    });
    expect(
      await tower.store.escalationOverdue({ before: EIGHT + 6 * MINUTE, failedSince: 0 }),
      "an auditor that looks at the rows alone sees a step that nobody made",
    ).toMatchObject({ timers: 3, oldestTimer: EIGHT + 5 * MINUTE });
  });

  test("[E14] a step that is a minute overdue turns the health of calls red, and is a finding until it is made", async () => {
    await tower.take(manyWithoutSupply(3));
    await tower.writer.setClock(EIGHT);
    await callEverybody();
    await tower.writer.setClock(EIGHT + 30 * SECOND);
    let now = EIGHT + MINUTE;
    let changes = 0;
    const log = createLog("silent");
    const onChange = (): void => {
      changes += 1;
    };
    const auditor = startAuditor({ store: tower.store, now: () => now, onChange, log });
    const healthNow = () => health({ view: { ...tower.writer.view, clock: now } } as Moment, tower.store);
    const seen = async () => {
      await auditor.look();
      return [auditor.findings.map(({ rule }) => rule), changes, (await healthNow()).isHealthy];
    };
    expect(await seen()).toEqual([[], 0, true]);
    now = EIGHT + 6 * MINUTE + 1;
    expect(await seen()).toEqual([["escalation-overdue"], 1, false]);
    expect(auditor.findings[0]?.text).toContain(
      "3 steps of escalations are overdue, the oldest since 2026-03-02T08:05:00",
    );
    expect(await healthNow()).toMatchObject({ overdueSteps: 3, oldestDueAt: "2026-03-02T08:05:00.000Z" });
    await tower.writer.setClock(now);
    expect(await seen()).toEqual([[], 2, true]);
    await auditor.stop();
  });
});
