import { gql } from "@apollo/client";

export const EXCEPTION = gql`
  fragment ExceptionRow on Exception {
    id kind subject subjectType title state present severity openedAt actBy firstImpactAt
    valueAtRisk { amount currency }
    impacted { line state lateByMinutes shortQuantity actBy lost }
    mutedBy sites resource owner acknowledgedBy acknowledgedAt estimate estimatedBy shelvedUntil recurrences nextActions
    revision mergedInto mergedCount
  }
`;

export const LINE = gql`
  fragment LineRow on OrderLine {
    id order site item itemName uom customer customerName state quantity openQuantity shortQuantity
    requestedAt promisedAt projectedDelivery slackMinutes pLate
    cause { kind subject subjectType }
    valueAtRisk { amount currency }
    openValue { amount currency }
  }
`;

export const FACT = gql`
  fragment FactRow on FactRecord {
    seq type source id time receivedAt event
  }
`;
