import { findTrouble } from "@lockstep/domain/json";
import { checkRules, type RuleDraft } from "@lockstep/domain/rules/check-rules";
import type { DeclaredRule } from "@lockstep/domain/rules/site-rule";
import type { RuleInput } from "@lockstep/protocol/generated/schema";
import { badInput } from "../errors.ts";
import { lower } from "../wire/words.ts";

/** The rules as somebody sends them; throws with everything that is wrong with them. */
export function readRules(inputs: readonly RuleInput[]): readonly DeclaredRule[] {
  if (findTrouble(inputs) !== null) throw badInput("A text of a rule holds what no text may: type it again.");
  const checked = checkRules(inputs.map(draftOf));
  if (checked.ok) return checked.value;
  throw badInput(checked.error.join("\n"));
}

const draftOf = ({ id, text, kind, on, where, condition, severity }: RuleInput): RuleDraft => ({
  id,
  text,
  kind: lower(kind),
  isOn: on ?? true,
  where: {
    types: where.types,
    sources: where.sources ?? [],
    connectors: where.connectors ?? [],
    sites: where.sites ?? [],
    items: where.items ?? [],
    units: where.units ?? [],
  },
  condition: { ...condition, is: lower(condition.is) },
  severity: severity === null || severity === undefined ? null : lower(severity),
});
