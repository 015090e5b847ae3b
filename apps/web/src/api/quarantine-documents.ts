import { gql, type TypedDocumentNode } from "@apollo/client";
import type { QuarantineCause, QuarantinedFact, QuarantineSettled } from "@lockstep/protocol/generated/schema";
import type { AsOf, CountedPage, PageVariables } from "./answers.ts";

export type Cause = QuarantineCause;
export type Quarantined = QuarantinedFact;
export type SettledCause = QuarantineSettled;

interface CausesAnswer {
  readonly asOf: AsOf;
  readonly quarantineCauses: CountedPage<Cause>;
}
interface CauseAnswer {
  readonly asOf: AsOf;
  readonly quarantineCause: Cause | null;
}
interface FactsAnswer {
  readonly asOf: AsOf;
  readonly quarantine: CountedPage<Quarantined>;
}
interface FactAnswer {
  readonly asOf: AsOf;
  readonly quarantinedFact: Quarantined | null;
}
type Command<T> = T & { readonly commandId: string };
type Done = { readonly done: object };
type SettledAnswer = { readonly settled: SettledCause };

const CAUSE = gql`
  fragment CauseFields on QuarantineCause {
    id connector rule factType field reason open since owner isAssigned linesBlocked valueBlocked { amount currency }
    factsUntold dueAt escalatesAt stage
  }
`;
const FACT = gql`
  fragment FactFields on QuarantinedFact {
    id receivedAt connector rule reason fact state settledBy settledAt settledReason cause factType field told since owner
    dueAt stage linesBlocked valueBlocked { amount currency } corrected changes { op path from value }
  }
`;
const SETTLED = gql`
  fragment SettledFields on QuarantineSettled {
    cause accepted duplicates discarded stillWrong reasons { reason facts example }
  }
`;

export const READ_CAUSES: TypedDocumentNode<CausesAnswer, PageVariables> = gql`
  query ReadCauses($after: String) {
    asOf { seq now }
    quarantineCauses(first: 100, after: $after) {
      nodes { ...CauseFields }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
  ${CAUSE}
`;

export const READ_CAUSE: TypedDocumentNode<CauseAnswer, { id: string }> = gql`
  query ReadCause($id: ID!) {
    asOf { seq now }
    quarantineCause(id: $id) { ...CauseFields }
  }
  ${CAUSE}
`;

export const READ_QUARANTINE: TypedDocumentNode<FactsAnswer, PageVariables> = gql`
  query ReadQuarantine($after: String, $filter: QuarantineFilter) {
    asOf { seq now }
    quarantine(filter: $filter, first: 100, after: $after) {
      nodes { id receivedAt connector rule reason state told owner stage }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`;

export const READ_FACT: TypedDocumentNode<FactAnswer, { id: string }> = gql`
  query ReadFact($id: ID!) {
    asOf { seq now }
    quarantinedFact(id: $id) { ...FactFields }
  }
  ${FACT}
`;

export const PREVIEW: TypedDocumentNode<
  { readonly preview: SettledCause | null },
  { readonly cause: string; readonly patch: string }
> = gql`
  query Preview($cause: ID!, $patch: String!) {
    preview: quarantineCausePreview(cause: $cause, patch: $patch) { ...SettledFields }
  }
  ${SETTLED}
`;

export const RESUBMIT: TypedDocumentNode<Done, Command<{ id: string; fact: string }>> = gql`
  mutation Resubmit($id: ID!, $fact: String!, $commandId: ID!) {
    done: resubmitQuarantined(id: $id, fact: $fact, commandId: $commandId) { id state }
  }
`;

export const DISCARD: TypedDocumentNode<Done, Command<{ id: string; reason: string }>> = gql`
  mutation Discard($id: ID!, $reason: String!, $commandId: ID!) {
    done: discardQuarantined(id: $id, reason: $reason, commandId: $commandId) { id state }
  }
`;

export const ASSIGN: TypedDocumentNode<
  Done,
  Command<{ ids: readonly string[] | null; cause: string | null; to: string }>
> = gql`
  mutation Assign($ids: [ID!], $cause: ID, $to: ID!, $commandId: ID!) {
    done: assignQuarantined(ids: $ids, cause: $cause, to: $to, commandId: $commandId) { owner facts }
  }
`;

export const RESUBMIT_CAUSE: TypedDocumentNode<SettledAnswer, Command<{ cause: string; patch: string }>> = gql`
  mutation ResubmitCause($cause: ID!, $patch: String!, $commandId: ID!) {
    settled: resubmitQuarantinedCause(cause: $cause, patch: $patch, commandId: $commandId) { ...SettledFields }
  }
  ${SETTLED}
`;

export const DISCARD_CAUSE: TypedDocumentNode<SettledAnswer, Command<{ cause: string; reason: string }>> = gql`
  mutation DiscardCause($cause: ID!, $reason: String!, $commandId: ID!) {
    settled: discardQuarantinedCause(cause: $cause, reason: $reason, commandId: $commandId) { ...SettledFields }
  }
  ${SETTLED}
`;
