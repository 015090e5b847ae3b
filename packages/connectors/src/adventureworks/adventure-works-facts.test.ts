import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { describe, expect, it } from "vitest";
import { adventureWorksFacts } from "./adventure-works-facts.ts";
import { type FileName, readTables, type TextRow } from "./tables.ts";

const row = (columns: string, values: string): TextRow => {
  const texts = values.split(",");
  return Object.fromEntries(columns.split(",").map((column, k) => [column, texts[k] ?? ""]));
};
const rows = (columns: string, ...values: string[]): TextRow[] => values.map((each) => row(columns, each));

const PRODUCT =
  "ProductID,Name,ProductNumber,MakeFlag,FinishedGoodsFlag,SafetyStockLevel,ReorderPoint,StandardCost,ListPrice,ModifiedDate";
const WORK_ORDER = "WorkOrderID,ProductID,OrderQty,StockedQty,ScrappedQty,StartDate,EndDate,DueDate";
const ROUTING = "WorkOrderID,OperationSequence,LocationID,ActualStartDate,ActualEndDate,ActualResourceHrs,PlannedCost";

/** A frame of two tubes of one sheet each: two levels, the tube without a routing and 1 of 9 scrapped. */
const FILES: Record<FileName, readonly TextRow[]> = {
  location: rows("LocationID,Name,CostRate", "6,Stores,0", "10,Forming,20", "20,Welding,10"),
  product: rows(
    PRODUCT,
    "1,Frame,FR-1,true,true,0,0,10,25,2014-02-08",
    "2,Tube,TU-2,true,false,0,0,3,0,2014-02-08",
    "3,Sheet,SH-3,false,false,0,0,1,0,2014-02-08",
  ),
  bill_of_materials: rows(
    "ProductAssemblyID,ComponentID,StartDate,EndDate,UnitMeasureCode,PerAssemblyQty",
    "1,2,2010-01-01,,EA,2",
    "2,3,2010-01-01,2014-03-12,EA,5",
    "2,3,2014-03-12,,EA,1",
  ),
  product_inventory: rows("ProductID,LocationID,Shelf,Bin,Quantity", "3,6,A,1,5", "3,10,N/A,0,2"),
  vendor: rows("BusinessEntityID,AccountNumber,Name", "7,STEEL0001,Steel"),
  product_vendor: rows("ProductID,BusinessEntityID,AverageLeadTime,StandardPrice,MinOrderQty", "3,7,10,1.1,1"),
  customer: rows("CustomerID,AccountNumber", "9,AW9"),
  sales_order_header: rows("SalesOrderID,SalesOrderNumber,CustomerID", "50,SO50,9"),
  sales_order_line: rows(
    "SalesOrderID,LineNo,ProductID,OrderQty,UnitCostOrPrice,OrderDate,DueDate,ShipDate",
    "50,1,1,4,25,2014-03-07,2014-03-19,2014-03-14",
    "50,2,3,6,2,2014-03-07,2014-03-19,2014-03-14",
  ),
  work_order: rows(
    WORK_ORDER,
    "70,1,4,4,0,2014-03-10,2014-03-28,2014-03-21",
    "71,2,9,8,1,2014-03-10,2014-03-20,2014-03-21",
  ),
  work_order_routing: rows(ROUTING, "70,2,20,2014-03-12,2014-03-28,1,10", "70,1,10,2014-03-12,2014-03-28,3,60"),
  purchase_order_header: rows("PurchaseOrderID,Status,VendorID,OrderDate", "80,4,7,2014-03-10"),
  purchase_order_detail: rows(
    "PurchaseOrderID,PurchaseOrderDetailID,DueDate,OrderQty,ProductID,UnitPrice,ReceivedQty,RejectedQty",
    "80,1,2014-03-24,20,3,1.1,20,2",
  ),
};

function tell(files: Partial<typeof FILES> = {}): (id: string) => CloudEvent | undefined {
  const tables = readTables({ ...FILES, ...files });
  if (!tables.ok) throw new Error(tables.error);
  const { events } = adventureWorksFacts(tables.value, { currency: "EUR" });
  return (id) => events.find((event) => event.id === id);
}

