import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { iso, SITE, tell } from "./event.ts";
import { BOUGHT_UNIT, type Names, resourceId } from "./names.ts";
import { groupBy, type Structure } from "./structure.ts";
import type { Tables } from "./tables.ts";
import { SHIFTS } from "./working-day.ts";

const CALENDAR = "TWO-SHIFTS";

/** How many jobs a location holds side by side is not recorded; up to 774 run at once, so nothing is made to wait. */
const CAPACITY = 1_000;

export interface Recorded {
  readonly tables: Tables;
  readonly names: Names;
  readonly structure: Structure;
  /** The first day of the record, at midnight: all that is known before anything happens is of then. */
  readonly opening: Instant;
  /** The company's one currency; the record names none. */
  readonly currency: string;
}

/** Who and what there is. */
export function masterFacts(recorded: Recorded): CloudEvent[] {
  return [...plant(recorded), ...items(recorded), ...bills(recorded), ...partners(recorded)];
}

function plant({ tables, opening: at, currency }: Recorded): CloudEvent[] {
  const used = new Set(tables.work_order_routing.map(({ LocationID }) => LocationID));
  const weekly = [1, 2, 3, 4, 5, 6, 7].flatMap((day) => SHIFTS.map((shift) => ({ day, ...shift })));
  const site = {
    id: SITE,
    name: "Adventure Works Cycles",
    timeZone: "UTC",
    putawayHours: 0,
    pickHours: 0,
    inspectionHours: 24,
    valueAtRiskLimit: 50_000,
    receipts: "posted",
  } as const;
  return [
    tell("master.site", { id: SITE, at, data: site, derived: ["assumed"] }),
    tell("master.calendar", {
      id: CALENDAR,
      at,
      data: { id: CALENDAR, timeZone: "UTC", weekly, exceptions: [] },
      derived: ["assumed"],
    }),
    ...tables.location
      .filter(({ LocationID, CostRate }) => used.has(LocationID) || Number(CostRate) > 0)
      .map(({ LocationID, Name, CostRate }) => {
        const id = resourceId(LocationID);
        const data = {
          id,
          site: SITE,
          name: Name,
          kind: "work-centre" as const,
          calendar: CALENDAR,
          capacity: CAPACITY,
          hourlyCost: { amount: CostRate, currency },
          typicalRepairMinutes: {},
        };
        return tell("master.resource", { id, at, data, derived: ["assumed", "currency"] });
      }),
  ];
}

function items({ tables, names, opening: at, currency }: Recorded): CloudEvent[] {
  const unitOf = new Map(tables.bill_of_materials.map((row) => [row.ComponentID, row.UnitMeasureCode]));
  return tables.product.flatMap((row) => {
    const item = names.item(row.ProductID);
    const data = {
      id: item,
      name: row.Name,
      uom: unitOf.get(row.ProductID) ?? BOUGHT_UNIT,
      unitCost: { amount: row.StandardCost, currency },
      unitPrice: { amount: row.ListPrice, currency },
      aliases: [{ system: "AdventureWorks.ProductID", code: row.ProductID }],
      group: row.MakeFlag ? (row.FinishedGoodsFlag ? "made for sale" : "made part") : "bought",
    };
    const stocking = {
      item,
      site: SITE,
      safetyStock: row.SafetyStockLevel,
      reorderPoint: row.ReorderPoint,
      reviewedAt: iso(row.ModifiedDate),
    };
    return [
      tell("master.item", { id: `item-${item}`, at, data, derived: ["currency"] }),
      tell("master.stocking", { id: `stocking-${item}`, at, data: stocking }),
    ];
  });
}

/**
 * A bill for each assembly as it stands at the opening, and again on each later day on which a row of it begins or ends;
 * a moment after the items, so that none has to wait for its product.
 */
function bills({ tables, names, structure, opening }: Recorded): CloudEvent[] {
  const rowsOf = groupBy(tables.bill_of_materials, ({ ProductAssemblyID }) => ProductAssemblyID);
  return [...rowsOf].flatMap(([product, rows]) => {
    const days = rows
      .flatMap(({ StartDate, EndDate }) => [StartDate, EndDate ?? opening])
      .filter((day) => day > opening);
    return [opening + 1, ...new Set(days)].map((at) => {
      const item = names.item(product);
      const components = structure.componentsOf(product, at).map(({ ComponentID, PerAssemblyQty }) => ({
        item: names.item(ComponentID),
        quantityPer: PerAssemblyQty,
        scrapFraction: 0,
      }));
      return tell("master.bom", { id: `bom-${item}-${at}`, at, data: { item, site: SITE, components } });
    });
  });
}

function partners({ tables, names, opening: at, currency }: Recorded): CloudEvent[] {
  const suppliers = tables.vendor.map(({ AccountNumber: id, Name: name }) =>
    tell("master.supplier", { id: `supplier-${id}`, at, data: { id, name } }),
  );
  const sourcing = tables.product_vendor.map((row) => {
    const item = names.item(row.ProductID);
    const supplier = names.supplier(row.BusinessEntityID);
    const data = {
      item,
      site: SITE,
      supplier,
      leadTimeDays: row.AverageLeadTime,
      unitCost: { amount: row.StandardPrice, currency },
      minimumQuantity: row.MinOrderQty,
    };
    return tell("master.sourcing", { id: `sourcing-${item}-${supplier}`, at, data, derived: ["currency"] });
  });
  const customers = tables.customer.map(({ AccountNumber: id }) => {
    const otif = { lateToleranceMinutes: 0, underTolerance: 0 };
    const data = { id, name: id, priority: 5, otif, minRemainingShelfLifeDays: 0 };
    return tell("master.customer", { id: `customer-${id}`, at, data });
  });
  return [...suppliers, ...sourcing, ...customers];
}
