import { type Static, Type } from "typebox";
import { At, Id, LocalDate, MoneyText, Quantity, Text, WallTime, Zone } from "./vocabulary.ts";

export const SiteData = Type.Object({
  id: Id,
  name: Text,
  timeZone: Zone,
  putawayHours: Type.Number({ default: 0 }),
  pickHours: Type.Number({ default: 0 }),
  inspectionHours: Type.Number({ default: 24 }),
  /** In the company's currency; above it an exception's severity is raised by one. */
  valueAtRiskLimit: Type.Number({ default: 50_000 }),
  receipts: Type.Union([Type.Literal("posted"), Type.Literal("counted")], { default: "posted" }),
});
export type SiteData = Static<typeof SiteData>;

export const CalendarData = Type.Object({
  id: Id,
  timeZone: Zone,
  weekly: Type.Array(Type.Object({ day: Type.Number(), start: WallTime, end: WallTime }), { default: [] }),
  exceptions: Type.Array(
    Type.Object({
      date: LocalDate,
      closed: Type.Optional(Type.Boolean()),
      start: Type.Optional(WallTime),
      end: Type.Optional(WallTime),
    }),
    { default: [] },
  ),
});
export type CalendarData = Static<typeof CalendarData>;

export const ResourceData = Type.Object({
  id: Id,
  site: Id,
  name: Text,
  kind: Type.Union([Type.Literal("line"), Type.Literal("work-centre"), Type.Literal("work-unit")]),
  calendar: Type.Optional(Id),
  capacity: Type.Number({ default: 1 }),
  costCentre: Type.Optional(Text),
  hourlyCost: Type.Optional(MoneyText),
  typicalRepairMinutes: Type.Record(Type.String(), Type.Number(), { default: {} }),
});
export type ResourceData = Static<typeof ResourceData>;

export const ItemData = Type.Object({
  id: Id,
  name: Text,
  uom: Text,
  unitCost: Type.Optional(MoneyText),
  unitPrice: Type.Optional(MoneyText),
  shelfLifeDays: Type.Optional(Type.Number()),
  aliases: Type.Array(Type.Object({ system: Text, code: Text }), { default: [] }),
  group: Type.Optional(Text),
});
export type ItemData = Static<typeof ItemData>;

export const ComponentData = Type.Object({
  item: Id,
  quantityPer: Quantity,
  scrapFraction: Type.Number({ default: 0 }),
  operation: Type.Optional(Type.Number()),
});
export type ComponentData = Static<typeof ComponentData>;

export const BomData = Type.Object({
  item: Id,
  site: Id,
  components: Type.Array(ComponentData, { default: [] }),
});
export type BomData = Static<typeof BomData>;

const operationFields = {
  seq: Type.Number(),
  resource: Id,
  setupMinutes: Type.Number({ default: 0 }),
  ratePerHour: Type.Number(),
  alternates: Type.Optional(Type.Array(Type.Object({ resource: Id, ratePerHour: Type.Number() }))),
};
export const RoutingOperationData = Type.Object(operationFields);
export type RoutingOperationData = Static<typeof RoutingOperationData>;

export const PlannedOperationData = Type.Object({
  ...operationFields,
  plannedStart: Type.Optional(At),
  plannedFinish: Type.Optional(At),
});
export type PlannedOperationData = Static<typeof PlannedOperationData>;

export const RoutingData = Type.Object({
  item: Id,
  site: Id,
  operations: Type.Array(RoutingOperationData, { default: [] }),
});
export type RoutingData = Static<typeof RoutingData>;

export const SupplierData = Type.Object({ id: Id, name: Text });
export type SupplierData = Static<typeof SupplierData>;

export const CustomerData = Type.Object({
  id: Id,
  name: Text,
  priority: Type.Number({ default: 5 }),
  otif: Type.Object(
    { lateToleranceMinutes: Type.Number({ default: 0 }), underTolerance: Type.Number({ default: 0 }) },
    { default: {} },
  ),
  minRemainingShelfLifeDays: Type.Number({ default: 0 }),
});
export type CustomerData = Static<typeof CustomerData>;

export const SourcingData = Type.Object({
  item: Id,
  site: Id,
  supplier: Id,
  leadTimeDays: Type.Number(),
  unitCost: Type.Optional(MoneyText),
  minimumQuantity: Type.Optional(Quantity),
});
export type SourcingData = Static<typeof SourcingData>;

export const StockingData = Type.Object({
  item: Id,
  site: Id,
  safetyStock: Quantity,
  reorderPoint: Type.Optional(Quantity),
  orderPolicy: Type.Optional(Text),
  reviewedAt: At,
});
export type StockingData = Static<typeof StockingData>;

export const ResponseCostData = Type.Object({ site: Id, kind: Id, fixed: MoneyText, perUnit: MoneyText });
export type ResponseCostData = Static<typeof ResponseCostData>;
