import type { AnyFact } from "../facts/fact.ts";
import { lineId, operationId, pointId } from "../world.ts";

/** What a finding about a fact is about: a type of thing as findings name it, and its id. */
export function subjectOf(fact: AnyFact): readonly [type: string, id: string] {
  switch (fact.type) {
    case "master.bom":
    case "master.routing":
    case "master.sourcing":
    case "master.stocking":
    case "erp.stock-on-hand":
    case "wms.stock-count":
    case "wms.receipt":
      return ["stocking-point", pointId(fact.data.item, fact.data.site)];
    case "wms.stock-move":
      return ["stocking-point", pointId(fact.data.item, fact.data.from?.site ?? fact.data.to?.site ?? "")];
    case "wms.shipment":
      return ["sales-order-line", fact.data.salesOrderLine];
    case "erp.sales-order-line":
      return ["sales-order-line", lineId(fact.data.order, fact.data.line)];
    case "erp.purchase-order-line":
      return ["purchase-order-line", lineId(fact.data.order, fact.data.line)];
    case "mes.operation":
    case "mes.consumption":
      return ["operation", operationId(fact.data.order, fact.data.seq)];
    case "mes.resource-state":
      return ["resource", fact.data.resource];
    case "mes.quality-hold":
      return ["hold", fact.data.id];
    default:
      return [fact.type.slice(fact.type.indexOf(".") + 1), fact.key];
  }
}
