import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import type { RuleDifference } from "@lockstep/domain/rules/rule-findings";
import { readRuleName } from "@lockstep/domain/rules/site-rule";
import { subjectOf } from "@lockstep/domain/rules/subject-of";
import { byCodeUnit, orderOfOperation } from "@lockstep/domain/world";
import type { RuleExample, RulePreview, RuleSetPreview } from "@lockstep/protocol/generated/schema";
import { lineageOfSubject } from "@lockstep/protocol/lineage-of";
import type { StoredRecord } from "@lockstep/store/store";

/** Of each effect, over all rules. */
const MOST_EXAMPLES = 100;
/** Of each effect of one rule, even where others have used up those. */
const FEWEST_EXAMPLES = 5;

/** Counts what other rules would do, by rule, and keeps the first examples of each. */
export interface RuleTally {
  received(as: "accepted" | "quarantined"): void;
  keptOut(found: Example, refusal: Refusal): void;
  letIn(found: Example, rule: string, reason: string): void;
  findings(differences: readonly RuleDifference[]): void;
  told(): Omit<RuleSetPreview, "since" | "until">;
}

/** A record with what it says. */
export interface Example {
  readonly record: StoredRecord;
  readonly fact: AnyFact;
}

type Count = "keptOut" | "letIn" | "findingsMade" | "findingsGone";
type Counted = { [C in Count]: number } & { readonly examples: RuleExample[] };

const EFFECTS = {
  keptOut: "KEPT_OUT",
  letIn: "LET_IN",
  findingsMade: "FINDING_MADE",
  findingsGone: "FINDING_GONE",
} as const;

/** Those that are known, by id. */
type Orders = { has(id: string): boolean };

export function createRuleTally(orders: Orders): RuleTally {
  const received = { accepted: 0, quarantined: 0 };
  const rules = new Map<string, Counted>();
  const of = (rule: string): Counted => {
    const counted = rules.get(rule) ?? { keptOut: 0, letIn: 0, findingsMade: 0, findingsGone: 0, examples: [] };
    rules.set(rule, counted);
    return counted;
  };
  const shown = { keptOut: 0, letIn: 0, findingsMade: 0, findingsGone: 0 };
  const isShown = (what: Count, ofRule: number): boolean => {
    const isIn = shown[what] < MOST_EXAMPLES || ofRule < FEWEST_EXAMPLES;
    if (isIn) shown[what] += 1;
    return isIn;
  };
  const add = (rule: string, what: "keptOut" | "letIn", { record, fact }: Example, text: string): void => {
    const counted = of(rule);
    counted[what] += 1;
    if (!isShown(what, counted[what] - 1)) return;
    const { seq, source, eventId: id, type } = record;
    counted.examples.push({ effect: EFFECTS[what], seq, source, id, type, text, ...aboutOf(subjectOf(fact), orders) });
  };
  return {
    received(as) {
      received[as] += 1;
    },
    keptOut: (found, { rule, reason }) => add(readRuleName(rule)?.id ?? rule, "keptOut", found, reason),
    letIn: (found, rule, reason) => add(rule, "letIn", found, reason),
    findings(differences) {
      for (const { id: rule, made, gone, examples } of differences) {
        if (made + gone === 0) continue;
        const counted = of(rule);
        counted.findingsMade += made;
        counted.findingsGone += gone;
        const ofRule = { findingsMade: 0, findingsGone: 0 };
        for (const { isGone, subject: id, subjectType: type, text } of examples) {
          const what = isGone ? "findingsGone" : "findingsMade";
          if (!isShown(what, ofRule[what])) continue;
          ofRule[what] += 1;
          const about = aboutOf([type, id], orders);
          counted.examples.push({ effect: EFFECTS[what], seq: null, source: null, id, type, text, ...about });
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

/** An operation stands in its order's lineage. */
function aboutOf([type, id]: readonly [type: string, id: string], orders: Orders): Pick<RuleExample, "of" | "subject"> {
  if (type === "operation") return { of: "PRODUCTION_ORDER", subject: orderOfOperation(id, orders) };
  const of = lineageOfSubject(type);
  return of === null ? { of: null, subject: null } : { of, subject: id };
}
