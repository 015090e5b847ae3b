import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Command, Decided, Refusal } from "./decide.ts";
import { isLive } from "./life.ts";
import type { Actor, ExceptionRecord, WorkflowEvent, WorkflowState } from "./model.ts";
import { maySee } from "./permissions.ts";
import { currentSeen } from "./weight.ts";

interface Joining {
  readonly record: ExceptionRecord;
  readonly command: Command & { readonly type: "merge" | "split" };
  readonly actor: Actor;
  readonly now: number;
}

/**
 * Several cards of one matter become one: nobody is called for those that were merged, and what they are about stands under
 * the one that stays. It holds until somebody splits them, or until the one that stays is over.
 */
export function decideJoining(
  state: WorkflowState,
  { record, command, actor, now }: Joining,
): Result<Decided, Refusal> {
  const { id: exceptionId, commandId, reason: note } = command;
  const happened = { exceptionId, commandId, actor, at: now, by: actor.name, before: record.state, note };
  if (command.type === "split") {
    if (record.state !== "merged")
      return conflict(`${record.id} is ${record.state} and part of no other: nothing to split.`);
    const latest = state.latest.get(record.key) ?? record.id;
    if (latest !== record.id)
      return conflict(
        `${latest} is newer and of the same cause as ${record.id}: work on that one, and leave this one.`,
      );
    const { severity } = currentSeen(state, record);
    return done({ ...happened, type: "split", after: "open", severity });
  }
  const { into } = command;
  const parent = state.records.get(into);
  if (parent === undefined || !maySee(actor, currentSeen(state, parent).sites)) {
    return refuse({ code: "NOT_FOUND", message: `There is no exception ${into}: read the list again.` });
  }
  if (parent.id === record.id) return conflict("An exception cannot be merged into itself: name another one.");
  if (!isLive(record.state)) return conflict(`${record.id} is ${record.state}: only what is still open can be merged.`);
  if (!isLive(parent.state)) return conflict(`${into} is ${parent.state}: merge into one that is still open.`);
  if (record.parts.length > 0)
    return conflict(`Another one is merged into ${record.id}: split that first, or merge the other way.`);
  return done({ ...happened, type: "merged", after: "merged", into });
}

const conflict = (message: string): Result<never, Refusal> => refuse({ code: "CONFLICT", message });
const done = (event: WorkflowEvent): Result<Decided, Refusal> => ok({ events: [event], facts: [] });
