import { gql, type TypedDocumentNode } from "@apollo/client";
import type { ManyDone, Mentioned, Watcher } from "@lockstep/protocol/generated/schema";
import type { AsOf } from "./answers.ts";

export interface ManyVariables {
  readonly ids: readonly string[];
  readonly action: string;
  readonly note: string | null;
  readonly to: string | null;
  /** Of a merge, the one that stays. */
  readonly into: string | null;
  readonly reason: string | null;
  readonly until: string | null;
  readonly commandId: string;
}

export const ACT_ON_MANY: TypedDocumentNode<{ many: ManyDone }, ManyVariables> = gql`
  mutation ActOnMany(
    $ids: [ID!]!, $action: ActionKind!, $note: String, $to: ID, $into: ID, $reason: String, $until: DateTime, $commandId: ID!
  ) {
    many: actOnExceptions(
      ids: $ids, action: $action, note: $note, to: $to, into: $into, reason: $reason, until: $until, commandId: $commandId
    ) { done refused { id title code message } }
  }
`;

export const READ_MENTIONED: TypedDocumentNode<{ mentioned: Mentioned }, { exception: string; text: string }> = gql`
  query ReadMentioned($exception: ID!, $text: String!) {
    mentioned(exception: $exception, text: $text) { people { id name } unknown }
  }
`;

interface WatchersAnswer {
  readonly asOf: AsOf;
  readonly exception: { readonly id: string; readonly watchers: readonly Watcher[] } | null;
}
type Done = { readonly done: unknown };

export const READ_WATCHERS: TypedDocumentNode<WatchersAnswer, { id: string }> = gql`
  query ReadWatchers($id: ID!) {
    asOf { seq now }
    exception(id: $id) { id watchers { person name since } }
  }
`;

export const WATCH: TypedDocumentNode<Done, { id: string; commandId: string }> = gql`
  mutation Watch($id: ID!, $commandId: ID!) { done: watchException(id: $id, commandId: $commandId) { id } }
`;

export const UNWATCH: TypedDocumentNode<Done, { id: string; commandId: string }> = gql`
  mutation Unwatch($id: ID!, $commandId: ID!) { done: unwatchException(id: $id, commandId: $commandId) { id } }
`;

export const READ_REVISION: TypedDocumentNode<
  { readonly exception: { readonly id: string; readonly revision: number } | null },
  { id: string }
> = gql`
  query ReadRevision($id: ID!) { exception(id: $id) { id revision } }
`;
