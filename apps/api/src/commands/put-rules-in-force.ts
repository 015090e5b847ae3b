import { createHash } from "node:crypto";
import { present } from "@lockstep/domain/assert";
import { canonicalText } from "@lockstep/domain/json";
import { ok, refuse } from "@lockstep/domain/result";
import type { DeclaredRule, RuleSet, SiteRule } from "@lockstep/domain/rules/site-rule";
import type { MutationPutRuleSetInForceArgs, RuleSet as RuleSetAnswer } from "@lockstep/protocol/generated/schema";
import { badInput as throwable } from "../errors.ts";
import type { Context } from "../graphql/context.ts";
import { readRules } from "../query/rule-drafts.ts";
import { ruleSet } from "../query/rule-sets.ts";
import { RULES_ACTION } from "../writer/audit-rows.ts";
import { badInput, carryOutPart } from "./steward-command.ts";

const LONGEST_REASON = 2_000;

/** Puts a set of rules in force for what is received from then on; answers with the set that is in force then. */
export async function putRulesInForce(context: Context, args: MutationPutRuleSetInForceArgs): Promise<RuleSetAnswer> {
  const rules = readRules(args.rules);
  const reason = args.reason.trim();
  const { basedOn, commandId } = args;
  if (commandId.trim() === "") throw throwable("commandId must not be empty: give the command an id of its own.");
  if (reason === "" || reason.length > LONGEST_REASON || /[\0\p{Surrogate}]/u.test(reason)) {
    throw throwable(`reason must say in 1 to ${LONGEST_REASON} characters why the rules are changed.`);
  }
  const { name: by } = context.viewer;
  const asked = { name: "put-rules-in-force", args: { rules, basedOn, reason, commandId } };
  await carryOutPart(context, asked, async ({ now: at }) => {
    const before = context.writer.ruleSet;
    if (before.version !== basedOn) {
      const message = `Version ${before.version} is in force by now, not ${basedOn}: look at it, and change that one.`;
      return refuse({ code: "CONFLICT", message });
    }
    const set = nextSet(before, rules);
    const hashes = [before, set].map(hashOf);
    if (hashes[0] === hashes[1])
      return badInput("These are the rules that are in force already: nothing is different.");
    const event = { type: `${RULES_ACTION}changed`, version: set.version, sha256: hashes[1] };
    const audited = {
      exceptionId: "rules",
      at,
      by,
      action: event.type,
      before: `version ${before.version}`,
      after: `version ${set.version}`,
      note: reason,
      event: JSON.stringify(event),
    };
    return ok({ facts: [], settled: [], audit: [audited], ruleSet: { set, at, by, reason } });
  });
  return present(await ruleSet(context, null), () => "the rules in force are kept");
}

/** A rule that says what it said before keeps its version. */
export function nextSet(before: RuleSet, rules: readonly DeclaredRule[]): RuleSet {
  const version = before.version + 1;
  const known = new Map(before.rules.map((rule) => [rule.id, rule]));
  const versioned = rules.map((rule): SiteRule => {
    const same = known.get(rule.id);
    const isSame = same !== undefined && canonicalText({ ...rule, version: same.version }) === canonicalText(same);
    return { ...rule, version: isSame ? same.version : version };
  });
  return { version, rules: versioned };
}

const hashOf = ({ rules }: RuleSet): string => createHash("sha256").update(canonicalText(rules)).digest("hex");
