import { gql, type TypedDocumentNode } from "@apollo/client";
import type {
  ChainAnswer,
  LossesAnswer,
  PeggingAnswer,
  PlanAnswer,
  ProgressAnswer,
  WindowVariables,
} from "../plan/plan-answer.ts";

export const READ_PLAN: TypedDocumentNode<PlanAnswer, WindowVariables> = gql`
  query ReadPlan($site: ID!, $from: DateTime!, $to: DateTime!, $since: ID) {
    asOf { seq now }
    plan(site: $site, from: $from, to: $to, most: 20000, since: $since) {
      site timeZone from to total isComplete version since gone
      resources { id name capacity state since reason upAt upAtAssumed }
      items { id name uom }
      stops { resource from to reason }
      holds { id target reason expectedReleaseAt }
      baseline { plan publishedAt horizonStart horizonEnd coversAll }
      dropped { id order resource item baselineStart baselineFinish }
      bars {
        id order resource item state
        plannedStart plannedFinish projectedStart projectedFinish startedAt finishedAt
        baselineStart baselineFinish baselineResource boundBy
        quantity good scrap lineState lines valueAtRisk hold
      }
    }
  }
`;

export const READ_CHAIN: TypedDocumentNode<ChainAnswer, { operation: string }> = gql`
  query ReadChain($operation: ID!) {
    asOf { seq now }
    planChain(operation: $operation) { kind id order resource item itemName boundBy start finish }
  }
`;

export const READ_PROGRESS: TypedDocumentNode<
  ProgressAnswer,
  WindowVariables & { readonly resource: string | null; readonly order: string | null }
> = gql`
  query ReadProgress($site: ID!, $from: DateTime!, $to: DateTime!, $resource: ID, $order: ID) {
    asOf { seq now }
    planProgress(site: $site, from: $from, to: $to, resource: $resource, order: $order) {
      baseline { plan publishedAt horizonStart horizonEnd coversAll }
      now at planned actual forecast low high plannedNow actualNow operations
    }
  }
`;

export const READ_LOSSES: TypedDocumentNode<LossesAnswer, WindowVariables> = gql`
  query ReadLosses($site: ID!, $from: DateTime!, $to: DateTime!) {
    asOf { seq now }
    planLosses(site: $site, from: $from, to: $to) {
      hours
      resources { id name down setup scrap slow }
    }
  }
`;

export const READ_PEGGING: TypedDocumentNode<PeggingAnswer, { line: string }> = gql`
  query ReadPegging($line: ID!) {
    asOf { seq now }
    pegging(line: $line) {
      line
      isComplete
      nodes { id kind subject item itemName uom site quantity availableAt isFirstDomino }
      edges { from to quantity needAt availableAt slackMinutes isOnPath }
    }
  }
`;
