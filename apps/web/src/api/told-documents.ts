import { gql, type TypedDocumentNode } from "@apollo/client";
import type { Notification } from "@lockstep/protocol/generated/schema";
import type { AsOf } from "./answers.ts";

/** The newest that was not read, and how many there are. */
export interface Unread {
  readonly unread: number;
  readonly nodes: readonly Pick<Notification, "id" | "at" | "title" | "severity" | "exception">[];
}
interface UnreadAnswer {
  readonly asOf: AsOf;
  readonly notifications: Unread;
}

export const READ_UNREAD: TypedDocumentNode<UnreadAnswer, Record<string, never>> = gql`
  query ReadUnread {
    asOf { seq now }
    notifications(unread: true, first: 1) { unread nodes { id at title severity exception } }
  }
`;

/** Null: all that this person was told. */
export const MARK_READ: TypedDocumentNode<{ readonly done: number }, { ids: readonly string[] | null }> = gql`
  mutation MarkRead($ids: [ID!]) { done: markNotificationsRead(ids: $ids) }
`;
