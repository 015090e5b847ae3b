import { findTrouble } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Refusal } from "../decide.ts";
import { siteKey } from "../escalation/model.ts";
import { bad, badReason, changedMeanwhile, isWhole, mayNotPut, type Putting } from "../escalation/put.ts";
import { type Playbook, type PlaybookEvent, type Playbooks, scopeOf } from "./model.ts";

const MOST_STEPS = 30;
const LONGEST_NAME = 200;
const LONGEST_STEP = 500;
const MOST_MINUTES = 100_000;

/** Puts a playbook in force for what opens from now on; exceptions that have begun keep theirs. */
export function putPlaybook(
  playbooks: Playbooks,
  { value: playbook, expectedVersion, reason, actor, now }: Putting<Playbook>,
): Result<PlaybookEvent, Refusal> {
  const trouble = mayNotPut(actor, playbook.site, "playbooks") ?? badReason(reason) ?? badPlaybook(playbook);
  if (trouble !== null) return refuse(trouble);
  const before = playbooks.get(scopeOf(playbook))?.at(-1);
  const version = before?.version ?? 0;
  if (expectedVersion !== null && expectedVersion !== undefined && expectedVersion !== version)
    return refuse({ code: "CONFLICT", message: changedMeanwhile(before, "playbook") });
  const inForce = { ...playbook, version: version + 1, at: now, by: actor.name, reason };
  return ok({
    ...{ type: "playbook-put", exceptionId: `playbook:${siteKey(playbook.site)}:${playbook.kind}` },
    ...{ at: now, by: actor.name, before: null, after: null, note: reason, playbook: inForce },
  });
}

function badPlaybook({ name, steps, ...rest }: Playbook): Refusal | null {
  if (findTrouble({ name, steps: [...steps], ...rest }) !== null)
    return bad("A text holds what no text may: type it again.");
  if (name.trim() === "") return bad("The playbook needs a name: say in a few words what it is for.", "name");
  if (name.length > LONGEST_NAME) return bad(`A name has at most ${LONGEST_NAME} characters: shorten it.`, "name");
  if (steps.length > MOST_STEPS)
    return bad(`There are ${steps.length} steps: leave at most ${MOST_STEPS}, or nobody follows them.`, "steps");
  for (const [place, { text, minutes }] of steps.entries()) {
    const at = `steps.${place}`;
    if (text.trim() === "") return bad(`Step ${place + 1} says nothing: say what is to be done.`, `${at}.text`);
    if (text.length > LONGEST_STEP)
      return bad(`Step ${place + 1} has more than ${LONGEST_STEP} characters: shorten it.`, `${at}.text`);
    if (!isWhole(minutes, 0, MOST_MINUTES))
      return bad(`Step ${place + 1}: minutes are a whole number from 0 to ${MOST_MINUTES}.`, `${at}.minutes`);
  }
  return null;
}
