import type { World } from "@lockstep/domain/world";
import type { Found } from "./cause-rules.ts";

/** The sites that the subject of a cause is at; none for what no fact in force knows. */
export function sitesOfSubject(world: World, { subjectType, subject }: Found): readonly string[] {
  const known = (...sites: readonly (string | undefined)[]): string[] => sites.filter((site) => site !== undefined);
  switch (subjectType) {
    case "sales-order-line":
      return known(world.salesOrderLines.get(subject)?.data.site);
    case "production-order":
      return known(world.productionOrders.get(subject)?.data.site);
    case "purchase-order-line":
      return known(world.purchaseOrderLines.get(subject)?.data.site);
    case "transfer-order": {
      const transfer = world.transferOrders.get(subject)?.data;
      return known(transfer?.fromSite, transfer?.toSite);
    }
    case "stocking-point":
      return [subject.slice(subject.lastIndexOf("@") + 1)];
    case "resource":
      return known(world.resources.get(subject)?.data.site);
    case "hold": {
      const target = world.holds.get(subject)?.data.target;
      return known(target?.site, world.productionOrders.get(target?.productionOrder ?? "")?.data.site);
    }
  }
}
