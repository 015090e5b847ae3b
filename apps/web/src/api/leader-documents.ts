import { gql, type TypedDocumentNode } from "@apollo/client";
import type { LeaderAnswer, LeaderVariables, SavedAnswer, SavedVariables } from "../leader/leader-answer.ts";

export const READ_LEADER: TypedDocumentNode<LeaderAnswer, LeaderVariables> = gql`
  query ReadLeader($definition: ID!, $from: DateTime!, $to: DateTime!, $site: ID, $by: OtifFailureGrouping!, $filter: OtifFailureFilter!) {
    asOf { seq now }
    otifDefinitions { id version customer description level }
    otifComparison(from: $from, to: $to, site: $site) {
      definition version level value n failed fine { amount currency } missing { amount currency }
    }
    otifControlChart(definition: $definition, from: $from, to: $to, site: $site) {
      version n centre sigmaZ finding
      points { key value n lower upper isRunning }
      signals { from to text }
    }
    otifWaterfall(definition: $definition, from: $from, to: $to, site: $site) { n result steps { kind failed lost } }
    otifPareto(definition: $definition, from: $from, to: $to, site: $site, by: $by, first: 8) {
      failed missing { amount currency }
      bars { key name failed missing { amount currency } }
      other { key name failed missing { amount currency } }
    }
    otifFailures(definition: $definition, from: $from, to: $to, site: $site, filter: $filter, first: 100) {
      totalCount
      nodes {
        line counted customerName itemName date ordered inWindow
        missing { amount currency }
        cause { kind subject }
      }
    }
    otifForecast(definition: $definition, site: $site) {
      period value lower upper n closed
      atRisk { amount currency }
    }
    foresight(from: $from, to: $to, site: $site) {
      late warned warningHours
      horizons { hours n late called brier naiveBrier precision recall calibration { said was n } }
    }
    overview(site: $site) { openOrderLines totalAtRisk { amount currency } }
  }
`;

export const READ_SAVED: TypedDocumentNode<SavedAnswer, SavedVariables> = gql`
  query ReadSaved($from: DateTime!, $to: DateTime!, $site: ID) {
    asOf { seq now }
    linesSaved(from: $from, to: $to, site: $site, first: 50) {
      called late came saved
      nodes { line site closesAt calledAt exception kind action by at }
    }
  }
`;
