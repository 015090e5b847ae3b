import { gql, type TypedDocumentNode } from "@apollo/client";
import type * as A from "./answers.ts";
import { EXCEPTION, LINE } from "./fragments.ts";

export const READ_EXCEPTIONS: TypedDocumentNode<A.ExceptionsPage, A.PageVariables> = gql`
  query ReadExceptions($after: String) {
    asOf { seq now clock }
    exceptions(first: 200, after: $after) {
      nodes { ...ExceptionRow }
      pageInfo { hasNextPage endCursor }
    }
    feeds { id system lastFactAt lastReceivedAt lastHeardAt ageSeconds status trouble troubleKind errors accepted quarantined warnAfterSeconds errorAfterSeconds ratePerMinute lagSeconds skewSeconds toDo }
  }
  ${EXCEPTION}
`;

export const READ_LINES: TypedDocumentNode<A.LinesPage, A.PageVariables> = gql`
  query ReadLines($after: String) {
    asOf { seq now clock }
    orderLines(filter: { states: [AT_RISK, LATE, SHORT] }, first: 200, after: $after) {
      nodes { ...LineRow }
      pageInfo { hasNextPage endCursor }
    }
  }
  ${LINE}
`;

/** Those whose cause is gone, with what was recorded of them. */
export const READ_CLEARED: TypedDocumentNode<A.ClearedAnswer, Record<string, never>> = gql`
  query ReadCleared {
    asOf { seq now }
    exceptions(filter: { present: false, states: [OPEN, ACKNOWLEDGED, IN_PROGRESS, SHELVED] }, first: 200) {
      nodes { id timeline { action at } }
    }
  }
`;

export const READ_PLANT: TypedDocumentNode<A.PlantAnswer> = gql`
  query ReadPlant {
    asOf { seq now clock }
    viewer { name seenBy roles sites }
    sites { id name timeZone }
    resources { id name site }
    customers { id name }
  }
`;

export const READ_OVERVIEW: TypedDocumentNode<A.OverviewAnswer, { site: string | null }> = gql`
  query ReadOverview($site: ID) {
    asOf { seq now }
    overview(site: $site) {
      site
      totalAtRisk { amount currency }
      promisesToday { total onTrack atRisk late short done }
      openOrderLines parkedFacts openQuarantine findings
    }
  }
`;
