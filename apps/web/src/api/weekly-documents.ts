import { gql, type TypedDocumentNode } from "@apollo/client";
import type { WeeklyDigest } from "@lockstep/protocol/generated/schema";

export interface WeeklyAnswer {
  readonly viewer: { readonly name: string };
  readonly digestPreview: Pick<WeeklyDigest, "week" | "title" | "text" | "nextAt" | "readers"> | null;
}

export const READ_WEEKLY: TypedDocumentNode<WeeklyAnswer, { readonly site: string | null }> = gql`
  query ReadWeekly($site: ID) {
    viewer { name }
    digestPreview(site: $site) { week title text nextAt readers { person name isOn isReached } }
  }
`;

export const SET_WEEKLY: TypedDocumentNode<
  { readonly setWeeklyDigest: boolean },
  { readonly on: boolean; readonly commandId: string }
> = gql`
  mutation SetWeekly($on: Boolean!, $commandId: ID!) {
    setWeeklyDigest(on: $on, commandId: $commandId)
  }
`;
