import { contentHash } from "@lockstep/domain/content-hash";
import { canonicalText } from "@lockstep/domain/json";
import { ok, type Result } from "@lockstep/domain/result";
import type { AnyEvent, WorkflowState } from "@lockstep/workflow/model";
import { asGraphQLError, badInput, type Refusal } from "../errors.ts";
import { type Context, show } from "../graphql/context.ts";
import { connectorOf } from "./steward-command.ts";

interface Asked<T> {
  readonly name: string;
  readonly args: T;
}

/** A command that changes whom to call, or what to do: refused before it is looked up, so that it tells nothing to those who may not. */
export async function putInForce<T extends { readonly commandId: string }>(
  context: Context,
  { name, args }: Asked<T>,
  decide: (workflow: WorkflowState, now: number) => Result<AnyEvent, Refusal>,
): Promise<void> {
  const { commandId, ...rest } = args;
  if (commandId.trim() === "" || commandId.length > 200)
    throw badInput("commandId must have 1 to 200 characters: make a new one.");
  const { view } = context.moment;
  const probe = decide(view.workflow, view.clock);
  // Sent again, it was based on what it has replaced itself.
  if (!probe.ok && probe.error.code !== "CONFLICT") throw asGraphQLError(probe.error);
  const done = await context.writer.command({
    commandId,
    argumentsHash: contentHash(canonicalText({ type: name, ...rest })),
    async decide({ workflow, now }) {
      const decided = decide(workflow, now);
      if (!decided.ok) return decided;
      const body = canonicalText({ type: name, ...args });
      const what = { events: [decided.value], facts: [], settled: [], connector: connectorOf(context), body, name };
      return ok({ ...what, actor: context.viewer.name });
    },
  });
  if (!done.ok) throw asGraphQLError(done.error);
  show(context, done.value);
}
