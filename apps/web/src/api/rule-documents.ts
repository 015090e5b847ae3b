import { gql, type TypedDocumentNode } from "@apollo/client";
import type {
  BuiltInRule,
  Rule,
  RuleHits,
  RuleInput,
  RuleSet,
  RuleSetPreview,
  RuleSetVersion,
} from "@lockstep/protocol/generated/schema";
import type { AsOf } from "./answers.ts";

export type DeclaredRule = Rule;
export type Hits = RuleHits;
export type BuiltIn = BuiltInRule;
export type Preview = RuleSetPreview;
export type Version = RuleSetVersion;
export type { RuleInput };

interface RulesAnswer {
  readonly asOf: AsOf;
  readonly ruleSet: RuleSet;
  readonly builtInRules: readonly BuiltIn[];
  readonly ruleHits: readonly Hits[];
  readonly ruleSetVersions: readonly Version[];
}

const RULE = gql`
  fragment RuleFields on Rule {
    id text kind on version severity where { types sources connectors sites items units }
    condition { is field min max values minutes by percent times days }
  }
`;

export const READ_RULES: TypedDocumentNode<RulesAnswer, Record<string, never>> = gql`
  query ReadRules {
    asOf { seq now }
    ruleSet { version at by reason rules { ...RuleFields } }
    builtInRules { number name text kind version }
    ruleHits { rule isDeclared quarantined findings }
    ruleSetVersions(first: 20) {
      version at by reason count changes { rule before { ...RuleFields } after { ...RuleFields } }
    }
  }
  ${RULE}
`;

export const PREVIEW_RULES: TypedDocumentNode<
  { readonly preview: Preview },
  { readonly rules: readonly RuleInput[]; readonly since: string | null }
> = gql`
  query PreviewRules($rules: [RuleInput!]!, $since: DateTime) {
    preview: ruleSetPreview(rules: $rules, since: $since) {
      since until accepted quarantined keptOut letIn findingsMade findingsGone
      rules { rule keptOut letIn findingsMade findingsGone examples { effect seq source id type text of subject } }
    }
  }
`;

export const PUT_RULES_IN_FORCE: TypedDocumentNode<
  { readonly put: Pick<RuleSet, "version"> },
  {
    readonly rules: readonly RuleInput[];
    readonly basedOn: number;
    readonly reason: string;
    readonly commandId: string;
  }
> = gql`
  mutation PutRulesInForce($rules: [RuleInput!]!, $basedOn: Int!, $reason: String!, $commandId: ID!) {
    put: putRuleSetInForce(rules: $rules, basedOn: $basedOn, reason: $reason, commandId: $commandId) { version }
  }
`;
