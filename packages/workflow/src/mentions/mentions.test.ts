import { describe, expect, test } from "vitest";
import type { EscalationState, RosterInForce } from "../escalation/model.ts";
import { emptyEscalation } from "../escalation/policies.ts";
import { plant } from "../escalation/testing/plant.ts";
import type { WorkflowEvent } from "../model.ts";
import { assignmentMessages, mentionedIn, mentionMessages } from "./mentions.ts";

const roster = (site: string | null, ...ids: string[]): RosterInForce => ({
  ...{
    site,
    timeZone: "UTC",
    duties: [],
    standIns: [],
    holidays: [],
    version: 1,
    at: 0,
    by: "x",
    reason: "x",
    since: 0,
  },
  people: ids.map((id) => ({ id, name: id.toUpperCase(), email: null, webhook: null, quiet: null })),
});
const state: EscalationState = {
  ...emptyEscalation,
  rosters: new Map([
    ["A", [roster("A", "maria", "jo.ann", "eve+a@plant.test")]],
    ["B", [roster("B", "bert")]],
    ["*", [roster(null, "lea")]],
  ]),
};
const NOBODY = new Set<string>();
const named = (text: string, sites = ["A"]) => {
  const { people, unknown } = mentionedIn(text, state, sites);
  return [people.map(({ id }) => id), unknown];
};

describe("a mention", () => {
  test.each([
    ["@maria look", ["maria"], []],
    ["(@Maria, @JO.ANN) and @lea.", ["maria", "jo.ann", "lea"], []],
    ["@maria @maria", ["maria"], []],
    ["mail maria@maria.test, or a@lea", [], []],
    ["(@Eve+A@plant.test.) and eve+a@plant.test", ["eve+a@plant.test"], []],
    ["@zoe and @bert", [], ["zoe", "bert"]],
    ["@ nobody @@ @.", [], []],
  ])("[M1] %s", (text, people, unknown) => {
    expect(named(text)).toEqual([people, unknown]);
  });

  test("[M2] in a comment tells those who are named, once, and not who has written it", () => {
    const event: WorkflowEvent = {
      ...{ type: "commented", exceptionId: "ex-1", at: 7, by: "lea", before: "open", after: "open" },
      ...{ note: "@maria @lea @maria see", commandId: "c-1", actor: { name: "lea", roles: [], sites: null } },
    } as const;
    const t = plant();
    t.stands("06:10", t.down());
    const id = t.recordOf("LINE-1")?.id ?? "";
    const told = mentionMessages({ ...event, exceptionId: id }, { ...t.state, escalation: state }, NOBODY);
    expect(told).toEqual([
      expect.objectContaining({ key: `mention/${id}/c-1/maria/in-app`, person: "maria", channel: "in-app", at: 7 }),
    ]);
    expect(told[0]?.note).toBe("lea: @maria @lea @maria see");
    const other = { ...event, exceptionId: id, type: "recovered" } as WorkflowEvent;
    expect(mentionMessages(other, { ...t.state, escalation: state }, NOBODY)).toEqual([]);
    // It has moved to another site: those of that one are told, with what it weighs there.
    t.stands("07:00", t.down({ sites: ["B"], severity: "low" }));
    const moved = { ...event, exceptionId: id, note: "@maria @bert" };
    expect(mentionMessages(moved, { ...t.state, escalation: state }, NOBODY)).toEqual([
      expect.objectContaining({ person: "bert", site: "B", severity: "low" }),
    ]);
  });
});

test("[M3] who is given something by somebody else is told, if a roster there names them", () => {
  const t = plant();
  t.stands("06:10", t.down());
  const exceptionId = t.recordOf("LINE-1")?.id ?? "";
  const given = (to: string): WorkflowEvent => ({
    ...{ type: "assigned", exceptionId, at: 7, by: "lea", before: "open", after: "in-progress", note: `to ${to}`, to },
    ...{ commandId: "c-1", actor: { name: "lea", roles: [], sites: null } },
  });
  const toldOf = (to: string, onDevices = NOBODY) =>
    assignmentMessages(given(to), { ...t.state, escalation: state }, onDevices);
  expect(toldOf("maria")).toEqual([
    expect.objectContaining({ person: "maria", reason: "assigned", site: "A", note: "lea has assigned it to you" }),
  ]);
  expect([toldOf("lea"), toldOf("nobody")]).toEqual([[], []]);
  expect(toldOf("maria", new Set(["maria"])).map(({ key }) => key)).toEqual([
    `assigned/${exceptionId}/c-1/maria/in-app`,
    `assigned/${exceptionId}/c-1/maria/push`,
  ]);
});

test("[M2] who has signed a device up is told there, too; quiet hours hold that back, unless it is critical", () => {
  const at = Date.UTC(2026, 2, 2, 7);
  const toldWhen = (severity: "critical" | "low") => {
    const t = plant();
    t.stands("06:10", t.down({ severity, actBy: null }));
    const exceptionId = t.recordOf("LINE-1")?.id ?? "";
    const event: WorkflowEvent = {
      ...{ type: "commented", exceptionId, at, by: "lea", before: "open", after: "open", note: "@maria @jo.ann" },
      ...{ commandId: "c-1", actor: { name: "lea", roles: [], sites: null } },
    } as const;
    const own = roster("A", "maria", "jo.ann");
    const people = own.people.map((one) => ({ ...one, quiet: { from: "06:30", to: "08:00" } }));
    const escalation = { ...state, rosters: new Map([["A", [{ ...own, people }]]]) };
    const told = mentionMessages(event, { ...t.state, escalation }, new Set(["maria"]));
    return told.map(({ person, channel, notBefore }) => [person, channel, notBefore - at]);
  };
  expect(toldWhen("low")).toEqual([
    ["maria", "in-app", 0],
    ["maria", "push", 3_600_000],
    ["jo.ann", "in-app", 0],
  ]);
  expect(toldWhen("critical")).toContainEqual(["maria", "push", 0]);
});
