import { ok, refuse } from "@lockstep/domain/result";
import type { MutationAssignQuarantinedArgs, QuarantineAssigned } from "@lockstep/protocol/generated/schema";
import { badInput as throwable } from "../errors.ts";
import type { Context } from "../graphql/context.ts";
import { answerOf, auditOf, badInput, carryOutFor } from "./steward-command.ts";

const MOST_IDS = 1_000;
const LONGEST_NAME = 200;

/** Gives open facts, or a cause, to somebody. */
export async function assignQuarantined(
  context: Context,
  args: MutationAssignQuarantinedArgs,
): Promise<QuarantineAssigned> {
  const ids = [...new Set(args.ids ?? [])].sort();
  const { to, commandId } = args;
  const cause = args.cause ?? null;
  if ((cause === null) === (ids.length === 0)) throw throwable("Give either ids of facts, or a cause.");
  if (ids.length > MOST_IDS)
    throw throwable(`${ids.length} facts at once: assign at most ${MOST_IDS}, or their cause.`);
  const asked = { name: "assign-quarantined", args: { ids, cause, to, commandId } };
  await carryOutFor(context, asked, async ({ now }) => {
    const owner = to.trim();
    if (owner === "" || owner.length > LONGEST_NAME)
      return badInput(`to must be the name of who is to have it, of at most ${LONGEST_NAME} characters.`);
    const { book } = context.writer.view.quarantine;
    const { name: by } = context.viewer;
    const gone = cause === null ? ids.find((id) => book.find(id) === null) : undefined;
    const found = cause === null ? null : book.cause(cause);
    if (gone !== undefined || (cause !== null && found === null)) {
      const message = `Nothing is open in quarantine as ${gone ?? cause}: read the list again.`;
      return refuse({ code: "NOT_FOUND", message });
    }
    const names = cause === null ? ids : [cause];
    const of = cause === null ? "fact" : "cause";
    const facts = found === null ? ids.length : [...found.facts.values()].filter((fact) => fact.owner === null).length;
    const answer: QuarantineAssigned = { owner, facts };
    return ok({
      facts: [],
      settled: [],
      assigned: names.map((id) => ({ of, id, owner, by, at: now }) as const),
      audit: names.map((id) => auditOf({ id, action: "assigned", at: now, by, note: owner, more: { of, owner } })),
      answer: JSON.stringify(answer),
    });
  });
  return answerOf(context, commandId);
}
