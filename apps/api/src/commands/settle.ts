import { checkEvent } from "@lockstep/domain/check-event";
import { contentHash } from "@lockstep/domain/content-hash";
import type { Instant } from "@lockstep/domain/instant";
import { canonicalText, findTrouble } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type {
  MutationDiscardQuarantinedArgs,
  MutationResubmitQuarantinedArgs,
  QuarantinedFact,
} from "@lockstep/protocol/generated/schema";
import { asGraphQLError, type Refusal } from "../errors.ts";
import { type Context, show } from "../graphql/context.ts";
import { hasRole } from "../identity/viewer.ts";
import { createQuarantineReader, mustSeeEverySite } from "../query/quarantine.ts";
import type { CommandRequest, Decided } from "../writer/contract.ts";

const MOST_CHARACTERS = 10_000;

/** Sends a corrected event in the place of a quarantined one. */
export function resubmit(context: Context, args: MutationResubmitQuarantinedArgs): Promise<QuarantinedFact> {
  return settle(context, { name: "resubmit-quarantined", args }, (now) => {
    const read = readEvent(args.fact);
    if (!read.ok) return read;
    const checked = checkEvent(read.value, { receivedAt: Date.now(), seq: 0, mode: context.moment.view.clockMode });
    if (!checked.ok) return badInput(`The corrected fact is still wrong: ${checked.error.reason}`);
    return ok({ facts: [{ value: read.value }], settled: settlement(context, args.id, { state: "resubmitted", now }) });
  });
}

/** Sets a quarantined fact aside for good. */
export function discard(context: Context, args: MutationDiscardQuarantinedArgs): Promise<QuarantinedFact> {
  return settle(context, { name: "discard-quarantined", args }, (now) => {
    const { id, reason } = args;
    if (reason.trim() === "") return badInput("reason must not be empty: say why it is not needed.");
    return ok({ facts: [], settled: settlement(context, id, { state: "discarded", now, reason }) });
  });
}

interface Asked {
  readonly name: string;
  readonly args: { readonly id: string; readonly commandId: string };
}

type Effect = Result<Pick<Decided, "facts" | "settled">, Refusal>;

async function settle(
  context: Context,
  { name, args }: Asked,
  decide: (now: Instant) => Effect,
): Promise<QuarantinedFact> {
  mustSeeEverySite(context.moment);
  mustBeSteward(context);
  const { id, commandId, ...rest } = args;
  const request: CommandRequest = {
    commandId,
    argumentsHash: contentHash(canonicalText({ type: name, id, ...rest })),
    async decide({ now }) {
      const row = await createQuarantineReader(context.store).find(id);
      if (row === null)
        return refuse({ code: "NOT_FOUND", message: `Nothing is quarantined as ${id}: read the list again.` });
      if (row.state !== "OPEN") {
        return refuse({
          code: "CONFLICT",
          message: `${id} is ${row.state.toLowerCase()} already: there is nothing left to do.`,
        });
      }
      const effect = decide(now);
      if (!effect.ok) return effect;
      const { name: actor } = context.viewer;
      return ok({
        ...effect.value,
        events: [],
        connector: `http:${actor}`,
        body: canonicalText({ type: name, ...args }),
        name,
        actor,
      });
    },
  };
  mustBeReadable(args);
  const done = await context.writer.command(request);
  if (!done.ok) throw asGraphQLError(done.error);
  show(context, done.value);
  const row = await createQuarantineReader(context.store).find(id);
  if (row !== null) return row;
  throw asGraphQLError({ code: "NOT_FOUND", message: `Nothing is quarantined as ${id}: read the list again.` });
}

function mustBeSteward({ viewer }: Context): void {
  if (hasRole(viewer, "STEWARD", "ADMINISTRATOR")) return;
  const message = "Quarantined facts are settled by stewards: ask one of them.";
  throw asGraphQLError({ code: "FORBIDDEN", message });
}

function mustBeReadable(args: object): void {
  const isReadable = findTrouble(args) === null;
  const texts = Object.entries(args).filter(([name]) => name !== "fact");
  const isShort = texts.every(([, text]) => String(text).length <= MOST_CHARACTERS);
  if (isReadable && isShort && !texts.some(([name, text]) => name === "commandId" && String(text).trim() === ""))
    return;
  const message = `A text is empty, has more than ${MOST_CHARACTERS} characters, or holds what no text may: type it again.`;
  throw asGraphQLError({ code: "BAD_USER_INPUT", message });
}

function settlement(
  { viewer }: Context,
  id: string,
  how: { state: "resubmitted" | "discarded"; now: Instant; reason?: string },
) {
  return [{ id, state: how.state, by: viewer.name, at: how.now, reason: how.reason ?? null }];
}

function readEvent(text: string): Result<unknown, Refusal> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return badInput("fact is no JSON: send one CloudEvents object as text.");
  }
}

const badInput = (message: string): Result<never, Refusal> => refuse({ code: "BAD_USER_INPUT", message });
