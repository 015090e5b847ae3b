import { evolveAll } from "@lockstep/workflow/evolve";
import { emptyState, type WorkflowEvent } from "@lockstep/workflow/model";
import { expect, test } from "vitest";
import { VERSION } from "./snapshot.ts";

const opened: WorkflowEvent = {
  ...{ type: "opened", exceptionId: "ex-1", at: 0, by: "system", before: null, after: "open", note: null },
  ...{ key: "machine-down|resource|R", kind: "machine-down", subjectType: "resource", subject: "R", occurrence: 1 },
  seen: { severity: "high", actBy: null, valueAtRiskMinor: 0, sites: ["S"], resource: "R" },
};

/** What is missing in one that an older program has kept would be read as undefined. */
test("what a snapshot holds of an exception is what this version says; with another field, raise it", () => {
  const state = evolveAll(emptyState, [opened]);
  const record = state.records.get("ex-1");
  const keys = (of: object | null | undefined): string =>
    Object.keys(of ?? {})
      .sort()
      .join(" ");
  expect({
    version: VERSION,
    state: keys(state),
    record: keys(record),
    calls: keys(record?.calls),
    escalation: keys(state.escalation),
  }).toMatchInlineSnapshot(`
    {
      "calls": "askedAbout askedAt begunFor broken firstRound firstRoundAt hasLapsed lostTold made policyVersion progressAt round roundAt toldAt",
      "escalation": "announced digests floods lostTold policies policyVersion quarantineTold rosters weeklies weekliesOff",
      "record": "acknowledgedAt acknowledgedBy calls clearedAt decidedAt estimate estimatedAt estimatedBy estimates firstActBy id key kind mergedInto occurrence openedAt outcome owner parts playbook present putOffAt recurrences resolvedAt seen shelvedUntil state subject subjectType timeline watchers wrongSystem",
      "state": "escalation handovers latest playbooks records standing",
      "version": 11,
    }
  `);
});
