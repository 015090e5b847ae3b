import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { DAY, type Instant } from "@lockstep/domain/instant";
import { iso, SITE, tell } from "./event.ts";
import type { Recorded } from "./master-facts.ts";
import { workOrderId } from "./names.ts";
import { receivedAt } from "./production-facts.ts";
import type { Movement } from "./stock.ts";
import type { Row } from "./tables.ts";
import { timeOfDay } from "./working-day.ts";

/** A work order is due 14 days after the sales order; the recorded due date, after 12, can be met by no made line. */
const PROMISE = (14 + 5) * DAY;

const ORDERING = { from: 6.5, to: 18 };
const CONFIRMING = { from: 20.5, to: 21.5 };
const SHIPPING = { from: 20.75, to: 21.9 };

type Line = Row<"sales_order_line">;
type WorkOrder = Row<"work_order">;

/** The order book: lines as they come in, those that are made once more with the work order that makes them; shipments. */
export function salesFacts(recorded: Recorded): { facts: CloudEvent[]; movements: Movement[] } {
  const facts: CloudEvent[] = [];
  const movements: Movement[] = [];
  for (const line of recorded.tables.sales_order_line) {
    const isMade = recorded.names.product(line.ProductID).MakeFlag;
    const maker = isMade ? recorded.structure.makerFor(line.ProductID, line.OrderDate) : undefined;
    facts.push(...lineFacts(recorded, line, maker));
    movements.push(...shipment(recorded, line, maker));
  }
  return { facts, movements };
}

function lineFacts({ names, currency }: Recorded, line: Line, maker: WorkOrder | undefined): CloudEvent[] {
  const order = names.salesOrder(line.SalesOrderID);
  const data = {
    order,
    line: line.LineNo,
    customer: names.customer(line.SalesOrderID),
    item: names.item(line.ProductID),
    site: SITE,
    quantity: line.OrderQty,
    unitPrice: { amount: line.UnitCostOrPrice, currency },
    requestedAt: iso(line.DueDate),
    promisedAt: iso(line.OrderDate + PROMISE),
    transitHours: 0,
    status: "open" as const,
  };
  const id = `${order}-${line.LineNo}`;
  const ordered = tell("erp.sales-order-line", {
    id: `${id}-ordered`,
    at: timeOfDay(line.OrderDate, order, ORDERING),
    data,
    derived: ["time-of-day", "promise", "currency"],
  });
  if (maker === undefined) return [ordered];
  const confirmed = tell("erp.sales-order-line", {
    id: `${id}-confirmed`,
    at: timeOfDay(line.OrderDate, order, CONFIRMING),
    data: { ...data, peggedTo: { productionOrder: workOrderId(maker.WorkOrderID) } },
    derived: ["time-of-day", "promise", "peg", "currency"],
  });
  return [ordered, confirmed];
}

/** On the recorded day, but not before the work order that makes it has ended. */
function shipment({ names, structure }: Recorded, line: Line, maker: WorkOrder | undefined): Movement[] {
  if (line.ShipDate === null) return [];
  const made = maker === undefined ? null : receivedAt(maker, structure);
  if (maker !== undefined && made === null) return [];
  const day = Math.max(line.ShipDate, dayOf(made ?? line.ShipDate));
  const order = names.salesOrder(line.SalesOrderID);
  const id = `${order}-${line.LineNo}-shipped`;
  const at = timeOfDay(day, id, SHIPPING);
  const item = names.item(line.ProductID);
  const fact: Movement["fact"] = (location, quantity, part) => {
    const own = part === 1 ? id : `${id}-${part}`;
    const salesOrderLine = `${order}/${line.LineNo}`;
    return tell("wms.shipment", {
      id: own,
      at,
      data: { id: own, salesOrderLine, item, site: SITE, location, serials: [], quantity, shippedAt: iso(at) },
      derived: day === line.ShipDate ? ["time-of-day"] : ["time-of-day", "day"],
    });
  };
  return [{ id, at, product: line.ProductID, quantity: -line.OrderQty, fact }];
}

const dayOf = (at: Instant): Instant => Math.floor(at / DAY) * DAY;
