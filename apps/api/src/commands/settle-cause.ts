import { type JsonPatch, patched, readPatch } from "@lockstep/domain/json-patch";
import { type Result, refuse } from "@lockstep/domain/result";
import type {
  MutationDiscardQuarantinedCauseArgs,
  MutationResubmitQuarantinedCauseArgs,
  QuarantineChange,
  QuarantineSettled,
  QueryQuarantineCausePreviewArgs,
} from "@lockstep/protocol/generated/schema";
import { asGraphQLError, badInput, type Refusal } from "../errors.ts";
import type { Context } from "../graphql/context.ts";
import { asksForMoney } from "../money/money-patch.ts";
import { changesOf } from "../query/quarantine.ts";
import { type Became, rehearseAll, settleInParts } from "./in-parts.ts";
import { auditOf, connectorOf } from "./steward-command.ts";

/** Sets everything aside that is open of a cause. */
export function discardCause(context: Context, args: MutationDiscardQuarantinedCauseArgs): Promise<QuarantineSettled> {
  const { cause, reason, commandId: command } = args;
  const { name: by } = context.viewer;
  const message = "reason must not be empty: say why they are not needed.";
  const trouble: Refusal | null = reason.trim() === "" ? { code: "BAD_USER_INPUT", message } : null;
  return settleInParts(context, {
    name: "discard-quarantined-cause",
    args,
    cause,
    trouble,
    prepare: () => null,
    settle: ({ id }, _, { now: at }) => ({
      became: "discarded",
      settlement: { id, state: "discarded", by, at, reason },
      audit: auditOf({ id, action: "discarded", at, by, note: reason, more: { cause, command } }),
    }),
  });
}

/** Corrects everything that is open of a cause in one way, and sends it in. */
export async function resubmitCause(
  context: Context,
  args: MutationResubmitQuarantinedCauseArgs,
): Promise<QuarantineSettled> {
  const { cause, commandId: command } = args;
  const patch = patchOf(args.patch, context);
  const { name: by } = context.viewer;
  const connector = connectorOf(context);
  return settleInParts(context, {
    name: "resubmit-quarantined-cause",
    args,
    cause,
    trouble: null,
    prepare: ({ fact }) => correctedBy(patch, fact),
    settle({ id }, corrected, { now: at, take }): Became {
      if (!corrected.ok) return doesNotFit(corrected.error);
      const { value, text, changes } = corrected.value;
      const taken = take(value, connector);
      if (taken.becomes === "refused") return { became: "refused", rule: taken.rule, reason: taken.reason };
      const became = taken.becomes;
      return {
        became,
        settlement: { id, state: "resubmitted", by, at, reason: null, corrected: text },
        audit: auditOf({ id, action: "resubmitted", at, by, note: null, more: { cause, command, became, changes } }),
      };
    },
  });
}

/** What `resubmitCause` would come to. */
export async function previewCause(
  context: Context,
  { cause, patch: text }: QueryQuarantineCausePreviewArgs,
): Promise<QuarantineSettled | null> {
  const patch = patchOf(text, context);
  const rehearse = context.writer.rehearse();
  return rehearseAll(context, cause, {
    prepare: ({ fact }) => correctedBy(patch, fact),
    look(corrected) {
      if (!corrected.ok) return doesNotFit(corrected.error);
      const looked = rehearse(corrected.value.value);
      if (looked.becomes !== "refused") return { became: looked.becomes };
      return { became: "refused", rule: looked.rule, reason: looked.reason };
    },
  });
}

function patchOf(text: string, { viewer }: Context): JsonPatch {
  const read = readPatch(text);
  if (!read.ok) throw badInput(read.error);
  if (viewer.withoutMoney === true && asksForMoney(read.value)) {
    const message = "Your role is shown no money: leave steps out that test or move an amount.";
    throw asGraphQLError({ code: "FORBIDDEN", message });
  }
  return read.value;
}

const doesNotFit = (reason: string) => ({ became: "refused", rule: "patch", reason }) as const;

interface Corrected {
  readonly value: unknown;
  readonly text: string;
  readonly changes: readonly QuarantineChange[];
}

function correctedBy(patch: JsonPatch, before: string): Result<Corrected, string> {
  let read: unknown;
  try {
    read = JSON.parse(before);
  } catch {
    return refuse("It is no JSON: correct it by itself.");
  }
  const result = patched(read, patch);
  if (!result.ok) return result;
  const text = JSON.stringify(result.value);
  return { ok: true, value: { value: result.value, text, changes: changesOf(before, text) } };
}
