import type { FactType } from "../facts/catalogue.ts";
import type { AnyFact } from "../facts/fact.ts";

/**
 * A rule that a site has declared, beside those that are always on. `quarantine`: it sees one message and keeps it out;
 * `finding`: it sees what is in force, says what is wrong with it, and refuses nothing.
 */
export interface DeclaredRule {
  /** Small letters, digits and hyphens; it stays when the rule is changed. */
  readonly id: string;
  /** For people: what it guards against. */
  readonly text: string;
  readonly kind: RuleKind;
  readonly isOn: boolean;
  readonly where: RuleScope;
  readonly condition: Condition;
  /** Of finding rules alone: how grave what it finds is to the site; left out, it is not graded. */
  readonly severity?: FindingSeverity;
}

/** A declared rule in a version of the rule set. */
export interface SiteRule extends DeclaredRule {
  /** The version of the rule set that gave it its present form. */
  readonly version: number;
}

/** All rules of one version; 0 is the empty one that there is before anybody has declared any. */
export interface RuleSet {
  readonly version: number;
  readonly rules: readonly SiteRule[];
}

export const NO_RULES: RuleSet = { version: 0, rules: [] };

export const RULE_KINDS = ["quarantine", "finding"] as const;
export type RuleKind = (typeof RULE_KINDS)[number];

export const FINDING_SEVERITIES = ["critical", "high", "medium", "low"] as const;
export type FindingSeverity = (typeof FINDING_SEVERITIES)[number];

/** What a rule looks at. An empty list stands for all; `types` is never empty. */
export interface RuleScope {
  readonly types: readonly FactType[];
  readonly sources: readonly string[];
  /** Of quarantine rules alone: a finding hangs on what is so, not on who brought it. */
  readonly connectors: readonly string[];
  readonly sites: readonly string[];
  readonly items: readonly string[];
  /** Of finding rules alone: items that are counted in one of these; left out, in any. One message does not tell. */
  readonly units?: readonly string[];
}

/** What makes a rule speak. `field` is a path from `data`; a list on the way stands for each of its elements. */
export type Condition =
  /** Below `min` or above `max`. */
  | { readonly is: "number-outside"; readonly field: string; readonly min: number | null; readonly max: number | null }
  | { readonly is: "text-not-among"; readonly field: string; readonly values: readonly string[] }
  | { readonly is: "field-missing"; readonly field: string }
  /** By its own time, held against its receipt; nothing under a manual clock. */
  | { readonly is: "time-too-old" | "time-too-new"; readonly minutes: number }
  /** A text that is not the item's unit. */
  | { readonly is: "unit-differs"; readonly field: string }
  /** From one report of an operation to the next, by more than so much, or such a share of its order in percent. */
  | {
      readonly is: "counter-jump";
      readonly field: "data.good" | "data.scrap";
      readonly by: number | null;
      readonly percent: number | null;
    }
  /** Received, shipped or made is more than so many times what was ordered. */
  | { readonly is: "over-order"; readonly times: number }
  /** Goods of a lot are taken that was never counted or received. */
  | { readonly is: "lot-unknown" }
  /** Goods of a lot are taken after it has expired, or less than so many days before that; left out: 0. */
  | { readonly is: "lot-expired"; readonly days?: number };

export type ConditionKind = Condition["is"];

const PREFIX = "site/";

/** What a quarantined fact or a finding says of the rule: `site/too-many@3`. No rule of our own has such a name. */
export const ruleName = ({ id, version }: Pick<SiteRule, "id" | "version">): string => `${PREFIX}${id}@${version}`;

export const isRuleName = (name: string): boolean => name.startsWith(PREFIX);

/** Null: it is a rule of our own. */
export function readRuleName(name: string): Pick<SiteRule, "id" | "version"> | null {
  if (!isRuleName(name)) return null;
  const at = name.lastIndexOf("@");
  return { id: name.slice(PREFIX.length, at), version: Number(name.slice(at + 1)) };
}

/** A fact that a finding is about, with what is wrong and what to do. */
export interface Wrong {
  readonly fact: AnyFact;
  readonly text: string;
}
