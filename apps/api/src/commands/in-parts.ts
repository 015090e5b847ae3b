import { setImmediate as nextTurn } from "node:timers/promises";
import { ok, refuse } from "@lockstep/domain/result";
import type { QuarantineSettled, QuarantineStillWrong } from "@lockstep/protocol/generated/schema";
import type { AuditRow, QuarantineRow, Settlement } from "@lockstep/store/store";
import { describeRefused } from "@lockstep/workflow/quarantine/cause";
import type { Refusal } from "../errors.ts";
import type { Context } from "../graphql/context.ts";
import type { Deciding } from "../writer/contract.ts";
import { type Asked, answerOf, carryOutFor, carryOutPart } from "./steward-command.ts";

/** Small enough that facts of others wait a fraction of a second. */
const FACTS_A_PART = 1_000;
/** After so many the process turns to what else there is to do. */
const FACTS_A_TURN = 100;

/** What becomes of one fact. */
export type Became =
  | {
      readonly became: "accepted" | "duplicate" | "discarded";
      readonly settlement: Settlement;
      readonly audit: Omit<AuditRow, "seq">;
    }
  | { readonly became: "refused"; readonly rule: string; readonly reason: string };

/** A command over all facts of a cause. */
export interface ByCause<T> extends Asked {
  readonly cause: string;
  /** Why it cannot be at all, or null. */
  readonly trouble: Refusal | null;
  /** Made before the writer's turn comes. */
  prepare(row: QuarantineRow): T;
  /** In the writer's turn. */
  settle(row: QuarantineRow, prepared: T, known: Deciding): Became;
}

interface Begun {
  /** The last position of what was open then. */
  readonly upTo: number;
}

interface Part {
  /** The last position that was looked at. */
  readonly toSeq: number;
  readonly isLast: boolean;
  readonly count: Count;
}

/**
 * Settles all that is open of a cause now, oldest first. The command says up to where; its parts follow one after the other,
 * each remembered as a command of its own with what it has come to. Whoever sends the same command again, also after a crash in
 * the midst of it, goes on behind the last part, and is answered with the sum of all.
 */
export async function settleInParts<T>(context: Context, command: ByCause<T>): Promise<QuarantineSettled> {
  const { cause, trouble } = command;
  await carryOutFor(context, command, async () => {
    if (trouble !== null) return refuse(trouble);
    const last = openOf(context, cause).at(-1);
    if (last !== undefined) return ok({ facts: [], settled: [], answer: JSON.stringify({ upTo: last.seq }) });
    return refuse({ code: "NOT_FOUND", message: `Nothing of ${cause} is open in quarantine: read the list again.` });
  });
  const { commandId } = command.args;
  const { upTo } = await answerOf<Begun>(context, commandId);
  const count = createCount();
  let after = 0;
  for (let place = 0; ; place += 1) {
    // No command from outside has such an id.
    const id = `${commandId}\0${place}`;
    if ((await context.store.findCommand(id)) === null) await carryOutNext(context, command, { id, after, upTo });
    const part = await answerOf<Part>(context, id);
    count.join(part.count);
    if (part.isLast) break;
    after = part.toSeq;
  }
  return settledOf(cause, count.counted());
}

interface Next {
  readonly id: string;
  readonly after: number;
  readonly upTo: number;
}

async function carryOutNext<T>(context: Context, command: ByCause<T>, { id, after, upTo }: Next): Promise<void> {
  const { cause, name, args } = command;
  const all = openOf(context, cause).filter(({ seq }) => seq > after && seq <= upTo);
  const facts = all.slice(0, FACTS_A_PART);
  const toSeq = facts.at(-1)?.seq ?? upTo;
  const prepared: (readonly [QuarantineRow, T])[] = [];
  for await (const row of rowsOf(context, facts)) prepared.push([row, command.prepare(row)]);
  const asked = { name: `${name}-part`, args: { cause, of: args.commandId, commandId: id } };
  await carryOutPart(context, asked, async (known) => {
    const { book } = context.writer.view.quarantine;
    const count = createCount();
    const settled: Settlement[] = [];
    const audit: Omit<AuditRow, "seq">[] = [];
    for await (const [row, what] of inTurns(prepared)) {
      // Somebody has settled it meanwhile.
      if (book.find(row.id) === null) continue;
      const done = command.settle(row, what, known);
      count.add(row.id, done);
      if (done.became === "refused") continue;
      settled.push(done.settlement);
      audit.push(done.audit);
    }
    const part: Part = { toSeq, isLast: facts.length === all.length, count: count.counted() };
    return ok({ facts: [], settled, audit, answer: JSON.stringify(part) });
  });
}

