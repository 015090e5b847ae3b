import type { CauseKind } from "@lockstep/engine/views";
import type { KnownWorld } from "../replica/known-facts.ts";
import { itemOf, resourceName, siteName, supplierName } from "./names.ts";

interface Subject {
  readonly kind: string;
  readonly subjectType: string;
  readonly subject: string;
}

/** A cause in words: what is the matter with what, by the names that people use. */
export function titleOf({ kind, subjectType, subject }: Subject, world: KnownWorld): string {
  const what = subjectInWords(subjectType, subject, world);
  switch (kind as CauseKind) {
    case "machine-down":
      return `${what} is down${reasonOfStop(subject, world)}`;
    case "quality-hold":
      return `${what} is on hold${reasonOfHold(subject, world)}`;
    case "stock-mismatch":
      return `The ERP counts more of ${what} than the warehouse`;
    case "no-supply":
      return `Nothing supplies ${what}`;
    case "supplier-late":
      return `${what} comes later than promised`;
    case "plan-gap":
      return `${what} is planned later than it is needed`;
    case "uncertain":
      return `${what} may be late`;
    case "scrap":
      return `${what} makes too much scrap`;
    case "slow-running":
      return `${what} runs slower than planned`;
    case "not-started":
      return `${what} has not started as planned`;
    case "overload":
      return `${what} has more work than time`;
    case "not-shipped":
      return `${what} is ready and has not left`;
    case "not-received":
      return `${what} is made and has not been received`;
    case "transfer-late":
      return `${what} is on its way for too long`;
    case "closed-short":
      return `${what} was closed short of its quantity`;
  }
}

function subjectInWords(type: string, id: string, world: KnownWorld): string {
  switch (type) {
    case "resource":
      return resourceName(world, id);
    case "stocking-point":
      return pointInWords(id, world);
    case "production-order":
      return withItem(`Order ${id}`, world.productionOrders.get(id)?.data.item, world);
    case "sales-order-line":
      return withItem(`Line ${id}`, world.salesOrderLines.get(id)?.data.item, world);
    case "transfer-order":
      return withItem(`Transfer ${id}`, world.transferOrders.get(id)?.data.item, world);
    case "purchase-order-line":
      return purchaseInWords(id, world);
    case "hold":
      return holdInWords(id, world);
    default:
      return id;
  }
}

const withItem = (text: string, item: string | undefined, world: KnownWorld): string =>
  item === undefined ? text : `${text}, ${itemOf(world, item).name},`;

function pointInWords(id: string, world: KnownWorld): string {
  const at = id.lastIndexOf("@");
  return `${itemOf(world, id.slice(0, at)).name} at ${siteName(world, id.slice(at + 1))}`;
}

function purchaseInWords(id: string, world: KnownWorld): string {
  const line = world.purchaseOrderLines.get(id)?.data;
  return line === undefined
    ? id
    : `${itemOf(world, line.item).name} from ${supplierName(world, line.supplier)}, ${id},`;
}

function holdInWords(id: string, world: KnownWorld): string {
  const target = world.holds.get(id)?.data.target;
  if (target === undefined) return `Hold ${id}:`;
  if (target.productionOrder !== undefined) return `What order ${target.productionOrder} made`;
  const item = itemOf(world, target.item ?? "").name;
  if (target.lot !== undefined) return `Lot ${target.lot} of ${item}`;
  return target.site === undefined ? item : `${item} at ${siteName(world, target.site)}`;
}

function reasonOfStop(resource: string, world: KnownWorld): string {
  const reason = world.resourceStates.get(resource)?.at(-1)?.data.reason;
  return reason ? `: ${reason}` : "";
}

function reasonOfHold(id: string, world: KnownWorld): string {
  const reason = world.holds.get(id)?.data.reason;
  return reason ? `: ${reason}` : "";
}
