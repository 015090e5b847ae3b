import { readRuleName } from "@lockstep/domain/rules/site-rule";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { t } from "../i18n/i18n.ts";
import "../i18n/rules-texts.ts";
import { useView } from "../shell/context.tsx";

/** What a rule is called; one that the site has declared says its version, and leads to where it is declared. */
export function RuleLink({ rule }: { readonly rule: string }): ReactNode {
  const { site } = useView();
  const declared = readRuleName(rule);
  if (declared === null) return rule;
  return (
    <Link to="/rules" search={{ site, rule: declared.id }} className="open">
      {t("rules.named", { rule: declared.id, n: declared.version })}
    </Link>
  );
}
