import { isObject, type JsonObject } from "@lockstep/domain/json";

/** What a fact may be about, as `kind:id`. */
export type ToldKind =
  | "line"
  | "order"
  | "purchase"
  | "transfer"
  | "point"
  | "resource"
  | "hold"
  | "item"
  | "customer"
  | "supplier";

/** What an event would have told of, though something in it is wrong; null where that cannot be read. */
export function toldOf(event: unknown): readonly string[] | null {
  if (!isObject(event) || !isObject(event["data"])) return null;
  const told = toldIn(String(event["type"]), event["data"]).filter((one) => one !== null);
  return told.length === 0 ? null : [...new Set(told)];
}

type Maybe = string | null;

function toldIn(type: string, data: JsonObject): readonly Maybe[] {
  const text = (name: string, from: JsonObject = data): Maybe => nameOf(from[name]);
  const named = (kind: ToldKind, name: string, from: JsonObject = data): Maybe => refer(kind, text(name, from));
  const place = (name: string): JsonObject => (isObject(data[name]) ? data[name] : {});
  const point = (site: Maybe = text("site"), item: Maybe = text("item")): Maybe =>
    item === null || site === null ? null : `point:${item}@${site}`;
  const line = (): Maybe => joined(text("order"), text("line"));
  switch (type) {
    case "master.item":
      return [named("item", "id")];
    case "master.resource":
      return [named("resource", "id")];
    case "master.customer":
      return [named("customer", "id")];
    case "master.supplier":
      return [named("supplier", "id")];
    case "master.bom":
    case "master.routing":
    case "master.sourcing":
    case "master.stocking":
    case "erp.stock-on-hand":
    case "wms.stock-count":
      return [point()];
    case "erp.sales-order-line":
      return [refer("line", line())];
    case "erp.purchase-order-line":
      return [refer("purchase", line())];
    case "erp.production-order":
      return [named("order", "id")];
    case "erp.transfer-order":
      return [named("transfer", "id")];
    case "mes.operation":
    case "mes.consumption":
      return [named("order", "order")];
    case "mes.resource-state":
      return [named("resource", "resource")];
    case "mes.quality-hold":
      return [named("hold", "id"), ...targetOf(place("target"))];
    case "wms.receipt":
      return [point(), ...ordersOf(data)];
    case "wms.stock-move":
      return [point(text("site", place("from"))), point(text("site", place("to"))), ...ordersOf(data)];
    case "wms.shipment":
      return [named("line", "salesOrderLine")];
    case "tower.estimate": {
      const target = place("target");
      return [
        named("resource", "resource", target),
        named("hold", "hold", target),
        named("purchase", "purchaseOrderLine", target),
      ];
    }
    default:
      return [];
  }
}

const ordersOf = (data: JsonObject): readonly Maybe[] => [
  refer("line", nameOf(data["salesOrderLine"])),
  refer("order", nameOf(data["productionOrder"])),
  refer("purchase", nameOf(data["purchaseOrderLine"])),
  refer("transfer", nameOf(data["transferOrder"])),
];

/** A lot that is held anywhere is held where it lies: that its fact does not say. */
function targetOf(target: JsonObject): readonly Maybe[] {
  const item = nameOf(target["item"]);
  const site = nameOf(target["site"]);
  if (item === null) return [refer("order", nameOf(target["productionOrder"]))];
  return [site === null ? `item:${item}` : `point:${item}@${site}`];
}

const refer = (kind: ToldKind, id: Maybe): Maybe => (id === null ? null : `${kind}:${id}`);
const joined = (order: Maybe, line: Maybe): Maybe => (order === null || line === null ? null : `${order}/${line}`);

/** An id that came as a number still says which one is meant. */
function nameOf(value: unknown): Maybe {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" && value !== "" && value.length <= 1_000 ? value : null;
}
