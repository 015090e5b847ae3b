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
  const overtaken = whyOvertaken(record, at.value);
  if (overtaken !== null) return no("CONFLICT", overtaken);
  const base = { exceptionId, commandId, actor, at: at.value, by: actor.name, before, after: before, step };
  const name = `step ${step + 1}, ${asked.text}`;
  if (command.type === "untick-step") {
    if (done === undefined) return no("CONFLICT", `Nobody has ticked ${name}: read the exception again.`);
    if (done.at > at.value)
      return no("CONFLICT", `${done.by} has done ${name} at ${isoOf(done.at)}, after you took it back: that stands.`);
    return ok({ events: [{ ...base, type: "playbook-unticked", note: name }], facts: [] });
  }
  if (done !== undefined)
    return no("CONFLICT", `${done.by} has done ${name} at ${isoOf(done.at)}: nothing is left to do there.`);
  const back = record.timeline.findLast(({ action, note }) => action === "playbook-unticked" && note === name);
  if (back !== undefined && back.at > at.value)
    return no(
      "CONFLICT",
      `${back.by} took ${name} back at ${isoOf(back.at)}, after you did it: look, and say it again.`,
    );
  const remark = command.note?.trim() || null;
  const note = remark === null ? name : `${name}: ${remark}`;
  return ok({ events: [{ ...base, type: "playbook-ticked", remark, note }], facts: [] });
}

/** [W34] Opened again, all is to be done anew: what was done before that is of the time before. */
function whyOvertaken(record: ExceptionRecord, at: Instant): string | null {
  const again = record.timeline.findLast(({ action }) => action === "reopened");
  if (again === undefined || again.at <= at) return null;
  return `It opened again at ${isoOf(again.at)}, after that: all steps are to be done anew.`;
}

const no = (code: Refusal["code"], message: string): Result<never, Refusal> => refuse({ code, message });
