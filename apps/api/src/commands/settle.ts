import { ok, type Result, refuse } from "@lockstep/domain/result";
import type {
  MutationDiscardQuarantinedArgs,
  MutationResubmitQuarantinedArgs,
} from "@lockstep/protocol/generated/schema";
import type { QuarantinedFactRow } from "@lockstep/protocol/rows";
import type { QuarantineRow } from "@lockstep/store/store";
import { asGraphQLError, type Refusal } from "../errors.ts";
import type { Context } from "../graphql/context.ts";
import { MOST_FACT_BYTES } from "../http/lines.ts";
import { changesOf } from "../query/quarantine.ts";
import type { Deciding } from "../writer/contract.ts";
import { auditOf, badInput, carryOutFor, connectorOf, type Effect } from "./steward-command.ts";

/** Sends a corrected event in the place of a quarantined one. */
export function resubmit(context: Context, args: MutationResubmitQuarantinedArgs): Promise<QuarantinedFactRow> {
  const { id, fact } = args;
  return settle(context, { name: "resubmit-quarantined", args }, ({ now, take }, row) => {
    const read = readEvent(fact);
    if (!read.ok) return read;
    const taken = take(read.value, connectorOf(context));
    if (taken.becomes === "refused") return badInput(`The corrected fact is still wrong: ${taken.reason}`);
    const { name: by } = context.viewer;
    const settled = { id, state: "resubmitted", by, at: now, reason: null, corrected: fact } as const;
    const more = { cause: row.cause, became: taken.becomes, changes: changesOf(row.fact, fact) };
    const audit = auditOf({ id, action: "resubmitted", at: now, by, note: null, more });
    return ok({ facts: [], settled: [settled], audit: [audit] });
  });
}

/** Sets a quarantined fact aside for good. */
export function discard(context: Context, args: MutationDiscardQuarantinedArgs): Promise<QuarantinedFactRow> {
  return settle(context, { name: "discard-quarantined", args }, ({ now }, row) => {
    const { id, reason } = args;
    if (reason.trim() === "") return badInput("reason must not be empty: say why it is not needed.");
    const { name: by } = context.viewer;
    const audit = auditOf({ id, action: "discarded", at: now, by, note: reason, more: { cause: row.cause } });
    return ok({ facts: [], settled: [{ id, state: "discarded", by, at: now, reason }], audit: [audit] });
  });
}

interface Asked {
  readonly name: string;
  readonly args: { readonly id: string; readonly commandId: string };
}

async function settle(
  context: Context,
  asked: Asked,
  decide: (known: Deciding, row: QuarantineRow) => Result<Effect, Refusal>,
): Promise<QuarantinedFactRow> {
  const { id } = asked.args;
  const unknown: Refusal = { code: "NOT_FOUND", message: `Nothing is quarantined as ${id}: read the list again.` };
  // Not in the writer's turn: whoever sends facts would wait for it.
  const before = await context.seen.findQuarantined(id);
  await carryOutFor(context, asked, async (known) => {
    if (before === null) return refuse(unknown);
    if (before.state === "open" && context.writer.view.quarantine.book.find(id) !== null) return decide(known, before);
    const state = before.state === "open" ? "settled" : before.state;
    return refuse({ code: "CONFLICT", message: `${id} is ${state} already: there is nothing left to do.` });
  });
  const row = await context.quarantine.find(id);
  if (row !== null) return row;
  throw asGraphQLError(unknown);
}

function readEvent(text: string): Result<unknown, Refusal> {
  const bytes = Buffer.byteLength(text);
  if (bytes > MOST_FACT_BYTES) {
    return badInput(
      `The corrected fact has ${bytes} bytes; it may have ${MOST_FACT_BYTES}: shorten its texts and lists.`,
    );
  }
  try {
    return ok(JSON.parse(text));
  } catch {
    return badInput("fact is no JSON: send one CloudEvents object as text.");
  }
}
