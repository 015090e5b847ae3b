import { assert } from "@lockstep/domain/assert";
import { decide } from "@lockstep/workflow/decide";
import type { Person, RosterInForce } from "@lockstep/workflow/escalation/model";
import { evolveAll } from "@lockstep/workflow/evolve";
import type { Actor, WorkflowState } from "@lockstep/workflow/model";
import { afterAll, beforeAll, expect, test } from "vitest";
import { engineHere } from "../testing/engine-here.ts";
import { startTower } from "../testing/tower.ts";
import { createCaller } from "./caller.ts";
import type { MessageBody, WriteWeekly } from "./message-body.ts";
import { inAppOnly } from "./situation.ts";
import { manyWithoutSupply } from "./testing/many-late.ts";
import { PLANT } from "./testing/plant.ts";

/** A Monday, when it is one everywhere. */
const MONDAY = Date.parse("2026-03-09T12:00:00Z");
const SINCE = Date.parse("2026-03-08T12:00:00Z");

let tower: Awaited<ReturnType<typeof startTower>>;
beforeAll(async () => {
  const { thread } = engineHere({ mode: "manual", currency: "EUR" });
  tower = await startTower(() => thread);
  await tower.take(manyWithoutSupply(1));
  await tower.writer.setClock(MONDAY);
}, 60_000);
afterAll(() => tower.close());

const person = (id: string, email: string | null): Person => ({ id, name: id, email, webhook: null, quiet: null });
const roster = (site: string | null, people: readonly Person[], leaders: readonly string[]): RosterInForce => ({
  ...{ site, timeZone: "UTC", people, standIns: [], holidays: [] },
  ...{ version: 1, at: SINCE, since: SINCE, by: "adam", reason: "test" },
  duties: leaders.map((id) => ({ person: id, role: "leader", resources: [], weekly: [], dated: [] })),
});

/** That of the other site stands before it. */
function withRosters(...rosters: readonly RosterInForce[]): WorkflowState {
  const { workflow } = tower.writer.view;
  const bySite = new Map(rosters.map((one) => [one.site ?? "*", [one]] as const));
  return { ...workflow, escalation: { ...workflow.escalation, rosters: bySite } };
}
const elsewhere = roster("B", [person("lea", "evil@b")], []);

function look(state: WorkflowState, weekly: WriteWeekly) {
  const reach = { ...inAppOnly, hasMail: true };
  const called = createCaller({ kept: [], reach, weekly }).look(tower.writer.view, state);
  assert(called !== null, () => "nothing was due");
  return called.messages
    .filter(({ channel }) => channel === "email")
    .map(({ person: to, reason, body }) => ({ to, reason, body: JSON.parse(body) as MessageBody }));
}
const addresses = (mails: ReturnType<typeof look>) => mails.map(({ to, body }) => [to, body.address]);

test("[D3] the weekly digest goes to the address in the roster that it is of, whatever another site's has", () => {
  const state = withRosters(elsewhere, roster(PLANT, [person("lea", "lea@a")], ["lea"]));
  expect(addresses(look(state, () => null))).toEqual([["lea", "lea@a"]]);
  const ofAll = roster(null, [person("lea", "lea@all")], ["lea"]);
  const company = withRosters(elsewhere, roster(PLANT, [person("lea", "lea@a")], []), ofAll);
  expect(addresses(look(company, () => null))).toEqual([["lea", "lea@all"]]);
});

test("[N3] what is watched goes to the address in the roster of where it is seen", () => {
  const before = withRosters(elsewhere, roster(PLANT, [person("lea", "lea@a")], []));
  const [id = ""] = before.records.keys();
  const does = (state: WorkflowState, name: string, asked: "watch" | "acknowledge"): WorkflowState => {
    const who: Actor = { name, roles: ["supervisor"], sites: null };
    const about = { id, commandId: `${name}-${asked}` };
    const command =
      asked === "watch" ? { ...about, type: asked } : { ...about, type: asked, note: null, estimate: null, at: null };
    const decided = decide(state, command, who, MONDAY);
    assert(decided.ok, () => `${asked} was refused`);
    return evolveAll(state, decided.value.events);
  };
  const state = does(does(before, "lea", "watch"), "maria", "acknowledge");
  const mails = look(state, () => null).filter(({ reason }) => reason === "watched");
  expect(addresses(mails)).toEqual([["lea", "lea@a"]]);
});
