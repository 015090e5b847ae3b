import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { exact } from "../mapping/exact.ts";

/** One line of goods that was put into a logistic unit, or taken out: then the quantity is negative. */
export interface Packed {
  /** Of the movement that says so. */
  readonly id: string;
  /** Of the event that the movement follows from. */
  readonly event: string;
  readonly unit: string;
  readonly at: Instant;
  readonly item: string;
  readonly lot: string;
  readonly quantity: number;
  readonly serials: readonly string[];
  /** It was packed at a place of ours, so that it lies in the unit as in a place; else only the structure is known. */
  readonly isStock: boolean;
  /** It takes back what an event said that did not happen. */
  readonly undoes: boolean;
}

interface Asker {
  readonly at: Instant;
  readonly eventID: string;
  readonly isRetraction: boolean;
}

/** What lies in a unit. */
export type Content = Pick<Packed, "item" | "lot" | "quantity" | "serials" | "isStock">;

const MARK = "SSCC-";

/** A unit is a place within its site: what is packed lies there. */
export const unitPlace = (sscc: string): string => `${MARK}${sscc}`;
export const unitIn = (location: string): string | null =>
  location.startsWith(MARK) ? location.slice(MARK.length) : null;

interface MoveData {
  readonly item: string;
  readonly lot?: string;
  readonly quantity: number;
  readonly serials?: readonly string[];
  readonly from?: { readonly site: string; readonly location: string };
  readonly to?: { readonly site: string; readonly location: string };
}

/** What a movement says about the contents of units. */
export function packedBy(move: CloudEvent, at: Instant): readonly Packed[] {
  const { from, to, ...data } = move.data as MoveData;
  const { id, epcisevent } = move;
  const event = String(epcisevent ?? "");
  const undoes = move["correction"] !== undefined;
  const { item, lot = "", quantity, serials = [] } = data;
  const of = (place: MoveData["to"], sign: number): Packed[] => {
    const unit = place === undefined ? null : unitIn(place.location);
    const isStock = place?.site !== "";
    return unit === null
      ? []
      : [{ id, event, unit, at, item, lot, quantity: sign * quantity, serials, isStock, undoes }];
  };
  return [...of(to, 1), ...of(from, -1)];
}

/** Remembers what was packed, by movement: the same movement twice counts once. */
export function createPacking(earlier: (unit: string) => readonly Packed[]) {
  const byUnit = new Map<string, Map<string, Packed>>();
  /** In order of time, what came in before what went out; made anew when more is known. */
  const inOrder = new Map<string, readonly Packed[]>();
  const ofUnit = (unit: string): Map<string, Packed> => {
    const known = byUnit.get(unit) ?? new Map(earlier(unit).map((one) => [one.id, one]));
    byUnit.set(unit, known);
    return known;
  };
  return {
    add(all: readonly Packed[]): void {
      for (const one of all) {
        ofUnit(one.unit).set(one.id, one);
        inOrder.delete(one.unit);
      }
    },
    /**
     * As it was at an event, but for what that says itself; empty: nobody has said. What is retracted was shipped with
     * what was said then to lie in it.
     */
    contentsOf(unit: string, { at, eventID, isRetraction }: Asker): readonly Content[] {
      const lines = new Map<string, Content>();
      const known =
        inOrder.get(unit) ?? [...ofUnit(unit).values()].sort((a, b) => a.at - b.at || b.quantity - a.quantity);
      inOrder.set(unit, known);
      for (const one of known) {
        if (one.at > at || one.event === eventID || (isRetraction && one.undoes)) continue;
        const key = JSON.stringify([one.item, one.lot]);
        const line = lines.get(key) ?? { ...one, quantity: 0, serials: [], isStock: false };
        const named = new Set(one.serials);
        const serials =
          one.quantity < 0
            ? line.serials.filter((serial) => !named.has(serial))
            : [...new Set([...line.serials, ...one.serials])];
        const quantity = exact(line.quantity + one.quantity);
        lines.set(key, { ...line, quantity, serials, isStock: line.isStock || one.isStock });
      }
      return [...lines.values()].filter(({ quantity }) => quantity > 0);
    },
  };
}
export type Packing = ReturnType<typeof createPacking>;
