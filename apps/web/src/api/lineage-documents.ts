import { gql, type TypedDocumentNode } from "@apollo/client";
import type * as A from "../lineage/lineage-answer.ts";

const PAGE = "totalCount pageInfo { hasNextPage endCursor }";
const PARTS = `makeUp unit total ${PAGE} nodes { of id figure name value weight at }`;
const ACTS = `${PAGE} nodes { exception title seq at by action note }`;

export const READ_LINEAGE: TypedDocumentNode<A.LineageAnswer, A.LineagePageVariables> = gql`
  query ReadLineage($of: LineageOf!, $id: ID!, $figure: LineageFigure!, $after: String, $isFirst: Boolean!) {
    lineage(of: $of, id: $id, figure: $figure) {
      value
      moment { seq now }
      isComplete
      leftOut
      sources { source system facts status ageSeconds trouble }
      rules { number text file }
      rulesVersion
      parts(first: 50) @include(if: $isFirst) { ${PARTS} }
      acts(first: 20) @include(if: $isFirst) { ${ACTS} }
      before(first: 50) @include(if: $isFirst) {
        totalCount
        isWhole
        nodes {
          waits kind id operation why at quantity from until needAt priority
          facts { seq type source id time receivedAt event }
        }
      }
      behind(first: 50, after: $after) {
        totalCount
        pageInfo { hasNextPage endCursor }
        nodes {
          role
          kind
          subject
          connector
          origin
          fact { seq type source id time receivedAt event }
          message { sha256 place bytes text }
          readings { first last count }
          ruleSetVersion
        }
      }
    }
  }
`;

export const READ_PARTS: TypedDocumentNode<A.PartsAnswer, A.LineageMoreVariables> = gql`
  query ReadParts($of: LineageOf!, $id: ID!, $figure: LineageFigure!, $after: String!) {
    lineage(of: $of, id: $id, figure: $figure) { parts(first: 200, after: $after) { ${PARTS} } }
  }
`;

export const READ_ACTS: TypedDocumentNode<A.ActsAnswer, A.LineageMoreVariables> = gql`
  query ReadActs($of: LineageOf!, $id: ID!, $figure: LineageFigure!, $after: String!) {
    lineage(of: $of, id: $id, figure: $figure) { acts(first: 200, after: $after) { ${ACTS} } }
  }
`;

export const READ_EVIDENCE: TypedDocumentNode<A.EvidenceAnswer, A.LineageVariables> = gql`
  query ReadEvidence($of: LineageOf!, $id: ID!, $figure: LineageFigure!) {
    lineage(of: $of, id: $id, figure: $figure) { evidence { json sha256 text } }
  }
`;

export const READ_STALE_FIGURES: TypedDocumentNode<A.StaleFiguresAnswer, A.ThingVariables> = gql`
  query ReadStaleFigures($of: LineageOf!, $id: ID!) {
    asOf { seq now }
    staleFigures(of: $of, id: $id) { figure sources { source status ageSeconds trouble } }
  }
`;

/** Of the rows in view, and of the header. */
export const READ_STALE_ROWS: TypedDocumentNode<A.StaleRowsAnswer, A.StaleRowsVariables> = gql`
  query ReadStaleRows($ids: [ID!]!, $site: ID) {
    exceptions(filter: { ids: $ids }, first: 200) {
      nodes { id staleSources { source status ageSeconds trouble } }
    }
    overview(site: $site) { staleSources { source status ageSeconds trouble } }
  }
`;
