import type { Mentioned, QueryMentionedArgs } from "@lockstep/protocol/generated/schema";
import { mentionedIn } from "@lockstep/workflow/mentions/mentions";
import { currentSeen } from "@lockstep/workflow/weight";
import { badInput } from "../errors.ts";
import { exception } from "./exceptions.ts";
import type { Moment } from "./moment.ts";

/** Of a comment. */
const LONGEST = 10_000;

/** Of an exception that the viewer does not see, nobody is known. */
export function mentioned(moment: Moment, { exception: id, text }: QueryMentionedArgs): Mentioned {
  if (text.length > LONGEST) throw badInput(`text has ${text.length} characters: a comment has at most ${LONGEST}.`);
  const { workflow } = moment.view;
  const record = exception(moment, id) === null ? undefined : workflow.records.get(id);
  if (record === undefined) return { people: [], unknown: [] };
  const { people, unknown } = mentionedIn(text, workflow.escalation, currentSeen(workflow, record).sites);
  return { people: people.map((one) => ({ id: one.id, name: one.name })), unknown };
}
