import type { Dirty } from "./dirty.ts";
import type { Marks } from "./marks.ts";
import { news } from "./network-parts.ts";
import type { PointNode } from "./point-node.ts";
import { addTo } from "./sets.ts";

interface Marked {
  readonly dirty: Dirty;
  readonly pointOf: (id: string) => PointNode;
  readonly mayHangOnCount: (order: string, point: string) => boolean;
}

export function createMarks({ dirty, pointOf, mayHangOnCount }: Marked): Marks {
  const askCounted = (point: PointNode, orders: Iterable<string>): void => {
    for (const order of orders) if (mayHangOnCount(order, point.id)) dirty.order.add(order);
  };
  const marks: Marks = {
    order: (id) => dirty.order.add(id),
    report: (order, seq) => addTo(dirty.reported, order, seq),
    line: (id) => dirty.line.add(id),
    purchase: (id) => dirty.purchase.add(id),
    transfer: (id) => dirty.transfer.add(id),
    point: (id) => {
      const point = pointOf(id);
      point.isStockStale = true;
      point.touch();
    },
    lot: (id, lot) => {
      const point = pointOf(id);
      point.staleLot(lot);
      point.touch();
    },
    held: (id) => {
      pointOf(id).areMakersStale = true;
      marks.point(id);
    },
    news: (id) => news(pointOf(id)),
    counted: (id) => {
      const point = pointOf(id);
      askCounted(point, point.claiming ?? none);
      askCounted(point, point.needing ?? none);
    },
    issued: (order) => dirty.issued.add(order),
    received: (order) => dirty.received.add(order),
    assumption: (id) => {
      for (const order of pointOf(id).claiming ?? none) dirty.place.add(order);
    },
    resource: (id) => dirty.resource.add(id),
    resourceData: (id) => {
      dirty.resource.add(id);
      dirty.resourceData.add(id);
    },
    hold: (id) => dirty.hold.add(id),
    goods: (id) => {
      const { purchases, demands } = pointOf(id);
      for (const purchase of purchases ?? none) dirty.purchase.add(purchase);
      for (const demand of demands) if (demand.kind === "line") dirty.line.add(demand.id);
      marks.held(id);
    },
    itemName: (id) => dirty.renamedItem.add(id),
    supplierName: (id) => dirty.renamedSupplier.add(id),
    everything: () => {
      dirty.isAllDirty = true;
    },
  };
  return marks;
}

const none: readonly never[] = [];
