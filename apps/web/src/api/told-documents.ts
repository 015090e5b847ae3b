import { gql, type TypedDocumentNode } from "@apollo/client";
import type { Notification, NotificationPage } from "@lockstep/protocol/generated/schema";
import type { AsOf, PageVariables } from "./answers.ts";

/** The newest that was not read, and how many there are. */
export interface Unread {
  readonly unread: number;
  readonly nodes: readonly Pick<Notification, "id" | "at" | "title" | "severity" | "exception">[];
}
interface UnreadAnswer {
  readonly asOf: AsOf;
  readonly notifications: Unread;
}
interface NotificationsAnswer {
  readonly asOf: AsOf;
  readonly notifications: NotificationPage;
}

export const READ_UNREAD: TypedDocumentNode<UnreadAnswer, Record<string, never>> = gql`
  query ReadUnread {
    asOf { seq now }
    notifications(unread: true, first: 1) { unread nodes { id at title severity exception } }
  }
`;

export const READ_NOTIFICATIONS: TypedDocumentNode<NotificationsAnswer, PageVariables> = gql`
  query ReadNotifications($after: String) {
    asOf { seq now }
    notifications(first: 20, after: $after) {
      unread totalCount
      nodes { id at title text severity exception count readAt }
      pageInfo { hasNextPage endCursor }
    }
  }
`;

/** Null: all that this person was told. */
export const MARK_READ: TypedDocumentNode<{ readonly done: number }, { ids: readonly string[] | null }> = gql`
  mutation MarkRead($ids: [ID!]) { done: markNotificationsRead(ids: $ids) }
`;
