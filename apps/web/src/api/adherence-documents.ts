import { gql, type TypedDocumentNode } from "@apollo/client";
import type {
  AdherenceAnswer,
  AdherenceVariables,
  HalfLifeAnswer,
  LeadTimesAnswer,
  LeadTimesVariables,
  ShiftsAnswer,
  ShiftsVariables,
} from "../adherence/adherence-answer.ts";

const KEPT = `
  key name operations planned made volume mix
  starts { n kept share } finishes { n kept share } sequence { n kept share }
`;
const OEE = "key name availability effectiveness quality oee apt pbt n withoutRate finding";

export const READ_ADHERENCE: TypedDocumentNode<AdherenceAnswer, AdherenceVariables> = gql`
  query ReadAdherence($site: ID!, $weeks: Int!, $from: DateTime!, $to: DateTime!) {
    asOf { seq now }
    planSurvival(site: $site, weeks: $weeks, first: 0) {
      definition n broken halfLifeHours horizonHours
      curve { hours atRisk failed censored share lower upper }
      hazards { assumption n share perHundredOrderDays }
      days { day n }
      weeks {
        plan { plan week publishedAt } n broken halfLifeHours horizonHours brokeAt
        curve { hours share }
        hazards { assumption n }
        worst { name hazards { assumption n } }
      }
    }
    scheduleAdherence(site: $site, from: $from, to: $to, by: RESOURCE, first: 0) {
      definition
      rows { ${KEPT} }
    }
    oee(site: $site, from: $from, to: $to, by: RESOURCE, first: 0) {
      definition
      total { ${OEE} }
      rows { ${OEE} }
    }
  }
`;

/** The same by the shifts of the day: a question of its own, as one question may not cost too much. */
export const READ_SHIFTS: TypedDocumentNode<ShiftsAnswer, ShiftsVariables> = gql`
  query ReadShifts($site: ID!, $from: DateTime!, $to: DateTime!) {
    asOf { seq now }
    scheduleAdherence(site: $site, from: $from, to: $to, by: SHIFT_OF_DAY, first: 0) {
      definition
      rows { ${KEPT} }
    }
    oee(site: $site, from: $from, to: $to, by: SHIFT_OF_DAY, first: 0) {
      definition
      total { ${OEE} }
      rows { ${OEE} }
    }
  }
`;

export const READ_HALF_LIFE: TypedDocumentNode<HalfLifeAnswer, { readonly site: string }> = gql`
  query ReadHalfLife($site: ID!) {
    asOf { seq now }
    planSurvival(site: $site, first: 0) { n halfLifeHours horizonHours }
  }
`;

export const READ_LEAD_TIMES: TypedDocumentNode<LeadTimesAnswer, LeadTimesVariables> = gql`
  query ReadLeadTimes($site: ID!, $from: DateTime!, $to: DateTime!) {
    asOf { seq now }
    leadTimes(site: $site, from: $from, to: $to, first: 200) {
      definition drifting totalCount
      nodes { item itemName supplier supplierName receipts overdue medianDays p80Days masterDays drift verdict drifts }
    }
  }
`;
