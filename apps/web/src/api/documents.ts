import { gql, type TypedDocumentNode } from "@apollo/client";
import type * as A from "./answers.ts";

const EXCEPTION = gql`
  fragment ExceptionRow on Exception {
    id kind subject subjectType title state present severity openedAt actBy firstImpactAt
    valueAtRisk { amount currency }
    impacted { line state lateByMinutes shortQuantity actBy lost }
    mutedBy sites resource owner acknowledgedBy acknowledgedAt estimate shelvedUntil recurrences nextActions
  }
`;

const LINE = gql`
  fragment LineRow on OrderLine {
    id order site item itemName uom customer customerName state quantity openQuantity shortQuantity
    requestedAt promisedAt projectedDelivery slackMinutes pLate
    cause { kind subject subjectType }
    valueAtRisk { amount currency }
    openValue { amount currency }
  }
`;

const FACT = gql`
  fragment FactRow on FactRecord {
    seq type source id time receivedAt event
  }
`;

export const READ_EXCEPTIONS: TypedDocumentNode<A.ExceptionsPage, A.PageVariables> = gql`
  query ReadExceptions($after: String) {
    asOf { seq now clock }
    exceptions(first: 200, after: $after) {
      nodes { ...ExceptionRow }
      pageInfo { hasNextPage endCursor }
    }
    feeds { id system lastFactAt lastReceivedAt ageSeconds status accepted quarantined }
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

export const READ_PLANT: TypedDocumentNode<A.PlantAnswer> = gql`
  query ReadPlant {
    viewer { name roles sites }
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
      openExceptions { critical high medium low }
      promisesToday { total onTrack atRisk late short done }
      openOrderLines parkedFacts openQuarantine findings
    }
  }
`;

export const READ_EXCEPTION: TypedDocumentNode<A.ExceptionAnswer, { id: string }> = gql`
  query ReadException($id: ID!) {
    asOf { seq now }
    exception(id: $id) {
      ...ExceptionRow
      timeline { seq at by action before after note }
    }
  }
  ${EXCEPTION}
`;

export const READ_PATH: TypedDocumentNode<A.PathAnswer, { id: string }> = gql`
  query ReadPath($id: ID!) {
    asOf { seq now }
    orderLine(id: $id) {
      id
      cause { kind subject subjectType }
      path { what id text }
    }
  }
`;

export const READ_LINE: TypedDocumentNode<A.LineAnswer, { id: string }> = gql`
  query ReadLine($id: ID!) {
    asOf { seq now }
    orderLine(id: $id) {
      ...LineRow
      path { what id text }
      allocations { kind id quantity availableAt }
      exception { id title severity }
      facts(first: 20) { ...FactRow }
    }
  }
  ${LINE}
  ${FACT}
`;

export const READ_PRODUCTION_ORDER: TypedDocumentNode<A.ProductionOrderAnswer, { id: string }> = gql`
  query ReadProductionOrder($id: ID!) {
    asOf { seq now }
    productionOrder(id: $id) {
      id item itemName uom site quantity status plannedStart plannedFinish projectedStart projectedFinish stillToMake
      operations {
        seq resource resourceName state plannedStart plannedFinish projectedStart projectedFinish remainingHours boundBy
        good scrap
      }
      facts(first: 20) { ...FactRow }
    }
  }
  ${FACT}
`;

export const READ_STOCKING_POINT: TypedDocumentNode<A.StockingPointAnswer, { id: string }> = gql`
  query ReadStockingPoint($id: ID!) {
    asOf { seq now }
    stockingPoint(id: $id) {
      id item itemName uom site onHand erpOnHand verdict
      supplies { kind id quantity availableAt assumed expiresAt }
      demands { kind id quantity needAt priority shortQuantity availableAt allocations { kind id quantity availableAt } }
      facts(first: 20) { ...FactRow }
    }
  }
  ${FACT}