/** What would become of all that is open of a cause; null: nothing is. */
export async function rehearseAll<T>(
  context: Context,
  cause: string,
  become: { prepare(row: QuarantineRow): T; look(prepared: T): Pick<Became, "became"> & Partial<Reason> },
): Promise<QuarantineSettled | null> {
  const facts = openOf(context, cause);
  if (facts.length === 0) return null;
  const count = createCount();
  for (let from = 0; from < facts.length; from += FACTS_A_PART) {
    for await (const row of rowsOf(context, facts.slice(from, from + FACTS_A_PART)))
      count.add(row.id, become.look(become.prepare(row)));
  }
  return settledOf(cause, count.counted());
}

const openOf = ({ writer }: Context, cause: string) =>
  [...(writer.view.quarantine.book.cause(cause)?.facts.values() ?? [])].sort((a, b) => a.seq - b.seq);

async function* rowsOf({ seen }: Context, facts: readonly { readonly id: string }[]): AsyncGenerator<QuarantineRow> {
  const rows = new Map((await seen.quarantinedRows(facts.map(({ id }) => id))).map((row) => [row.id, row]));
  for await (const { id } of inTurns(facts)) {
    const row = rows.get(id);
    if (row?.state === "open") yield row;
  }
}

async function* inTurns<T>(all: readonly T[]): AsyncGenerator<T> {
  for (const [place, one] of all.entries()) {
    if (place % FACTS_A_TURN === FACTS_A_TURN - 1) await nextTurn();
    yield one;
  }
}

interface Reason {
  readonly rule: string;
  readonly reason: string;
}

interface Count {
  readonly accepted: number;
  readonly duplicate: number;
  readonly discarded: number;
  readonly refused: number;
  /** By rule and field: one of each stands for all, as reasons also say what was found. */
  readonly reasons: readonly (readonly [kind: string, wrong: QuarantineStillWrong])[];
}

function createCount() {
  const counts = { accepted: 0, duplicate: 0, discarded: 0, refused: 0 };
  const reasons = new Map<string, QuarantineStillWrong>();
  const because = (kind: string, { reason, facts, example }: QuarantineStillWrong): void => {
    const known = reasons.get(kind);
    reasons.set(kind, { reason, example, ...known, facts: (known?.facts ?? 0) + facts });
  };
  return {
    add(id: string, { became, rule, reason }: Pick<Became, "became"> & Partial<Reason>) {
      counts[became] += 1;
      if (became !== "refused" || rule === undefined || reason === undefined) return;
      const { field } = describeRefused({ connector: "", rule, reason, text: "" }).cause;
      because(JSON.stringify([rule, field]), { reason, facts: 1, example: id });
    },
    join(other: Count) {
      for (const name of ["accepted", "duplicate", "discarded", "refused"] as const) counts[name] += other[name];
      for (const [kind, wrong] of other.reasons) because(kind, wrong);
    },
    counted: (): Count => ({ ...counts, reasons: [...reasons] }),
  };
}

const settledOf = (cause: string, { accepted, duplicate, discarded, refused, reasons }: Count): QuarantineSettled => ({
  cause,
  accepted,
  duplicates: duplicate,
  discarded,
  stillWrong: refused,
  reasons: reasons.map(([, wrong]) => wrong).sort((a, b) => b.facts - a.facts),
});
