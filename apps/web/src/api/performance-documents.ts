import { gql, type TypedDocumentNode } from "@apollo/client";
import type { PerformanceAnswer, PerformanceVariables, ResponseAnswer } from "../performance/performance-answer.ts";

const RATE = "cards minutes perTenMinutes most floodMinutes floodShare";
const SCORE = "who n open kept keptShare medianMinutes p80Minutes";
const CARD = "card { id kind title }";

export const READ_PERFORMANCE: TypedDocumentNode<PerformanceAnswer, PerformanceVariables> = gql`
  query ReadPerformance($from: DateTime!, $to: DateTime!, $site: ID) {
    asOf { seq now }
    alarmPerformance(from: $from, to: $to, site: $site) {
      definition since
      limits { figure limit isBelow isOver }
      cards { ${RATE} }
      roles { role site rate { ${RATE} } shifts { name rate { ${RATE} } } }
      standing { n nodes { ${CARD} since } }
      chattering { n nodes { ${CARD} comings } }
      worst { causes share nodes { ${CARD} cards } }
      falseFlags { cards flagged rate systems { system flagged } }
      kinds { kind cards flagged rate most overBudget }
      stages { stage n medianMinutes p90Minutes }
      acknowledged { n inTime share }
    }
    linesSaved(from: $from, to: $to, site: $site, first: 0) { called late came saved }
    estimateAccuracy(from: $from, to: $to, site: $site) {
      definition isOwn people { ${SCORE} } roles { ${SCORE} }
    }
  }
`;

export const READ_RESPONSE: TypedDocumentNode<ResponseAnswer, PerformanceVariables> = gql`
  query ReadResponse($from: DateTime!, $to: DateTime!, $site: ID) {
    asOf { seq now }
    alarmPerformance(from: $from, to: $to, site: $site) {
      stages { stage n medianMinutes p90Minutes }
      acknowledged { n inTime share }
    }
  }
`;
