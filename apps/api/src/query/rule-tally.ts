import type { Refusal } from "@lockstep/domain/facts/schema-check";
import type { RuleDifference } from "@lockstep/domain/rules/rule-findings";
import { readRuleName } from "@lockstep/domain/rules/site-rule";
import { byCodeUnit } from "@lockstep/domain/world";
import type { RuleExample, RulePreview, RuleSetPreview } from "@lockstep/protocol/generated/schema";
import type { StoredRecord } from "@lockstep/store/store";

const MOST_EXAMPLES = 5;

/** Counts what other rules would do, by rule, and keeps a few examples of each. */
export interface RuleTally {
  received(as: "accepted" | "quarantined"): void;
  keptOut(record: StoredRecord, refusal: Refusal): void;
  letIn(record: StoredRecord, rule: string, reason: string): void;
  findings(differences: readonly RuleDifference[]): void;
  told(): Omit<RuleSetPreview, "since" | "until">;
}

type Count = "keptOut" | "letIn" | "findingsMade" | "findingsGone";
type Counted = { [C in Count]: number } & { readonly examples: RuleExample[] };

const EFFECTS = {
  keptOut: "KEPT_OUT",
  letIn: "LET_IN",
  findingsMade: "FINDING_MADE",
  findingsGone: "FINDING_GONE",
} as const;

export function createRuleTally(): RuleTally {
  const received = { accepted: 0, quarantined: 0 };
  const rules = new Map<string, Counted>();
  const of = (rule: string): Counted => {
    const counted = rules.get(rule) ?? { keptOut: 0, letIn: 0, findingsMade: 0, findingsGone: 0, examples: [] };
    rules.set(rule, counted);
    return counted;
  };
  const add = (rule: string, what: "keptOut" | "letIn", record: StoredRecord, text: string): void => {
    const counted = of(rule);
    counted[what] += 1;
    if (counted[what] > MOST_EXAMPLES) return;
    const { seq, source, eventId: id, type } = record;
    counted.examples.push({ effect: EFFECTS[what], seq, source, id, type, text });
  };
  return {
    received(as) {
      received[as] += 1;
    },
    keptOut: (record, { rule, reason }) => add(readRuleName(rule)?.id ?? rule, "keptOut", record, reason),
    letIn: (record, rule, reason) => add(rule, "letIn", record, reason),
    findings(differences) {
      for (const { id: rule, made, gone, examples } of differences) {
        if (made + gone === 0) continue;
        const counted = of(rule);
        counted.findingsMade += made;
        counted.findingsGone += gone;
        for (const { isGone, subject: id, subjectType: type, text } of examples) {
          const effect = isGone ? EFFECTS.findingsGone : EFFECTS.findingsMade;
          counted.examples.push({ effect, seq: null, source: null, id, type, text });
        }
      }
    },
    told() {
      const told = [...rules].map(([rule, counted]): RulePreview => ({ rule, ...counted }));
      const sum = (what: Count): number => told.reduce((all, one) => all + one[what], 0);
      return {
        ...received,
        keptOut: sum("keptOut"),
        letIn: sum("letIn"),
        findingsMade: sum("findingsMade"),
        findingsGone: sum("findingsGone"),
        rules: told.sort((a, b) => byCodeUnit(a.rule, b.rule)),
      };
    },
  };
}
