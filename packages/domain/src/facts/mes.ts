import { type Static, Type } from "typebox";
import { At, Id, Lot, Quantity, Text } from "./vocabulary.ts";

export const OperationData = Type.Object({
  order: Id,
  seq: Type.Number(),
  resource: Id,
  state: Type.Union([
    Type.Literal("pending"),
    Type.Literal("setup"),
    Type.Literal("running"),
    Type.Literal("paused"),
    Type.Literal("done"),
  ]),
  startedAt: Type.Optional(At),
  finishedAt: Type.Optional(At),
  good: Quantity,
  scrap: Quantity,
  /** Of all its scrap: as a system that books it calls it. */
  scrapReason: Type.Optional(Text),
  runHours: Type.Optional(Type.Number()),
});
export type OperationData = Static<typeof OperationData>;

export const ResourceStateData = Type.Object({
  resource: Id,
  since: At,
  state: Type.Union([
    Type.Literal("running"),
    Type.Literal("idle"),
    Type.Literal("setup"),
    Type.Literal("down"),
    Type.Literal("off"),
  ]),
  reason: Type.Optional(Text),
  expectedUpAt: Type.Optional(At),
});
export type ResourceStateData = Static<typeof ResourceStateData>;

export const ConsumptionData = Type.Object({
  order: Id,
  seq: Type.Number(),
  item: Id,
  lot: Type.Optional(Lot),
  /** For traces; the quantity counts. */
  serials: Type.Optional(Type.Array(Id)),
  quantity: Quantity,
});
export type ConsumptionData = Static<typeof ConsumptionData>;

/** Exactly one target: a lot (at one site or all), the goods of a production order, or a stocking point. */
export const HoldTarget = Type.Object({
  item: Type.Optional(Id),
  lot: Type.Optional(Lot),
  site: Type.Optional(Id),
  productionOrder: Type.Optional(Id),
});

export const QualityHoldData = Type.Object({
  id: Id,
  target: HoldTarget,
  state: Type.Union([Type.Literal("held"), Type.Literal("released"), Type.Literal("rejected")]),
  reason: Text,
  expectedReleaseAt: Type.Optional(At),
});
export type QualityHoldData = Static<typeof QualityHoldData>;
