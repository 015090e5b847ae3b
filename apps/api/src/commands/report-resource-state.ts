import { contentHash } from "@lockstep/domain/content-hash";
import { canonicalText } from "@lockstep/domain/json";
import { ok } from "@lockstep/domain/result";
import type { MutationReportResourceStateArgs } from "@lockstep/protocol/generated/schema";
import type { ResourceRow } from "@lockstep/protocol/rows";
import { type KnownResource, reportState, type StateReport } from "@lockstep/workflow/stops/report-state";
import { asGraphQLError } from "../errors.ts";
import { type Context, show } from "../graphql/context.ts";
import { resource } from "../query/production.ts";
import type { View } from "../view/view.ts";
import { actorOf } from "../wire/actions.ts";
import { lower } from "../wire/words.ts";

/** Takes a person's word on a resource in as a fact; shows the resource as it stands then. */
export async function reportResourceState(
  context: Context,
  args: MutationReportResourceStateArgs,
): Promise<ResourceRow> {
  const { writer, viewer, moment } = context;
  const report: StateReport = {
    resource: args.resource,
    state: lower(args.state),
    since: args.since ?? null,
    reason: args.reason ?? null,
    expectedUpAt: args.expectedUpAt ?? null,
    at: args.at ?? null,
    commandId: args.commandId,
  };
  const actor = actorOf(viewer);
  const { commandId, ...rest } = report;
  const name = "report-state";
  const mayAsk = reportState(knownResource(moment.view, args.resource), report, actor, moment.view.clock);
  if (!mayAsk.ok && (mayAsk.error.code === "FORBIDDEN" || mayAsk.error.code === "NOT_FOUND"))
    throw asGraphQLError(mayAsk.error);
  const done = await writer.command({
    commandId,
    argumentsHash: contentHash(canonicalText({ type: name, ...rest })),
    async decide({ now }) {
      const fact = reportState(knownResource(writer.view, args.resource), report, actor, now);
      if (!fact.ok) return fact;
      const body = canonicalText({ type: name, ...report });
      return ok({
        events: [],
        facts: [{ value: fact.value }],
        connector: "tower",
        settled: [],
        body,
        name,
        actor: actor.name,
      });
    },
  });
  if (!done.ok) throw asGraphQLError(done.error);
  show(context, done.value);
  const row = resource(context.moment, args.resource);
  if (row !== null) return row;
  throw asGraphQLError({ code: "NOT_FOUND", message: `${args.resource} is not at your sites any more.` });
}

function knownResource({ projection, world }: View, id: string): KnownResource | null {
  const known = projection.resources.get(id);
  if (known === undefined) return null;
  const last = world.resourceStates.get(id)?.at(-1);
  if (last === undefined) return { site: known.site, present: null };
  const { state, since, reason = null, expectedUpAt = null } = last.data;
  return { site: known.site, present: { state, since, reason, expectedUpAt, told: last } };
}
