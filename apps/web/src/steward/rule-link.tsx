import { readRuleName } from "@lockstep/domain/rules/site-rule";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import { useView } from "../shell/context.tsx";

/** The rule that was broken, and its version where the site has declared it; it leads to the rule itself. */
export function RuleLink({ rule }: { readonly rule: string }): ReactNode {
  const { site } = useView();
  const declared = readRuleName(rule);
  return (
    <Link to="/rules" search={{ site, rule: declared?.id ?? rule }} className="open">
      {declared === null ? rule : t("quarantine.ruleVersion", { rule: declared.id, n: declared.version })}
    </Link>
  );
}
