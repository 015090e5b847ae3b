import { gql, type TypedDocumentNode } from "@apollo/client";
import type * as A from "./answers.ts";
import { EXCEPTION } from "./fragments.ts";

export const ACKNOWLEDGE: TypedDocumentNode<A.Settled, A.AcknowledgeVariables> = gql`
  mutation Acknowledge($id: ID!, $note: String, $estimate: DateTime, $at: DateTime, $photos: [ID!], $expectedRevision: Int, $commandId: ID!) {
    settled: acknowledgeException(id: $id, note: $note, estimate: $estimate, at: $at, photos: $photos, expectedRevision: $expectedRevision, commandId: $commandId) { ...ExceptionRow }
  }
  ${EXCEPTION}
`;

/** That of one that has waited: others may have decided something since, which its sender is told. */
export const ACKNOWLEDGE_LATE: TypedDocumentNode<
  { readonly settled: { readonly id: string; readonly timeline: readonly A.AuditEntry[] } },
  A.AcknowledgeVariables
> = gql`
  mutation AcknowledgeLate($id: ID!, $note: String, $estimate: DateTime, $at: DateTime, $photos: [ID!], $commandId: ID!) {
    settled: acknowledgeException(id: $id, note: $note, estimate: $estimate, at: $at, photos: $photos, commandId: $commandId) {
      id
      timeline { seq at by action before after note meanwhile photos }
    }
  }
`;

export const ASSIGN: TypedDocumentNode<
  A.Settled,
  { id: string; to: string; expectedRevision?: number; commandId: string }
> = gql`
  mutation Assign($id: ID!, $to: ID!, $expectedRevision: Int, $commandId: ID!) {
    settled: assignException(id: $id, to: $to, expectedRevision: $expectedRevision, commandId: $commandId) { ...ExceptionRow }
  }
  ${EXCEPTION}
`;

export const SHELVE: TypedDocumentNode<
  A.Settled,
  { id: string; until: string; reason: string; expectedRevision?: number; commandId: string }
> = gql`
  mutation Shelve($id: ID!, $until: DateTime!, $reason: String!, $expectedRevision: Int, $commandId: ID!) {
    settled: shelveException(id: $id, until: $until, reason: $reason, expectedRevision: $expectedRevision, commandId: $commandId) { ...ExceptionRow }
  }
  ${EXCEPTION}
`;

export const RESOLVE: TypedDocumentNode<A.Settled, A.ResolveVariables> = gql`
  mutation Resolve($id: ID!, $reason: String!, $note: String, $expectedRevision: Int, $commandId: ID!) {
    settled: resolveException(id: $id, reason: $reason, note: $note, expectedRevision: $expectedRevision, commandId: $commandId) { ...ExceptionRow }
  }
  ${EXCEPTION}
`;

export const FLAG_FALSE: TypedDocumentNode<A.Settled, A.FlagFalseVariables> = gql`
  mutation FlagFalse($id: ID!, $reason: String!, $wrongSystem: String, $expectedRevision: Int, $commandId: ID!) {
    settled: flagFalse(id: $id, reason: $reason, wrongSystem: $wrongSystem, expectedRevision: $expectedRevision, commandId: $commandId) { ...ExceptionRow }
  }
  ${EXCEPTION}
`;

export const SPLIT: TypedDocumentNode<
  A.Settled,
  { id: string; reason: string; expectedRevision?: number; commandId: string }
> = gql`
  mutation Split($id: ID!, $reason: String!, $expectedRevision: Int, $commandId: ID!) {
    settled: splitException(id: $id, reason: $reason, expectedRevision: $expectedRevision, commandId: $commandId) { ...ExceptionRow }
  }
  ${EXCEPTION}
`;

export const COMMENT: TypedDocumentNode<
  A.Settled,
  { id: string; text: string; expectedRevision?: number; commandId: string }
> = gql`
  mutation Comment($id: ID!, $text: String!, $photos: [ID!], $expectedRevision: Int, $commandId: ID!) {
    settled: comment(id: $id, text: $text, photos: $photos, expectedRevision: $expectedRevision, commandId: $commandId) { ...ExceptionRow }
  }
  ${EXCEPTION}
`;

export const REPORT_STATE: TypedDocumentNode<
  { readonly reportResourceState: { readonly id: string } },
  A.ReportVariables
> = gql`
  mutation ReportState($resource: ID!, $state: ReportedState!, $reason: String, $expectedUpAt: DateTime, $at: DateTime, $commandId: ID!) {
    reportResourceState(resource: $resource, state: $state, reason: $reason, expectedUpAt: $expectedUpAt, at: $at, commandId: $commandId) { id }
  }
`;
