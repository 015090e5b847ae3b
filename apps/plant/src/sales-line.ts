import { iso, money, type SalesLine, type Sim, tell } from "./sim.ts";

/** The ERP's word on a sales order line as it stands. */
export function tellSalesLine(sim: Sim, line: SalesLine): void {
  tell(sim, "erp.sales-order-line", null, {
    order: line.order,
    line: "10",
    customer: line.customer,
    item: line.item.id,
    site: line.site,
    quantity: line.quantity,
    unitPrice: money(line.item.priceCents ?? 0),
    requestedAt: iso(line.requestedAt),
    promisedAt: iso(line.promisedAt),
    transitHours: line.transitHours,
    status: line.state === "cancelled" ? "cancelled" : line.state === "delivered" ? "closed" : "open",
  });
}
