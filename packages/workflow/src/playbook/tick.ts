import type { Instant } from "@lockstep/domain/instant";
import { isoOf } from "@lockstep/domain/instant";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Command, Decided, Refusal } from "../decide.ts";
import { decidedAt } from "../decided-at.ts";
import { isLive } from "../life.ts";
import type { Actor, ExceptionRecord, WorkflowState } from "../model.ts";
import { playbookOf } from "./playbooks.ts";

interface Asked {
  readonly record: ExceptionRecord;
  readonly command: Command & { readonly type: "tick-step" | "untick-step" };
  readonly actor: Actor;
  readonly now: Instant;
}

/** Says that a step of the exception's playbook was done, or takes that back. */
export function decideTick(
  { playbooks }: Pick<WorkflowState, "playbooks">,
  { record, command, actor, now }: Asked,
): Result<Decided, Refusal> {
  const { step, commandId } = command;
  const asked = playbookOf(playbooks, record)?.steps[step];
  if (asked === undefined)
    return no("NOT_FOUND", `Its playbook has no step ${step + 1}: read the exception again, and take one from there.`);
  if (!isLive(record.state))
    return no("CONFLICT", `It is ${record.state}: steps are ticked while somebody has to do something.`);
  const at = decidedAt(command.at, now);
  if (!at.ok) return at;
  const done = record.playbook?.ticks.find((one) => one.step === step);
  const { id: exceptionId, state: before } = record;
  const base = { exceptionId, commandId, actor, at: at.value, by: actor.name, before, after: before, step };
  const name = `step ${step + 1}, ${asked.text}`;
  if (command.type === "untick-step") {
    if (done === undefined) return no("CONFLICT", `Nobody has ticked ${name}: read the exception again.`);
    return ok({ events: [{ ...base, type: "playbook-unticked", note: name }], facts: [] });
  }
  if (done !== undefined)
    return no("CONFLICT", `${done.by} has done ${name} at ${isoOf(done.at)}: nothing is left to do there.`);
  const remark = command.note?.trim() || null;
  const note = remark === null ? name : `${name}: ${remark}`;
  return ok({ events: [{ ...base, type: "playbook-ticked", remark, note }], facts: [] });
}

const no = (code: Refusal["code"], message: string): Result<never, Refusal> => refuse({ code, message });
