import type { Mentioned, QueryMentionedArgs } from "@lockstep/protocol/generated/schema";
import { mentionedIn } from "@lockstep/workflow/mentions/mentions";
import { exception } from "./exceptions.ts";
import type { Moment } from "./moment.ts";

/** Of an exception that the viewer does not see, nobody is known. */
export function mentioned(moment: Moment, { exception: id, text }: QueryMentionedArgs): Mentioned {
  const { records, escalation } = moment.view.workflow;
  const record = exception(moment, id) === null ? undefined : records.get(id);
  if (record === undefined) return { people: [], unknown: [] };
  const { people, unknown } = mentionedIn(text, escalation, record.seen.sites);
  return { people: people.map((one) => ({ id: one.id, name: one.name })), unknown };
}
