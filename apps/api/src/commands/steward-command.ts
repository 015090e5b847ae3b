import { contentHash } from "@lockstep/domain/content-hash";
import type { Instant } from "@lockstep/domain/instant";
import { canonicalText, findTrouble } from "@lockstep/domain/json";
import { type Result, refuse } from "@lockstep/domain/result";
import type { AuditRow } from "@lockstep/store/store";
import { asGraphQLError, type Refusal } from "../errors.ts";
import { type Context, show } from "../graphql/context.ts";
import { QUARANTINE_ACTION } from "../writer/audit-rows.ts";
import type { CommandRequest, Decided, Deciding } from "../writer/contract.ts";

const MOST_CHARACTERS = 10_000;

export interface Asked {
  readonly name: string;
  readonly args: object & { readonly commandId: string };
}

/** What a steward's command comes to; who it was and what they asked for is added. */
export type Effect = Pick<Decided, "facts" | "settled"> &
  Partial<Pick<Decided, "assigned" | "audit" | "answer" | "ruleSet">>;
export type Decide = (known: Deciding) => Promise<Result<Effect, Refusal>>;

/** Carries out what a steward wants done in quarantine, and shows the view in which it is. */
export async function carryOutFor(context: Context, asked: Asked, decide: Decide): Promise<void> {
  mustBeReadable(asked.args);
  await carryOutPart(context, asked, decide);
}

/** Of a command that was looked at as a whole. */
export async function carryOutPart(context: Context, { name, args }: Asked, decide: Decide): Promise<void> {
  const { commandId, ...rest } = args;
  const { name: actor } = context.viewer;
  const request: CommandRequest = {
    commandId,
    argumentsHash: contentHash(canonicalText({ type: name, ...rest })),
    async decide(known) {
      const effect = await decide(known);
      if (!effect.ok) return effect;
      const body = canonicalText({ type: name, ...args });
      return { ok: true, value: { ...effect.value, events: [], connector: connectorOf(context), body, name, actor } };
    },
  };
  const done = await context.writer.command(request);
  if (!done.ok) throw asGraphQLError(done.error);
  show(context, done.value);
}

/** What the command answered when it was carried out. */
export async function answerOf<T>({ store }: Context, commandId: string): Promise<T> {
  const answer = (await store.findCommand(commandId))?.answer;
  if (answer === undefined || answer === null) throw new Error(`the command ${commandId} has left no answer`);
  return JSON.parse(answer) as T;
}

export const connectorOf = ({ viewer }: Pick<Context, "viewer">): string => `http:${viewer.name}`;

/** Facts and patches are as long as a question may be. */
function mustBeReadable(args: object): void {
  const isReadable = findTrouble(args) === null;
  const texts = Object.entries(args).filter(([name]) => name !== "fact" && name !== "patch" && name !== "ids");
  const isShort = texts.every(([, text]) => String(text).length <= MOST_CHARACTERS);
  if (isReadable && isShort && !texts.some(([name, text]) => name === "commandId" && String(text).trim() === ""))
    return;
  const message = `A text is empty, has more than ${MOST_CHARACTERS} characters, or holds what no text may: type it again.`;
  throw asGraphQLError({ code: "BAD_USER_INPUT", message });
}

export interface Happened {
  readonly id: string;
  readonly action: "resubmitted" | "discarded" | "assigned";
  readonly at: Instant;
  readonly by: string;
  readonly note: string | null;
  /** What else is to be known of it. */
  readonly more: object;
}

/** One audited record of one quarantined fact, or of a cause. */
export const auditOf = ({ id, action, at, by, note, more }: Happened): Omit<AuditRow, "seq"> => ({
  exceptionId: `quarantine:${id}`,
  at,
  by,
  action: `${QUARANTINE_ACTION}${action}`,
  before: "open",
  after: action === "assigned" ? "open" : action,
  note,
  event: JSON.stringify({ type: `${QUARANTINE_ACTION}${action}`, id, ...more }),
});

export const badInput = (message: string): Result<never, Refusal> => refuse({ code: "BAD_USER_INPUT", message });
