import type { ManyDone, MutationActOnExceptionsArgs } from "@lockstep/protocol/generated/schema";
import { MOST_AT_ONCE } from "@lockstep/protocol/many";
import type { Command } from "@lockstep/workflow/decide";
import { badInput, type Refusal } from "../errors.ts";
import { type Context, show } from "../graphql/context.ts";
import { exception } from "../query/exceptions.ts";
import { tryOn } from "./act-on.ts";

/** So many are on their way at once: they become durable together, and others get their turn. */
const AT_ONCE = 50;
/** Leaves room for what is put behind it. */
const LONGEST_ID = 150;

/** Does the same to each of many exceptions, by a command of its own; tells which were refused, and why. */
export async function actOnMany(context: Context, args: MutationActOnExceptionsArgs): Promise<ManyDone> {
  const { commandId } = args;
  const ids = [...new Set(args.ids)].filter((id) => args.action !== "MERGE" || id !== args.into);
  if (ids.length > MOST_AT_ONCE)
    throw badInput(`${ids.length} exceptions at once are too many: send at most ${MOST_AT_ONCE}.`);
  if (commandId.trim() === "" || commandId.length > LONGEST_ID) {
    throw badInput(`commandId must have 1 to ${LONGEST_ID} characters: make a new one.`);
  }
  const commandOf = commandFor(args);
  const refused: (Refusal & { readonly id: string })[] = [];
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const part = ids.slice(from, from + AT_ONCE);
    const done = await Promise.all(
      part.map((id) => tryOn(context, commandOf({ id, commandId: `${commandId}:${id}` }))),
    );
    for (const [k, one] of done.entries()) if (!one.ok) refused.push({ ...one.error, id: part[k] ?? "" });
    show(context, context.writer.view);
  }
  return {
    done: ids.length - refused.length,
    refused: refused.map(({ id, code, message }) => ({
      id,
      code,
      message,
      title: exception(context.moment, id)?.title ?? null,
    })),
  };
}

type Which = Pick<Command, "id" | "commandId">;

/** What is needed and left out is refused by the command itself. */
function commandFor({ action, note, to, into, reason, until }: MutationActOnExceptionsArgs): (which: Which) => Command {
  switch (action) {
    case "ACKNOWLEDGE":
      return (which) => ({ ...which, type: "acknowledge", note: note ?? null, estimate: null, at: null });
    case "ASSIGN":
      return (which) => ({ ...which, type: "assign", to: to ?? "" });
    case "SHELVE":
      if (until === null || until === undefined) throw badInput("until says when they come back: give a time ahead.");
      return (which) => ({ ...which, type: "shelve", until, reason: reason ?? "" });
    case "COMMENT":
      return (which) => ({ ...which, type: "comment", text: note ?? "" });
    case "MERGE":
      return (which) => ({ ...which, type: "merge", into: into ?? "", reason: reason ?? "" });
    case "RESOLVE":
    case "FLAG_FALSE":
    case "SPLIT":
      throw badInput("Each is resolved, split, or called a false flag, for a reason of its own: do it one by one.");
  }
}
