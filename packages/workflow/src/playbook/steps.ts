import { type Instant, MINUTE } from "@lockstep/domain/instant";
import type { Situation } from "../escalation/candidate.ts";
import { clockOf } from "../escalation/candidates.ts";
import { policyAt } from "../escalation/policies.ts";
import { isLive } from "../life.ts";
import type { ExceptionRecord, WorkflowState } from "../model.ts";
import { currentSeen } from "../weight.ts";
import type { PlaybookStep, Tick } from "./model.ts";
import { playbookOf } from "./playbooks.ts";

export interface StepNow extends PlaybookStep {
  readonly dueAt: Instant;
  /** Null: it is to be done. */
  readonly done: Tick | null;
  /** It is to be done still, and its time has passed. Nothing is overdue of what is put off or over. */
  readonly isOverdue: boolean;
}

/** The steps of the playbook that it began under, as they stand; none where there is none. */
export function stepsNow(state: WorkflowState, record: ExceptionRecord, situation: Situation): readonly StepNow[] {
  const { playbook: followed } = record;
  const playbook = playbookOf(state.playbooks, record);
  if (playbook === null || followed === null) return [];
  const seen = currentSeen(state, record);
  const { escalation } = state;
  const version = record.calls?.policyVersion ?? escalation.policyVersion;
  const policy = policyAt(escalation, version, { sites: seen.sites, kind: record.kind, severity: seen.severity });
  const clock = clockOf(policy, seen, situation);
  const isAsked = isLive(record.state) && record.state !== "shelved";
  return playbook.steps.map((step, place): StepNow => {
    const dueAt = clock.add(followed.since, step.minutes * MINUTE);
    const done = followed.ticks.find((one) => one.step === place) ?? null;
    return { ...step, dueAt, done, isOverdue: isAsked && done === null && dueAt <= situation.now };
  });
}
