import { setImmediate as nextTurn } from "node:timers/promises";
import { type JsonPatch, patched, readPatch } from "@lockstep/domain/json-patch";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type {
  MutationDiscardQuarantinedCauseArgs,
  MutationResubmitQuarantinedCauseArgs,
  QuarantineSettled,
  QueryQuarantineCausePreviewArgs,
} from "@lockstep/protocol/generated/schema";
import type { AuditRow, Settlement } from "@lockstep/store/store";
import { describeRefused } from "@lockstep/workflow/quarantine/cause";
import { type Refusal, badInput as throwable } from "../errors.ts";
import type { Context } from "../graphql/context.ts";
import { changesOf } from "../query/quarantine.ts";
import { answerOf, auditOf, badInput, carryOutFor, connectorOf, mustBeSteward } from "./steward-command.ts";

/** So many are settled at once, the oldest: they stand in memory meanwhile. */
const MOST_AT_ONCE = 20_000;
const ROWS_A_PAGE = 1_000;
/** After so many the process turns to what else there is to do. */
const FACTS_A_TURN = 100;

/** Sets everything aside that is open of a cause. */
export async function discardCause(
  context: Context,
  args: MutationDiscardQuarantinedCauseArgs,
): Promise<QuarantineSettled> {
  const { cause, reason, commandId } = args;
  await carryOutFor(context, { name: "discard-quarantined-cause", args }, async ({ now }) => {
    if (reason.trim() === "") return badInput("reason must not be empty: say why they are not needed.");
    const { ids, left } = openOf(context, cause);
    if (ids.length === 0) return nothingOpen(cause);
    const { name: by } = context.viewer;
    const answer: QuarantineSettled = { ...none(cause), discarded: ids.length, left };
    const more = { cause, command: commandId };
    return ok({
      facts: [],
      settled: ids.map((id): Settlement => ({ id, state: "discarded", by, at: now, reason })),
      audit: ids.map((id) => auditOf({ id, action: "discarded", at: now, by, note: reason, more })),
      answer: JSON.stringify(answer),
    });
  });
  return answerOf(context, commandId);
}

/**
 * Corrects everything that is open of a cause in one way, and sends it in. What is to be sent is made before the writer's turn
 * comes, which then only decides and writes, in one transaction.
 */
export async function resubmitCause(
  context: Context,
  args: MutationResubmitQuarantinedCauseArgs,
): Promise<QuarantineSettled> {
  const { cause, commandId } = args;
  mustBeSteward(context);
  const patch = patchOf(args.patch);
  const isKnown = (await context.store.findCommand(commandId)) !== null;
  const corrected = isKnown ? { facts: [], left: 0 } : await correct(context, cause, patch);
  await carryOutFor(context, { name: "resubmit-quarantined-cause", args }, async ({ now, take }) => {
    if (corrected.facts.length === 0) return nothingOpen(cause);
    const { name: by } = context.viewer;
    const connector = connectorOf(context);
    const { book } = context.writer.view.quarantine;
    const count = createCount(cause, corrected.left);
    const settled: Settlement[] = [];
    const audit: Omit<AuditRow, "seq">[] = [];
    for await (const fact of inTurns(corrected.facts)) {
      const { id } = fact;
      if (book.find(id) === null) continue;
      if (!fact.result.ok) {
        count.refused(id, { rule: "patch", reason: fact.result.error });
        continue;
      }
      const taken = take(fact.result.value, connector);
      if (taken.becomes === "refused") {
        count.refused(id, taken);
        continue;
      }
      count.add(taken.becomes);
      settled.push({ id, state: "resubmitted", by, at: now, reason: null, corrected: fact.text });
      const more = { cause, command: commandId, became: taken.becomes, changes: changesOf(fact.before, fact.text) };
      audit.push(auditOf({ id, action: "resubmitted", at: now, by, note: null, more }));
    }
    return ok({ facts: [], settled, audit, answer: JSON.stringify(count.result()) });
  });
  return answerOf(context, commandId);
}