`;

export const READ_RESOURCE: TypedDocumentNode<A.ResourceAnswer, { id: string }> = gql`
  query ReadResource($id: ID!) {
    asOf { seq now }
    resource(id: $id) { id name site state since reason upAt upAtAssumed facts(first: 20) { ...FactRow } }
  }
  ${FACT}
`;

export const READ_PURCHASE_LINE: TypedDocumentNode<A.PurchaseLineAnswer, { id: string }> = gql`
  query ReadPurchaseLine($id: ID!) {
    asOf { seq now }
    purchaseOrderLine(id: $id) {
      id supplier supplierName item itemName site quantity receivedQuantity promisedAt status
      facts(first: 20) { ...FactRow }
    }
  }
  ${FACT}
`;

export const READ_TRANSFER: TypedDocumentNode<A.TransferAnswer, { id: string }> = gql`
  query ReadTransfer($id: ID!) {
    asOf { seq now }
    transferOrder(id: $id) {
      id item itemName fromSite toSite quantity plannedShip plannedReceipt status
      facts(first: 20) { ...FactRow }
    }
  }
  ${FACT}
`;

export const READ_HOLD: TypedDocumentNode<A.HoldAnswer, { id: string }> = gql`
  query ReadHold($id: ID!) {
    asOf { seq now }
    hold(id: $id) { id target state reason expectedReleaseAt facts(first: 20) { ...FactRow } }
  }
  ${FACT}
`;

/** A supply's id does not tell what it is the id of: ask for all it can be. */
export const FIND_SUPPLY: TypedDocumentNode<A.SupplyAnswer, { id: string }> = gql`
  query FindSupply($id: ID!) {
    asOf { seq now }
    productionOrder(id: $id) { id }
    purchaseOrderLine(id: $id) { id }
    transferOrder(id: $id) { id }
    stockingPoint(id: $id) { id }
  }
`;

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

export const ACKNOWLEDGE: TypedDocumentNode<A.Settled, A.AcknowledgeVariables> = gql`
  mutation Acknowledge($id: ID!, $note: String, $estimate: DateTime, $commandId: ID!) {
    settled: acknowledgeException(id: $id, note: $note, estimate: $estimate, commandId: $commandId) { ...ExceptionRow }
  }
  ${EXCEPTION}
`;

export const ASSIGN: TypedDocumentNode<A.Settled, { id: string; to: string; commandId: string }> = gql`
  mutation Assign($id: ID!, $to: ID!, $commandId: ID!) {
    settled: assignException(id: $id, to: $to, commandId: $commandId) { ...ExceptionRow }
  }
  ${EXCEPTION}
`;

export const SHELVE: TypedDocumentNode<A.Settled, { id: string; until: string; reason: string; commandId: string }> =
  gql`
  mutation Shelve($id: ID!, $until: DateTime!, $reason: String!, $commandId: ID!) {
    settled: shelveException(id: $id, until: $until, reason: $reason, commandId: $commandId) { ...ExceptionRow }
  }
  ${EXCEPTION}
`;

export const RESOLVE: TypedDocumentNode<A.Settled, A.ResolveVariables> = gql`
  mutation Resolve($id: ID!, $reason: String!, $note: String, $commandId: ID!) {
    settled: resolveException(id: $id, reason: $reason, note: $note, commandId: $commandId) { ...ExceptionRow }
  }
  ${EXCEPTION}
`;

export const FLAG_FALSE: TypedDocumentNode<A.Settled, A.FlagFalseVariables> = gql`
  mutation FlagFalse($id: ID!, $reason: String!, $wrongSystem: String, $commandId: ID!) {
    settled: flagFalse(id: $id, reason: $reason, wrongSystem: $wrongSystem, commandId: $commandId) { ...ExceptionRow }
  }
  ${EXCEPTION}
`;

export const COMMENT: TypedDocumentNode<A.Settled, { id: string; text: string; commandId: string }> = gql`
  mutation Comment($id: ID!, $text: String!, $commandId: ID!) {
    settled: comment(id: $id, text: $text, commandId: $commandId) { ...ExceptionRow }
  }
  ${EXCEPTION}
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
