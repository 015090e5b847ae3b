import { assert } from "@lockstep/domain/assert";
import { MINUTE, SECOND } from "@lockstep/domain/instant";
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
import { PLANT } from "./testing/plant.ts";

const EIGHT = Date.parse("2026-03-02T08:00:00Z");
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

  test("[E14] nobody is called by a decision that comes after an acknowledgement, however they cross", async () => {
    const count = 8;
    await tower.take(manyWithoutSupply(count));
    await tower.writer.setClock(EIGHT);
    await callEverybody();
    const ids = [...tower.writer.view.workflow.records.keys()];
    expect(ids).toHaveLength(count);
    // At each step one is acknowledged while the clock that makes it due is on its way, before it or behind it.
    for (const [k, id] of ids.entries()) {
      const clock = EIGHT + 30 * SECOND + k * 4 * MINUTE;
      const both = [() => tower.writer.setClock(clock), () => tower.writer.command(acknowledge(id))];
      await Promise.all((k % 2 === 0 ? both : both.reverse()).map((start) => start()));
    }
    let seen = 0;
    for await (const page of tower.store.audit()) {
      const acknowledged = new Set<string>();
      for (const { exceptionId, action } of page) {
        if (action === "lapsed") acknowledged.delete(exceptionId);
        if (action === "acknowledged") acknowledged.add(exceptionId);
        if (action !== "called") continue;
        seen += 1;
        expect(acknowledged.has(exceptionId), `${exceptionId} was acknowledged before`).toBe(false);
      }
    }
    expect(seen).toBeGreaterThan(count);
    expect(await tower.store.verifyAudit()).toMatchObject({ ok: true });
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