/** What `resubmitCause` would come to. */
export async function previewCause(
  context: Context,
  { cause, patch }: QueryQuarantineCausePreviewArgs,
): Promise<QuarantineSettled | null> {
  mustBeSteward(context);
  const { facts, left } = await correct(context, cause, patchOf(patch));
  if (facts.length === 0) return null;
  const rehearse = context.writer.rehearse();
  const count = createCount(cause, left);
  for await (const { id, result } of inTurns(facts)) {
    if (!result.ok) {
      count.refused(id, { rule: "patch", reason: result.error });
      continue;
    }
    const looked = rehearse(result.value);
    if (looked.becomes === "refused") count.refused(id, looked);
    else count.add(looked.becomes);
  }
  return count.result();
}

function patchOf(text: string): JsonPatch {
  const read = readPatch(text);
  if (!read.ok) throw throwable(read.error);
  return read.value;
}

const nothingOpen = (cause: string): Result<never, Refusal> =>
  refuse({ code: "NOT_FOUND", message: `Nothing of ${cause} is open in quarantine: read the list again.` });

const none = (cause: string): QuarantineSettled => ({
  cause,
  accepted: 0,
  duplicates: 0,
  discarded: 0,
  stillWrong: 0,
  reasons: [],
  left: 0,
});

/** Oldest first. */
function openOf({ writer }: Context, cause: string): { readonly ids: readonly string[]; readonly left: number } {
  const facts = [...(writer.view.quarantine.book.cause(cause)?.facts.values() ?? [])].sort((a, b) => a.seq - b.seq);
  return { ids: facts.slice(0, MOST_AT_ONCE).map(({ id }) => id), left: Math.max(0, facts.length - MOST_AT_ONCE) };
}

interface Corrected {
  readonly id: string;
  readonly before: string;
  readonly text: string;
  readonly result: Result<unknown, string>;
}

async function correct(context: Context, cause: string, patch: JsonPatch) {
  const { ids, left } = openOf(context, cause);
  const wanted = new Set(ids);
  const found = new Map<string, Corrected>();
  let after: string | null = null;
  for (;;) {
    const page = await context.store.quarantine({ cause, state: "open", first: ROWS_A_PAGE, after });
    for await (const { id, fact } of inTurns(page.rows)) {
      if (!wanted.has(id)) continue;
      const result = correctedBy(patch, fact);
      found.set(id, { id, before: fact, text: result.ok ? JSON.stringify(result.value) : "", result });
    }
    after = page.rows.at(-1)?.id ?? null;
    if (!page.hasMore) break;
  }
  return { facts: ids.flatMap((id) => found.get(id) ?? []), left };
}

function correctedBy(patch: JsonPatch, text: string): Result<unknown, string> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return refuse("It is no JSON: correct it by itself.");
  }
  return patched(value, patch);
}

async function* inTurns<T>(all: readonly T[]): AsyncGenerator<T> {
  for (const [place, one] of all.entries()) {
    if (place % FACTS_A_TURN === FACTS_A_TURN - 1) await nextTurn();
    yield one;
  }
}

function createCount(cause: string, left: number) {
  const count = { accepted: 0, duplicate: 0 };
  const reasons = new Map<string, { reason: string; facts: number; example: string }>();
  let stillWrong = 0;
  return {
    add(became: "accepted" | "duplicate") {
      count[became] += 1;
    },
    /** One of each kind stands for all of it: reasons also say what was found. */
    refused(id: string, { rule, reason }: { readonly rule: string; readonly reason: string }) {
      stillWrong += 1;
      const { field } = describeRefused({ connector: "", rule, reason, text: "" }).cause;
      const kind = JSON.stringify([rule, field]);
      const known = reasons.get(kind) ?? { reason, facts: 0, example: id };
      known.facts += 1;
      reasons.set(kind, known);
    },
    result: (): QuarantineSettled => ({
      ...none(cause),
      accepted: count.accepted,
      duplicates: count.duplicate,
      stillWrong,
      reasons: [...reasons.values()].sort((a, b) => b.facts - a.facts),
      left,
    }),
  };
}
