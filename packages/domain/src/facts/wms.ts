import { type Static, Type } from "typebox";
import { At, Id, Lot, Place, Quantity, StockStatus } from "./vocabulary.ts";

export const StockCountData = Type.Object({
  site: Id,
  location: Id,
  item: Id,
  lot: Type.Optional(Lot),
  status: StockStatus,
  quantity: Quantity,
  expiresAt: Type.Optional(At),
});
export type StockCountData = Static<typeof StockCountData>;

export const StockMoveData = Type.Object({
  item: Id,
  lot: Type.Optional(Lot),
  /** For traces; the quantity counts. */
  serials: Type.Optional(Type.Array(Id)),
  quantity: Quantity,
  from: Type.Optional(Place),
  to: Type.Optional(Place),
  status: Type.Unsafe<Static<typeof StockStatus>>({ ...StockStatus, default: "available" }),
  /** Where missing: the status it had. */
  toStatus: Type.Optional(StockStatus),
  reason: Type.Union([
    Type.Literal("putaway"),
    Type.Literal("issue"),
    Type.Literal("pick"),
    Type.Literal("adjust"),
    Type.Literal("transfer"),
  ]),
  productionOrder: Type.Optional(Id),
  transferOrder: Type.Optional(Id),
  salesOrderLine: Type.Optional(Id),
});
export type StockMoveData = Static<typeof StockMoveData>;

export const ReceiptData = Type.Object({
  site: Id,
  location: Id,
  item: Id,
  lot: Type.Optional(Lot),
  /** For traces; the quantity counts. */
  serials: Type.Optional(Type.Array(Id)),
  /** Gross; what is accepted is quantity − rejected. */
  quantity: Quantity,
  rejected: Type.Number({ default: 0 }),
  status: Type.Unsafe<Static<typeof StockStatus>>({ ...StockStatus, default: "available" }),
  purchaseOrderLine: Type.Optional(Id),
  productionOrder: Type.Optional(Id),
  transferOrder: Type.Optional(Id),
  expiresAt: Type.Optional(At),
});
export type ReceiptData = Static<typeof ReceiptData>;

export const ShipmentData = Type.Object({
  id: Id,
  salesOrderLine: Id,
  item: Id,
  site: Id,
  location: Type.Optional(Id),
  lot: Type.Optional(Lot),
  serials: Type.Array(Id, { default: [] }),
  quantity: Quantity,
  shippedAt: At,
  deliveredAt: Type.Optional(At),
});
export type ShipmentData = Static<typeof ShipmentData>;
