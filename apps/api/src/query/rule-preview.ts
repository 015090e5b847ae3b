import { setImmediate as nextTurn } from "node:timers/promises";
import { checkEvent, type Receipt } from "@lockstep/domain/check-event";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { DAY, isoOf } from "@lockstep/domain/instant";
import { ID_CONFLICT } from "@lockstep/domain/intake";
import { isObject, type JsonObject } from "@lockstep/domain/json";
import { compileRules, type RuleCheck } from "@lockstep/domain/rules/compile-rules";
import { isRuleName, readRuleName, type SiteRule } from "@lockstep/domain/rules/site-rule";
import type { QueryRuleSetPreviewArgs, RuleSetPreview } from "@lockstep/protocol/generated/schema";
import type { QuarantineRow, StoredRecord } from "@lockstep/store/store";
import { nextSet } from "../commands/put-rules-in-force.ts";
import { asGraphQLError, badInput } from "../errors.ts";
import type { Context } from "../graphql/context.ts";
import { isMoneyPath } from "../money/hide-money.ts";
import { quarantineId } from "../writer/decide-group.ts";
import { readRules } from "./rule-drafts.ts";
import { dayBefore, receivedUntil } from "./rule-sets.ts";
import { createRuleTally, type Example, type RuleTally } from "./rule-tally.ts";

const LONGEST_DAYS = 31;
/** After so long the process turns to what else there is to do. */
const TURN_MS = 10;

/** What other rules would have done to what was received in a time, and what they would find now. Nothing is changed. */
export async function previewRules(context: Context, args: QueryRuleSetPreviewArgs): Promise<RuleSetPreview> {
  const { writer, viewer } = context;
  // How many facts lie above a bound tells of each of them, one bound after the other.
  if (viewer.withoutMoney === true && args.rules.some(({ condition }) => isMoneyPath(condition.field ?? ""))) {
    const message = "Money is not shown to your role: what a rule on money would find is tried by somebody else.";
    throw asGraphQLError({ code: "FORBIDDEN", message });
  }
  const { rules } = nextSet(writer.ruleSet, readRules(args.rules));
  const until = args.until ?? receivedUntil(context);
  const since = args.since ?? dayBefore(until);
  if (since > until) throw badInput("since must not be after until: swap them.");
  if (until - since > LONGEST_DAYS * DAY)
    throw badInput(`At most ${LONGEST_DAYS} days can be looked at: give a later since.`);
  const findings = writer.compareRules(rules);
  // Whoever asks is told of the first that fails.
  findings.catch(() => {});
  const tally = createRuleTally(context.moment.view.world.productionOrders);
  await lookAtReceived(context, { since, until, rules, tally });
  tally.findings(await findings);
  return { since: isoOf(since), until: isoOf(until), ...tally.told() };
}

interface Window {
  readonly since: number;
  readonly until: number;
  readonly rules: readonly SiteRule[];
  readonly tally: RuleTally;
}

/** One that gave way to another content of its name: it would be accepted if that one were kept out. */
interface Loser extends Example {
  readonly name: string;
}

async function lookAtReceived(context: Context, { since, until, rules, tally }: Window): Promise<void> {
  const { store, seen, ledger, moment } = context;
  const check = compileRules(rules);
  const looked = new Set(
    rules.filter(({ isOn, kind }) => isOn && kind === "quarantine").flatMap(({ where }) => where.types),
  );
  const keptOut = new Set<string>();
  const losers: Loser[] = [];
  const { clockMode: mode } = moment.view;
  const { seq: lastSeq } = moment.view;

  const lookAt = (record: StoredRecord, row: QuarantineRow | undefined): void => {
    tally.received(record.kind === "quarantine" ? "quarantined" : "accepted");
    if (record.kind === "fact" && record.supersededBy === null) {
      if (!looked.has(record.type as AnyFact["type"])) return;
      const judged = judge(record, check, mode);
      if (judged === null || judged.refusal === null) return;
      keptOut.add(nameOf(record));
      tally.keptOut({ record, fact: judged.fact }, judged.refusal);
      return;
    }
    const rule = record.kind === "fact" ? ID_CONFLICT : row?.rule;
    if (rule === undefined || !(isRuleName(rule) || rule === ID_CONFLICT)) return;
    const judged = judge(record, check, mode);
    if (judged === null || judged.refusal !== null) return;
    const inForce = ledger.find(judged.fact.source, judged.fact.id);
    // It was sent again since, and accepted: there it counts.
    if (inForce?.canonical === judged.fact.canonical) return;
    if (inForce !== undefined && inForce.canonical < judged.fact.canonical)
      losers.push({ record, fact: judged.fact, name: nameOf(record) });
    else if (isRuleName(rule) && row !== undefined)
      tally.letIn({ record, fact: judged.fact }, readRuleName(rule)?.id ?? rule, row.reason);
  };

  for await (const page of seen.read(await store.positionBefore(since))) {
    const quarantined = page.filter(({ kind }) => kind === "quarantine").map(({ seq }) => quarantineId(seq));
    const rows = new Map((await seen.quarantinedRows(quarantined)).map((row) => [row.seq, row]));
    let began = performance.now();
    for (const record of page) {
      if (record.receivedAt >= until || record.seq > lastSeq) {
        letInLosers(losers, keptOut, tally);
        return;
      }
      if (record.kind !== "command") lookAt(record, rows.get(record.seq));
      if (performance.now() - began < TURN_MS) continue;
      await nextTurn();
      began = performance.now();
    }
  }
  letInLosers(losers, keptOut, tally);
}

function letInLosers(losers: readonly Loser[], keptOut: ReadonlySet<string>, tally: RuleTally): void {
  for (const loser of losers) {
    if (keptOut.has(loser.name))
      tally.letIn(loser, ID_CONFLICT, "What is in force of its source and id would be kept out.");
  }
}

const nameOf = ({ source, eventId }: StoredRecord): string => `${source}\0${eventId}`;

interface Judged {
  readonly fact: AnyFact;
  /** By a declared rule. */
  readonly refusal: Refusal | null;
}

/** Null: our own rules refuse it. */
function judge(record: StoredRecord, check: RuleCheck | null, mode: Receipt["mode"]): Judged | null {
  const { body, receivedAt, seq, connector } = record;
  const event = readEvent(body);
  if (event === null) return null;
  const at = { receivedAt, seq, mode, connector };
  const checked = checkEvent(event, at);
  if (!checked.ok) return null;
  return { fact: checked.value, refusal: check === null ? null : check({ fact: checked.value, event }, at) };
}

function readEvent(text: string): JsonObject | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
