import type { FactData, FactType } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";

/**
 * Books kept from the facts alone, to check a plant from outside: what each bin holds, what was made, issued, received
 * and shipped. `mistakes` says in words what does not add up.
 */
export interface Books {
  readonly bins: ReadonlyMap<string, number>;
  readonly mistakes: readonly string[];
  /** By production order. */
  readonly made: ReadonlyMap<
    string,
    { good: number; done: boolean; received: number; issued: Map<string, number>; used: Map<string, number> }
  >;
  readonly bought: ReadonlyMap<string, { ordered: number; received: number; rejected: number; open: boolean }>;
  readonly sold: ReadonlyMap<string, { ordered: number; shipped: number; status: string }>;
  readonly moved: ReadonlyMap<string, { shipped: number; received: number; status: string }>;
}

type Known = { [T in FactType]: { readonly type: T; readonly time: string; readonly data: FactData[T] } }[FactType];

export function keepBooks(facts: Iterable<CloudEvent>): Books {
  const bins = new Map<string, number>();
  const mistakes: string[] = [];
  const made = new Map<
    string,
    { good: number; done: boolean; received: number; issued: Map<string, number>; used: Map<string, number> }
  >();
  const bought = new Map<string, { ordered: number; received: number; rejected: number; open: boolean }>();
  const sold = new Map<string, { ordered: number; shipped: number; status: string }>();
  const moved = new Map<string, { shipped: number; received: number; status: string }>();
  const shipments = new Set<string>();
  const put = (bin: string, quantity: number, fact: Known): void => {
    const now = Math.round(((bins.get(bin) ?? 0) + quantity) * 1e6) / 1e6;
    bins.set(bin, now);
    if (now < 0) mistakes.push(`${bin} falls to ${now} by ${fact.type} at ${fact.time}`);
  };
  const known = <T>(map: Map<string, T>, id: string, fact: Known): T | undefined => {
    const entry = map.get(id);
    if (entry === undefined) mistakes.push(`${fact.type} at ${fact.time} names ${id}, which nobody has told of`);
    return entry;
  };
  for (const event of facts) {
    const fact = event as unknown as Known;
    switch (fact.type) {
      case "erp.production-order": {
        const { id } = fact.data;
        if (!made.has(id)) made.set(id, { good: 0, done: false, received: 0, issued: new Map(), used: new Map() });
        break;
      }
      case "erp.purchase-order-line": {
        const { order, line, quantity, status } = fact.data;
        const entry = bought.get(`${order}/${line}`) ?? { ordered: quantity, received: 0, rejected: 0, open: true };
        bought.set(`${order}/${line}`, Object.assign(entry, { ordered: quantity, open: status === "open" }));
        break;
      }
      case "erp.sales-order-line": {
        const { order, line, quantity, status } = fact.data;
        const entry = sold.get(`${order}/${line}`) ?? { ordered: quantity, shipped: 0, status };
        sold.set(`${order}/${line}`, Object.assign(entry, { ordered: quantity, status }));
        break;
      }
      case "erp.transfer-order": {
        const entry = moved.get(fact.data.id) ?? { shipped: 0, received: 0, status: "" };
        moved.set(fact.data.id, Object.assign(entry, { status: fact.data.status }));
        break;
      }
      case "mes.operation": {
        const entry = known(made, fact.data.order, fact);
        if (entry === undefined) break;
        if (fact.data.good < entry.good) mistakes.push(`${fact.data.order} lost good pieces at ${fact.time}`);
        entry.good = fact.data.good;
        entry.done = fact.data.state === "done";
        break;
      }
      case "mes.consumption": {
        const { order, item, quantity } = fact.data;
        const entry = known(made, order, fact);
        entry?.used.set(item, (entry.used.get(item) ?? 0) + quantity);
        break;
      }
      case "mes.quality-hold": {
        const { item = "", lot = "", site = "" } = fact.data.target;
        const there = [...bins].some(
          ([bin, quantity]) => bin.startsWith(`${site}|`) && bin.includes(`|${item}|${lot}|`) && quantity > 0,
        );
        if (fact.data.state === "held" && !there) mistakes.push(`${fact.data.id} holds ${lot}, which is not there`);
        break;
      }
      case "wms.stock-count": {
        const { site, location, item, lot = "", status, quantity } = fact.data;
        bins.set(`${site}|${location}|${item}|${lot}|${status}`, quantity);
        if (quantity < 0) mistakes.push(`${lot} was counted ${quantity}`);
        break;
      }
      case "wms.receipt": {
        const { site, location, item, lot = "", status, quantity, rejected } = fact.data;
        put(`${site}|${location}|${item}|${lot}|${status}`, quantity - rejected, fact);
        const { productionOrder, purchaseOrderLine, transferOrder } = fact.data;
        const order = productionOrder === undefined ? undefined : known(made, productionOrder, fact);
        const line = purchaseOrderLine === undefined ? undefined : known(bought, purchaseOrderLine, fact);
        const transfer = transferOrder === undefined ? undefined : known(moved, transferOrder, fact);
        if (order) order.received += quantity - rejected;
        if (line)
          Object.assign(line, { received: line.received + quantity - rejected, rejected: line.rejected + rejected });
        if (transfer) transfer.received += quantity;
        break;
      }
      case "wms.stock-move": {
        const { item, lot = "", quantity, from, to, status, toStatus = status } = fact.data;
        if (from) put(`${from.site}|${from.location}|${item}|${lot}|${status}`, -quantity, fact);
        if (to) put(`${to.site}|${to.location}|${item}|${lot}|${toStatus}`, quantity, fact);
        const { productionOrder, transferOrder, salesOrderLine } = fact.data;
        const order = productionOrder === undefined ? undefined : known(made, productionOrder, fact);
        order?.issued.set(item, (order.issued.get(item) ?? 0) + quantity);
        const transfer = transferOrder === undefined ? undefined : known(moved, transferOrder, fact);
        if (transfer) transfer.shipped += quantity;
        if (salesOrderLine !== undefined) known(sold, salesOrderLine, fact);
        break;
      }
      case "wms.shipment": {
        const { id, salesOrderLine, item, site, location, lot = "", quantity } = fact.data;
        if (shipments.has(id)) break;
        shipments.add(id);
        put(`${site}|${location}|${item}|${lot}|available`, -quantity, fact);
        const line = known(sold, salesOrderLine, fact);
        if (line) line.shipped += quantity;
        break;
      }
      default:
        break;
    }
  }
  return { bins, mistakes, made, bought, sold, moved };
}
