import { gql, type TypedDocumentNode } from "@apollo/client";
import type * as A from "./answers.ts";

export const READ_QUARANTINE: TypedDocumentNode<A.QuarantineAnswer, A.PageVariables> = gql`
  query ReadQuarantine($after: String) {
    asOf { seq now }
    quarantine(first: 100, after: $after) {
      nodes { id receivedAt connector rule reason fact state settledBy settledAt settledReason }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`;

export const READ_FINDINGS: TypedDocumentNode<A.FindingsAnswer, A.PageVariables> = gql`
  query ReadFindings($after: String) {
    asOf { seq now }
    findings(first: 200, after: $after) {
      nodes { id rule subjectType subject text }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`;

export const READ_PARKED: TypedDocumentNode<A.ParkedAnswer, A.PageVariables> = gql`
  query ReadParked($after: String) {
    asOf { seq now }
    parked(first: 200, after: $after) {
      nodes { seq type source id time waitsFor }
      pageInfo { hasNextPage endCursor }
      totalCount
    }
  }
`;

export const RESUBMIT: TypedDocumentNode<A.QuarantineSettled, { id: string; fact: string; commandId: string }> = gql`
  mutation Resubmit($id: ID!, $fact: String!, $commandId: ID!) {
    settled: resubmitQuarantined(id: $id, fact: $fact, commandId: $commandId) { id state }
  }
`;

export const DISCARD: TypedDocumentNode<A.QuarantineSettled, { id: string; reason: string; commandId: string }> = gql`
  mutation Discard($id: ID!, $reason: String!, $commandId: ID!) {
    settled: discardQuarantined(id: $id, reason: $reason, commandId: $commandId) { id state }
  }
`;
