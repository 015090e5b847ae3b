import { type Static, Type } from "typebox";
import { ComponentData, PlannedOperationData } from "./master.ts";
import { At, Id, MoneyText, Peg, Quantity } from "./vocabulary.ts";

const OpenClosedCancelled = Type.Union([Type.Literal("open"), Type.Literal("closed"), Type.Literal("cancelled")]);

export const SalesOrderLineData = Type.Object({
  order: Id,
  line: Id,
  customer: Id,
  item: Id,
  site: Id,
  quantity: Quantity,
  unitPrice: Type.Optional(MoneyText),
  requestedAt: At,
  promisedAt: At,
  priority: Type.Optional(Type.Number()),
  transitHours: Type.Number({ default: 0 }),
  peggedTo: Type.Optional(Peg),
  status: OpenClosedCancelled,
});
export type SalesOrderLineData = Static<typeof SalesOrderLineData>;

export const ProductionOrderData = Type.Object({
  id: Id,
  item: Id,
  site: Id,
  quantity: Quantity,
  plannedStart: At,
  plannedFinish: At,
  operations: Type.Optional(Type.Array(PlannedOperationData)),
  components: Type.Optional(Type.Array(ComponentData)),
  peggedTo: Type.Optional(Id),
  status: Type.Union([
    Type.Literal("planned"),
    Type.Literal("released"),
    Type.Literal("closed"),
    Type.Literal("cancelled"),
  ]),
});
export type ProductionOrderData = Static<typeof ProductionOrderData>;

export const PurchaseOrderLineData = Type.Object({
  order: Id,
  line: Id,
  supplier: Id,
  item: Id,
  site: Id,
  quantity: Quantity,
  orderedAt: At,
  promisedAt: At,
  firstPromisedAt: Type.Optional(At),
  unitCost: Type.Optional(MoneyText),
  status: OpenClosedCancelled,
});
export type PurchaseOrderLineData = Static<typeof PurchaseOrderLineData>;

export const TransferOrderData = Type.Object({
  id: Id,
  item: Id,
  fromSite: Id,
  toSite: Id,
  quantity: Quantity,
  plannedShip: At,
  plannedReceipt: At,
  status: Type.Union([
    Type.Literal("open"),
    Type.Literal("shipped"),
    Type.Literal("closed"),
    Type.Literal("cancelled"),
  ]),
});
export type TransferOrderData = Static<typeof TransferOrderData>;

export const ErpStockData = Type.Object({ item: Id, site: Id, quantity: Quantity });
export type ErpStockData = Static<typeof ErpStockData>;

export const PlanPublishedData = Type.Object({
  id: Id,
  site: Type.Optional(Id),
  horizonStart: At,
  horizonEnd: At,
  publishedAt: At,
});
export type PlanPublishedData = Static<typeof PlanPublishedData>;
