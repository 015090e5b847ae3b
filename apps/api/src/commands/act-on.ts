import { canonicalText, findTrouble } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { ExceptionRow } from "@lockstep/protocol/rows";
import type { NewEscalationMessage } from "@lockstep/store/store";
import { argumentsHash, type Command, decide } from "@lockstep/workflow/decide";
import { isEstimable } from "@lockstep/workflow/estimate";
import { assignmentMessages, mentionMessages } from "@lockstep/workflow/mentions/mentions";
import type { Actor, WorkflowEvent, WorkflowState } from "@lockstep/workflow/model";
import { isForItsSite, maySee } from "@lockstep/workflow/permissions";
import { asGraphQLError, type Refusal } from "../errors.ts";
import { messageRow } from "../escalation/caller.ts";
import { type Context, show } from "../graphql/context.ts";
import { sitesOfSubject } from "../query/belongs.ts";
import { exception } from "../query/exceptions.ts";
import type { View } from "../view/view.ts";
import { actorOf } from "../wire/actions.ts";
import type { CommandRequest, Decided } from "../writer/contract.ts";

/** Carries out what a person wants done to an exception; shows it as it stands then. */
export async function actOn(context: Context, command: Command): Promise<ExceptionRow> {
  const done = await tryOn(context, command);
  if (!done.ok) throw asGraphQLError(done.error);
  show(context, done.value);
  const row = exception(context.moment, command.id);
  if (row !== null) return row;
  throw asGraphQLError({ code: "NOT_FOUND", message: `Exception ${command.id} is none of your sites' any more.` });
}

/** Carries it out if the person may; shows nothing. */
export async function tryOn(context: Context, command: Command): Promise<Result<View, Refusal>> {
  const refusal = mayAsk(context, command) ?? (await unknownPhoto(context, command));
  if (refusal !== null) return refuse(refusal);
  const done = await context.writer.command(requestOf(command, context));
  // Who is named or given it is told on their devices.
  if (command.type === "comment" || command.type === "assign") context.writer.sendMessages();
  return done;
}

/** What was carried out before is shown again only to those who may do it. */
function mayAsk({ moment, viewer }: Context, command: Command): Refusal | null {
  if (findTrouble(command) !== null) {
    return { code: "BAD_USER_INPUT", message: "A text holds half of a character or a NUL: type it again." };
  }
  const probe = decide(moment.view.workflow, command, actorOf(viewer), moment.view.clock);
  if (!probe.ok && (probe.error.code === "FORBIDDEN" || probe.error.code === "NOT_FOUND")) return probe.error;
  return causeElsewhere(moment.view, command, actorOf(viewer));
}

/**
 * An exception may touch several plants. An estimate is a fact on its subject, and what puts a card away does so for everybody: both are for
 * those who are where its cause is.
 */
function causeElsewhere({ workflow, world }: View, command: Command, actor: Actor): Refusal | null {
  const record = workflow.records.get(command.id);
  if (record === undefined) return null;
  const estimates = command.type === "acknowledge" && command.estimate !== null && isEstimable(record);
  if (!estimates && !isForItsSite(command.type)) return null;
  const sites = sitesOfSubject(record.subjectType, record.subject, world);
  if (maySee(actor, sites)) return null;
  const instead = estimates
    ? "acknowledge without an estimate, and ask a colleague from there for one"
    : "it would be gone for them as well: ask a colleague from there, or comment";
  const message = `${record.subject} is at ${sites.join(", ")}, which is none of your sites: ${instead}.`;
  return { code: "FORBIDDEN", message };
}

/** What is named is kept, or everybody would see that something is missing. */
async function unknownPhoto({ store }: Context, command: Command): Promise<Refusal | null> {
  for (const photo of "photos" in command ? (command.photos ?? []) : []) {
    if (await store.hasPhoto(photo)) continue;
    const message = `There is no photo ${photo}: send it to POST /photos first, and name it as that answers.`;
    return { code: "BAD_USER_INPUT", message, field: "photos" };
  }
  return null;
}

/** Those who are named in it, or given it. */
const messagesFor = (
  events: readonly WorkflowEvent[],
  state: WorkflowState,
  { writer: { view, reach }, noMoney }: Context,
): NewEscalationMessage[] => {
  const onDevices = reach.devices?.people ?? new Set<string>();
  return events
    .flatMap((event) => [...mentionMessages(event, state, onDevices), ...assignmentMessages(event, state, onDevices)])
    .map((message) => messageRow(message, state, { view, noMoney }));
};

function requestOf(command: Command, context: Context): CommandRequest {
  const { viewer } = context;
  const actor = actorOf(viewer);
  return {
    commandId: command.commandId,
    argumentsHash: argumentsHash(command),
    async decide({ workflow, now }): Promise<Result<Decided, Refusal>> {
      const decided = decide(workflow, command, actor, now);
      if (!decided.ok) return decided;
      const { events, facts } = decided.value;
      return ok({
        events,
        messages: messagesFor(events, workflow, context),
        facts: facts.map((value) => ({ value })),
        connector: "tower",
        settled: [],
        body: canonicalText(command),
        name: command.type,
        actor: actor.name,
      });
    },
  };
}
