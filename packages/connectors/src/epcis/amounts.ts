import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { exact } from "../mapping/exact.ts";
import type { EpcisEvent, Thing } from "./event.ts";
import { identify } from "./identifiers.ts";
import type { EpcisMapping } from "./mapping.ts";
import type { Packing } from "./packing.ts";

/** So much of a lot of an item, in the item's unit. */
export interface Amount {
  readonly item: string;
  /** Empty: none is named. */
  readonly lot: string;
  readonly quantity: number;
  readonly serials: readonly string[];
  /** The logistic unit that it lies in, if it was packed at a place of ours. */
  readonly unit: string | null;
}

interface Known {
  readonly mapping: EpcisMapping;
  readonly packing: Packing;
  /** Of things that name no lot themselves. */
  readonly lot?: string | null;
}

/** What things come to, item by item and lot by lot, units unpacked; or the first that cannot be told. */
export function amountsOf(
  things: readonly Thing[],
  event: EpcisEvent,
  known: Known,
): Result<readonly Amount[], Refusal> {
  const sums = new Map<string, Amount>();
  for (const thing of things) {
    const parts = partsOf(thing, event, known);
    if (!parts.ok) return parts;
    for (const part of parts.value) {
      const key = JSON.stringify([part.item, part.lot, part.unit]);
      const sum = sums.get(key);
      if (sum === undefined) sums.set(key, part);
      else
        sums.set(key, {
          ...sum,
          quantity: exact(sum.quantity + part.quantity),
          serials: [...sum.serials, ...part.serials],
        });
    }
  }
  return ok([...sums.values()].map((sum) => ({ ...sum, serials: [...new Set(sum.serials)].sort() })));
}

function partsOf(
  thing: Thing,
  event: EpcisEvent,
  { mapping, packing, lot }: Known,
): Result<readonly Amount[], Refusal> {
  const read = identify(thing.id);
  if (!read.ok) return no("wrong-identifier", `${read.error}.`);
  const { value } = read;
  if (value.kind === "unit") {
    const contents = packing.contentsOf(value.sscc, event);
    if (contents.length > 0) {
      return ok(contents.map(({ isStock, ...content }) => ({ ...content, unit: isStock ? value.sscc : null })));
    }
    const reason = `Nobody has said what lies in the unit ${value.sscc}: send its aggregation first, or with this event.`;
    return no("unknown-contents", reason);
  }
  const known = mapping.itemOf(thing.id);
  if (known === undefined || value.kind === "place") {
    return no("unknown-item", `${thing.id} is no item that is known: declare it under epcis.items.`);
  }
  const goods = value.kind === "goods" ? value : { lot: "", serial: null };
  const base = { item: known.item, lot: goods.lot || (lot ?? ""), unit: null };
  if (!thing.isClass) {
    if (goods.serial !== null) return ok([{ ...base, quantity: 1, serials: [goods.serial] }]);
    return no("no-serial", `${thing.id} names no single thing: send it in a quantity list, with a quantity.`);
  }
  if (thing.quantity === null) return no("no-quantity", `${thing.id} has no quantity: say how many.`);
  if (thing.quantity < 0) return no("no-quantity", `${thing.id} has the quantity ${thing.quantity}: send 0 or more.`);
  const factor = thing.uom === null ? 1 : known.units[thing.uom];
  if (factor === undefined || (thing.uom !== null && !Object.hasOwn(known.units, thing.uom))) {
    const reason = `How much ${thing.uom} is in the unit of ${known.item} is not known: declare it under epcis.units.`;
    return no("unknown-unit", reason);
  }
  return ok([{ ...base, quantity: exact(thing.quantity * factor), serials: [] }]);
}

const no = (rule: string, reason: string): Result<never, Refusal> => refuse({ rule, reason });
