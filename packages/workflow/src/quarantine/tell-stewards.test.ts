import { HOUR } from "@lockstep/domain/instant";
import { expect, test } from "vitest";
import type { Situation } from "../escalation/candidate.ts";
import { escalationAfter } from "../escalation/evolve-calls.ts";
import { messagesOf } from "../escalation/messages.ts";
import type { EscalationState, RosterInForce } from "../escalation/model.ts";
import { emptyEscalation } from "../escalation/policies.ts";
import { duty, person } from "../testing/calls-timeline.ts";
import { type OverdueCause, tellStewards } from "./tell-stewards.ts";

const NOON = Date.UTC(2026, 2, 2, 12);
const roster = (site: string | null, duties: RosterInForce["duties"]): RosterInForce => ({
  ...{ site, timeZone: "UTC", standIns: [], holidays: [], version: 1, at: 0, since: 0, by: "ann", reason: "" },
  people: duties.map((one) => person(one.person, { email: `${one.person}@plant.example` })),
  duties,
});
const company = roster(null, [duty("stu", "steward"), duty("mona", "plant-manager")]);
const site = roster("A", [duty("stan", "steward"), duty("max", "plant-manager")]);
const stateOf = (...rosters: readonly RosterInForce[]): EscalationState => ({
  ...emptyEscalation,
  rosters: new Map(rosters.map((one) => [one.site ?? "*", [one]])),
});
const due: OverdueCause = { id: "c-1", stage: "due", since: NOON, owner: null, text: "3 facts. 2 lines lean on it." };
const at = (now: number, ...causes: readonly OverdueCause[]) =>
  ({ now, reaches: () => ["in-app", "email"], overdueCauses: () => causes }) as unknown as Situation;
const told = (state: EscalationState, situation: Situation) =>
  tellStewards(state, situation).map((event) =>
    "people" in event ? event.people.map(({ person: id, channels }) => `${id} ${channels.join("+")}`) : [],
  );

test("[Q6] those of the company over every channel, those of a site where no address is needed, by the cause's owner if it has one", () => {
  const state = stateOf(site, company);
  expect(told(state, at(NOON + 4 * HOUR, due))).toEqual([["stu in-app+email", "stan in-app"]]);
  expect(told(state, at(NOON + 4 * HOUR, { ...due, owner: "stan" }))).toEqual([["stan in-app"]]);
  const byPush = {
    ...at(NOON + 4 * HOUR, { ...due, owner: "stan" }),
    reaches: () => ["in-app", "push", "email"] as const,
  };
  expect(told(state, byPush), "their devices they signed up themselves").toEqual([["stan in-app+push"]]);
  expect(told(state, at(NOON + 4 * HOUR, { ...due, owner: "mona" }))).toEqual([["mona in-app+email"]]);
  const without = stateOf(roster(null, [duty("mona", "plant-manager")]));
  expect(told(without, at(NOON + 4 * HOUR, due))).toEqual([["mona in-app+email"]]);
});

test("[Q6] once when it is due, plant managers when it is escalated, and anew of what came after that", () => {
  const state = stateOf(company);
  const [first] = tellStewards(state, at(NOON + 4 * HOUR, due));
  if (first === undefined) throw new Error("nobody was told");
  expect(messagesOf(first, () => undefined)).toMatchObject([
    { person: "stu", channel: "in-app", reason: "quarantine", note: "told stu: 3 facts. 2 lines lean on it." },
    { person: "stu", channel: "email" },
  ]);
  const after = escalationAfter(state, first);
  expect(told(after, at(NOON + 5 * HOUR, due))).toEqual([]);
  const escalated = { ...due, stage: "escalated" } as const;
  expect(told(after, at(NOON + 8 * HOUR, escalated))).toEqual([["mona in-app+email"]]);
  expect(told(state, at(NOON + 8 * HOUR, escalated))).toEqual([["stu in-app+email", "mona in-app+email"]]);
  expect(told(after, at(NOON + 9 * HOUR, { ...due, since: NOON + 5 * HOUR }))).toEqual([["stu in-app+email"]]);
});
