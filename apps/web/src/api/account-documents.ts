import { gql, type TypedDocumentNode } from "@apollo/client";
import type { Account, Role } from "@lockstep/protocol/generated/schema";
import type { AsOf } from "./answers.ts";

interface AccountsAnswer {
  readonly asOf: AsOf;
  readonly accounts: readonly Account[];
}
type Done = { readonly done: { readonly name: string } };

export const READ_ACCOUNTS: TypedDocumentNode<AccountsAnswer, Record<string, never>> = gql`
  query ReadAccounts {
    asOf { seq now }
    accounts { name roles sites isActive lastSeenAt sessions { startedAt seenAt endsAt } }
  }
`;

export const END_SESSIONS: TypedDocumentNode<Done, { name: string; reason: string }> = gql`
  mutation EndSessions($name: ID!, $reason: String!) { done: endSessions(name: $name, reason: $reason) { name } }
`;

interface Rights {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Null: every plant. */
  readonly sites: readonly string[] | null;
  readonly isActive: boolean;
}

export const CHANGE_ACCOUNT: TypedDocumentNode<Done, Rights & { readonly reason: string }> = gql`
  mutation ChangeAccount($name: ID!, $roles: [Role!]!, $sites: [ID!], $isActive: Boolean!, $reason: String!) {
    done: changeAccount(name: $name, roles: $roles, sites: $sites, isActive: $isActive, reason: $reason) { name }
  }
`;
