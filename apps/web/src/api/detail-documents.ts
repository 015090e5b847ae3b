import { gql, type TypedDocumentNode } from "@apollo/client";
import type * as A from "./answers.ts";
import { EXCEPTION, FACT, LINE } from "./fragments.ts";

export const READ_EXCEPTION: TypedDocumentNode<A.ExceptionAnswer, { id: string }> = gql`
  query ReadException($id: ID!) {
    asOf { seq now }
    exception(id: $id) {
      ...ExceptionRow
      merged { ...ExceptionRow }
      timeline { seq at by action before after note meanwhile photos }
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
      id item itemName uom site quantity status plannedStart plannedFinish projectedStart projectedFinish stillToMake inProcess
      operations {
        seq resource resourceName state plannedStart plannedFinish projectedStart projectedFinish remainingHours boundBy
        good scrap inProcess
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
    resource(id: $id) { id name site state since reason upAt upBy upAtAssumed facts(first: 20) { ...FactRow } }
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
