import { contentHash } from "@lockstep/domain/content-hash";
import { canonicalText } from "@lockstep/domain/json";
import { ok, type Result } from "@lockstep/domain/result";
import type {
  MutationAcceptHandoverArgs,
  MutationHandOverArgs,
  Handover as Row,
} from "@lockstep/protocol/generated/schema";
import { acceptHandover as accept, handOver, handoverId, whyNotHandOver } from "@lockstep/workflow/handover/hand-over";
import type { AnyEvent, WorkflowState } from "@lockstep/workflow/model";
import { asGraphQLError, type Refusal } from "../errors.ts";
import { type Context, show } from "../graphql/context.ts";
import { handoverRow } from "../handover/handover-rows.ts";
import { shiftsFor, weighAt, writeSheet } from "../handover/write-sheet.ts";
import { placeOf } from "../query/handover.ts";
import type { View } from "../view/view.ts";
import { actorOf } from "../wire/actions.ts";

/** Writes down what a shift leaves, as it is known when that is durable. */
export async function handOverShift(context: Context, args: MutationHandOverArgs): Promise<Row> {
  const place = placeOf(context.moment, args.site, args.resource ?? null);
  if (place === null) {
    const what = args.resource ? `resource ${args.resource} at ${args.site}` : `site ${args.site}`;
    throw asGraphQLError({ code: "NOT_FOUND", message: `There is no ${what}: choose one of the list.` });
  }
  const { shift, note, commandId } = args;
  const asked = { place, shift, note, at: args.at ?? null, commandId };
  const actor = actorOf(context.viewer);
  const mayAsk = (): Refusal | null => whyNotHandOver(actor, place);
  await sign(context, { name: "hand-over", asked, mayAsk }, ({ view, workflow, now }) => {
    const signedAt = Math.min(asked.at ?? now, now);
    const shifts = shiftsFor({ view, workflow }, place, signedAt);
    const decided = handOver(workflow, asked, {
      ...{ actor, now, shifts },
      write: (change, until) =>
        writeSheet({ view, workflow, ledger: context.ledger }, { place, shifts, change, until }),
    });
    return decided.ok ? ok([decided.value]) : decided;
  });
  return signed(context, handoverId(place, shift));
}

export async function acceptHandover(context: Context, args: MutationAcceptHandoverArgs): Promise<Row> {
  const { id, commandId } = args;
  const asked = { id, note: args.note ?? null, at: args.at ?? null, commandId };
  const actor = actorOf(context.viewer);
  const decide = ({ view, workflow, now }: Then): Result<readonly AnyEvent[], Refusal> => {
    const site = workflow.handovers.get(id)?.site ?? "";
    return accept(workflow, asked, { actor, now, weigh: weighAt(view, workflow, site) });
  };
  const mayAsk = (then: Then): Refusal | null => {
    const probe = decide(then);
    return !probe.ok && (probe.error.code === "FORBIDDEN" || probe.error.code === "NOT_FOUND") ? probe.error : null;
  };
  await sign(context, { name: "accept-handover", asked, mayAsk }, decide);
  return signed(context, id);
}

function signed({ moment }: Context, id: string): Row {
  const found = moment.view.workflow.handovers.get(id);
  if (found === undefined) throw new Error(`no handover ${id} after it was signed`);
  return handoverRow(moment, found);
}

interface Signing {
  readonly name: string;
  readonly asked: { readonly commandId: string };
  /** Why somebody is told nothing more, not even what was signed before; null: they may sign there. */
  readonly mayAsk: (then: Then) => Refusal | null;
}

interface Then {
  readonly view: View;
  readonly workflow: WorkflowState;
  readonly now: number;
}

/** What was signed before is shown again only to those who may sign. */
async function sign(
  context: Context,
  { name, asked, mayAsk }: Signing,
  decide: (then: Then) => Result<readonly AnyEvent[], Refusal>,
): Promise<void> {
  const { writer, viewer, moment } = context;
  const { view } = moment;
  const refused = mayAsk({ view, workflow: view.workflow, now: view.clock });
  if (refused !== null) throw asGraphQLError(refused);
  const { commandId, ...rest } = asked;
  const done = await writer.command({
    commandId,
    argumentsHash: contentHash(canonicalText({ type: name, ...rest })),
    async decide({ workflow, now }) {
      const decided = decide({ view: writer.view, workflow, now });
      if (!decided.ok) return decided;
      const body = canonicalText({ type: name, ...asked });
      const what = { events: decided.value, facts: [], settled: [], connector: "tower", body, name };
      return ok({ ...what, actor: viewer.name });
    },
  });
  if (!done.ok) throw asGraphQLError(done.error);
  show(context, done.value);
}
