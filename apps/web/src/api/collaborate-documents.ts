import { gql, type TypedDocumentNode } from "@apollo/client";
import type { ManyDone, Mentioned } from "@lockstep/protocol/generated/schema";

export interface ManyVariables {
  readonly ids: readonly string[];
  readonly action: string;
  readonly note: string | null;
  readonly to: string | null;
  readonly reason: string | null;
  readonly until: string | null;
  readonly commandId: string;
}

export const ACT_ON_MANY: TypedDocumentNode<{ many: ManyDone }, ManyVariables> = gql`
  mutation ActOnMany(
    $ids: [ID!]!, $action: ActionKind!, $note: String, $to: ID, $reason: String, $until: DateTime, $commandId: ID!
  ) {
    many: actOnExceptions(
      ids: $ids, action: $action, note: $note, to: $to, reason: $reason, until: $until, commandId: $commandId
    ) { done refused { id title code message } }
  }
`;

export const READ_MENTIONED: TypedDocumentNode<{ mentioned: Mentioned }, { exception: string; text: string }> = gql`
  query ReadMentioned($exception: ID!, $text: String!) {
    mentioned(exception: $exception, text: $text) { people { id name } unknown }
  }
`;