describe("AdventureWorks as facts", () => {
  const told = tell();

  it("splits the interval by level, the deepest first, and a level's part by planned hours", () => {
    expect(told("WO71-planned")).toMatchObject({
      duedate: "2014-03-21",
      data: { plannedStart: "2014-03-10T06:00:00.000Z", plannedFinish: "2014-03-15T22:00:00.000Z", operations: [] },
    });
    expect(told("WO70-planned")).toMatchObject({
      data: {
        plannedStart: "2014-03-10T06:00:00.000Z",
        plannedFinish: "2014-03-21T22:00:00.000Z",
        operations: [
          {
            seq: 1,
            resource: "LOC-10",
            ratePerHour: 1.333333,
            plannedStart: "2014-03-16T06:00:00.000Z",
            plannedFinish: "2014-03-20T14:00:00.000Z",
          },
          { seq: 2, resource: "LOC-20", ratePerHour: 4, plannedFinish: "2014-03-21T22:00:00.000Z" },
        ],
      },
    });
  });

  it("promises order date + 19 days, and confirms a made line with the work order that makes it", () => {
    const promisedAt = "2014-03-26T00:00:00.000Z";
    expect(told("SO50-1-ordered")).toMatchObject({ data: { promisedAt, requestedAt: "2014-03-19T00:00:00.000Z" } });
    expect(told("SO50-1-confirmed")).toMatchObject({ data: { promisedAt, peggedTo: { productionOrder: "WO70" } } });
    expect(told("SO50-2-ordered")).toMatchObject({ data: { promisedAt } });
    expect(told("SO50-2-confirmed")).toBeUndefined();
  });

  it("ships on the recorded day, or when the work order has ended", () => {
    expect(told("SO50-1-shipped")?.time.slice(0, 10)).toBe("2014-03-28");
    expect(told("SO50-1-shipped")?.["derived"]).toBe("time-of-day,day");
    expect(told("SO50-2-shipped")?.time.slice(0, 10)).toBe("2014-03-14");
    expect(told("SO50-2-shipped")?.["derived"]).toBe("time-of-day");
  });

  it("issues at the start, but a component that is made only when its work order is finished", () => {
    expect(told("WO71-issue-SH-3")?.time.slice(0, 10)).toBe("2014-03-10");
    const received = Date.parse(told("WO71-received")?.time ?? "");
    expect(Date.parse(told("WO70-issue-TU-2")?.time ?? "")).toBe(received + 60_000);
  });

  it("takes the bill that is in force on the start date, and tells the next one on its day", () => {
    expect(told("WO71-issue-SH-3")).toMatchObject({ data: { quantity: 45 } });
    expect(told(`bom-TU-2-${Date.parse("2014-03-12T00:00:00Z")}`)).toMatchObject({
      time: "2014-03-12T00:00:00.000Z",
      data: { components: [{ item: "SH-3", quantityPer: 1 }] },
    });
  });

  it("tells scrap of the last operation, and of an order without operations at its receipt", () => {
    expect(told("WO71-received")).toMatchObject({ data: { quantity: 9, rejected: 1, productionOrder: "WO71" } });
    const scrapped = tell({
      work_order: rows(WORK_ORDER, "70,1,4,3,1,2014-03-10,2014-03-28,2014-03-21"),
    });
    expect(scrapped("WO70-1-done")).toMatchObject({ data: { good: 4, scrap: 0 } });
    expect(scrapped("WO70-2-done")).toMatchObject({ data: { good: 3, scrap: 1 } });
    expect(scrapped("WO70-received")).toMatchObject({ data: { quantity: 3, rejected: 0 } });
  });

  it("tops up a bought part by what it would lack, and empties its fullest bin first", () => {
    expect(told("top-up-SH-3")).toMatchObject({ data: { quantity: 44, to: { location: "Stores A-1" } } });
    expect(told("WO71-issue-SH-3")).toMatchObject({ data: { from: { location: "Stores A-1" } } });
    expect(told("SO50-2-shipped")).toMatchObject({ data: { location: "Stores A-1", quantity: 4 } });
    expect(told("SO50-2-shipped-2")).toMatchObject({ data: { location: "Forming", quantity: 2 } });
  });

  it("holds rejected goods apart from those that are stocked", () => {
    expect(told("PO80-1-received")).toMatchObject({ data: { quantity: 20, rejected: 2, purchaseOrderLine: "PO80/1" } });
    const lot = "PO80-1-REJECTED";
    expect(told(`${lot}-blocked`)).toMatchObject({ data: { lot, quantity: 2, status: "blocked" } });
    expect(told(lot)).toMatchObject({ data: { target: { item: "SH-3", lot }, state: "rejected" } });
  });

  it("tells nothing of what has not happened", () => {
    const running = tell({
      work_order: rows(WORK_ORDER, "70,1,4,,,2014-03-10,,2014-03-21", "71,2,9,,,2014-03-10,,2014-03-21"),
      work_order_routing: rows(ROUTING, "70,1,10,2014-03-12,,,60", "70,2,20,,,,10"),
    });
    expect(running("WO70-1-running")).toBeDefined();
    for (const id of ["WO70-1-done", "WO70-2-running", "WO70-received", "WO70-closed", "WO70-issue-TU-2"]) {
      expect([id, running(id)]).toEqual([id, undefined]);
    }
    expect(running("SO50-1-shipped")).toBeUndefined();
  });
});
