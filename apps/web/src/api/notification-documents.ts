import { gql, type TypedDocumentNode } from "@apollo/client";
import type { NotificationPage } from "@lockstep/protocol/generated/schema";
import type { AsOf, PageVariables } from "./answers.ts";

interface NotificationsAnswer {
  readonly asOf: AsOf;
  readonly notifications: NotificationPage;
}

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
