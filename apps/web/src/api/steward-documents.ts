import { gql, type TypedDocumentNode } from "@apollo/client";
import type * as A from "./answers.ts";

export const READ_FINDINGS: TypedDocumentNode<A.FindingsAnswer, A.PageVariables> = gql`
  query ReadFindings($after: String) {
    asOf { seq now }
    findings(first: 200, after: $after) {
      nodes { id rule subjectType subject text severity }
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
