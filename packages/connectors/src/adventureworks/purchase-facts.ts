import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { type Instant, MINUTE } from "@lockstep/domain/instant";
import { type Derived, iso, SITE, tell } from "./event.ts";
import type { Recorded } from "./master-facts.ts";
import { purchaseOrderId } from "./names.ts";
import type { Movement } from "./stock.ts";
import type { Row } from "./tables.ts";
import { timeOfDay } from "./working-day.ts";

const ORDERING = { from: 8, to: 17 };
const RECEIVING = { from: 7, to: 12 };
const QUARANTINE_BIN = "Rejected goods";

/** What the header's status says once the goods have come; 2 is approved: the ERP leaves the line open. */
const CLOSED_AS: Readonly<Record<string, "closed" | "cancelled">> = { "3": "cancelled", "4": "closed" };

type Line = Row<"purchase_order_detail">;

/** Purchase lines, their receipts on the due date (no other day is recorded), and what was rejected of them. */
export function purchaseFacts(recorded: Recorded): { facts: CloudEvent[]; movements: Movement[] } {
  const facts: CloudEvent[] = [];
  const movements: Movement[] = [];
  for (const line of recorded.tables.purchase_order_detail) {
    facts.push(...lineFacts(recorded, line), ...rejection(recorded, line));
    movements.push(...receipt(recorded, line));
  }
  return { facts, movements };
}

function lineFacts({ names, currency }: Recorded, line: Line): CloudEvent[] {
  const { VendorID, OrderDate, Status } = names.purchase(line.PurchaseOrderID);
  const order = purchaseOrderId(line.PurchaseOrderID);
  const orderedAt = timeOfDay(OrderDate, order, ORDERING);
  const data = {
    order,
    line: line.PurchaseOrderDetailID,
    supplier: names.supplier(VendorID),
    item: names.item(line.ProductID),
    site: SITE,
    quantity: line.OrderQty,
    orderedAt: iso(orderedAt),
    promisedAt: iso(line.DueDate),
    unitCost: { amount: line.UnitPrice, currency },
  };
  const told = (status: "open" | "closed" | "cancelled", at: Instant, more: readonly Derived[]): CloudEvent =>
    tell("erp.purchase-order-line", {
      id: `${order}-${line.PurchaseOrderDetailID}-${status}`,
      at,
      data: { ...data, status },
      derived: ["time-of-day", ...more, "currency"],
    });
  const end = line.ReceivedQty === null ? undefined : CLOSED_AS[Status ?? ""];
  const closed = end === undefined ? [] : [told(end, receivedAt(line) + 10 * MINUTE, ["day"])];
  return [told("open", orderedAt, []), ...closed];
}

const receivedAt = (line: Line): Instant => timeOfDay(line.DueDate, line.PurchaseOrderDetailID, RECEIVING);

function receipt({ names }: Recorded, line: Line): Movement[] {
  if (line.ReceivedQty === null || line.ReceivedQty === 0) return [];
  const [received, rejected] = [line.ReceivedQty, line.RejectedQty ?? 0];
  const order = purchaseOrderId(line.PurchaseOrderID);
  const id = `${order}-${line.PurchaseOrderDetailID}-received`;
  const at = receivedAt(line);
  const item = names.item(line.ProductID);
  const purchaseOrderLine = `${order}/${line.PurchaseOrderDetailID}`;
  const fact: Movement["fact"] = (location) =>
    tell("wms.receipt", {
      id,
      at,
      data: { site: SITE, location, item, quantity: received, rejected, status: "available", purchaseOrderLine },
      derived: ["time-of-day", "day"],
    });
  return [{ id, at, product: line.ProductID, quantity: received - rejected, fact }];
}

/** The rejected goods lie blocked, as a lot of their own, under a hold that says so; what becomes of them is not recorded. */
function rejection({ names }: Recorded, line: Line): CloudEvent[] {
  const rejected = line.RejectedQty ?? 0;
  if (rejected === 0) return [];
  const order = purchaseOrderId(line.PurchaseOrderID);
  const lot = `${order}-${line.PurchaseOrderDetailID}-REJECTED`;
  const at = receivedAt(line) + 5 * MINUTE;
  const item = names.item(line.ProductID);
  const to = { site: SITE, location: QUARANTINE_BIN };
  const reason = `rejected on receipt of ${order}/${line.PurchaseOrderDetailID}`;
  const derived = ["time-of-day", "day"] as const;
  return [
    tell("wms.stock-move", {
      id: `${lot}-blocked`,
      at,
      data: { item, lot, quantity: rejected, to, status: "blocked", reason: "adjust" },
      derived,
    }),
    tell("mes.quality-hold", {
      id: lot,
      at,
      data: { id: lot, target: { item, lot, site: SITE }, state: "rejected", reason },
      derived,
    }),
  ];
}
