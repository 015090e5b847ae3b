import type { Instant } from "@lockstep/domain/instant";
import { checkRules, type RuleDraft } from "@lockstep/domain/rules/check-rules";
import { NO_RULES, type RuleSet, type SiteRule } from "@lockstep/domain/rules/site-rule";
import type { RuleSetRow } from "@lockstep/store/store";
import type { Log } from "../log.ts";

/** A set of rules, and who puts it in force, when and why. */
export interface DeclaredSet {
  readonly set: RuleSet;
  readonly at: Instant;
  readonly by: string;
  readonly reason: string;
}

export const rowOfRules = ({ set, at, by, reason }: DeclaredSet, seq: number): RuleSetRow => ({
  ...{ version: set.version, seq, at, by, reason },
  rules: JSON.stringify(set.rules),
});

/** As they were written by this program. */
export const rulesIn = ({ rules }: RuleSetRow): readonly SiteRule[] => JSON.parse(rules) as SiteRule[];

/** What was kept is checked by the rules of today: one that cannot be carried out any more is left out, and logged. */
export function ruleSetOf(row: RuleSetRow | undefined, log: Log): RuleSet {
  if (row === undefined) return NO_RULES;
  const rules = rulesIn(row).filter((rule: SiteRule & RuleDraft) => {
    const checked = checkRules([rule]);
    if (!checked.ok)
      log.error({ rule: rule.id, troubles: checked.error }, "a declared rule cannot be carried out any more");
    return checked.ok;
  });
  return { version: row.version, rules };
}
