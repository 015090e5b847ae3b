import type { DeclaredRule, RuleScope, SiteRule } from "../rules/site-rule.ts";

type Some = Partial<Omit<DeclaredRule, "where" | "condition">> &
  Pick<DeclaredRule, "condition"> & { readonly where: Partial<RuleScope> & Pick<RuleScope, "types"> };

/** A rule that is on and looks everywhere, unless it is said otherwise. */
export function siteRule({ where, ...some }: Some, version = 1): SiteRule {
  const everywhere = { sources: [], connectors: [], sites: [], items: [] };
  const plain = { id: "a-rule", text: "No such thing.", kind: "quarantine", isOn: true } as const;
  return { ...plain, version, where: { ...everywhere, ...where }, ...some };
}
