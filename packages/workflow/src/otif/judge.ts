import type { Data } from "@lockstep/domain/facts/fact";
import { HOUR, type Instant } from "@lockstep/domain/instant";
import type { DefinitionFamily, OtifDefinition } from "./definitions.ts";
import type { LineFacts } from "./line-facts.ts";
import { type Window, windowOf } from "./window.ts";

/** What becomes of one line under one definition, by what is known; it counts once its window has closed. */
export interface Judged extends Window {
  readonly facts: LineFacts;
  readonly definition: OtifDefinition;
  readonly ordered: number;
  /** What came within the window. */
  readonly inWindow: number;
  /** What came before it. */
  readonly tooEarly: number;
  readonly isMet: boolean;
  /** The value of what did not come within the window. */
  readonly missingMinor: number;
  readonly fineMinor: number;
}

/** The share of a quantity that sums of fractions may be wrong by. */
export const ROUNDING = 1e-9;

/** Null: nobody counts it, as it is cancelled, excluded, or of no time that a version is for. */
export function judge(facts: LineFacts, family: DefinitionFamily): Judged | null {
  const { customer, status, item, site } = facts.data;
  if (status === "cancelled") return null;
  for (const definition of family.records) {
    if (definition.customer !== null && definition.customer !== customer) continue;
    const window = windowOf(facts, definition);
    if (!isFor(definition, window.date)) continue;
    const { customers, items, sites } = definition.exclusions;
    if (customers.includes(customer) || items.includes(item) || sites.includes(site)) return null;
    return judged(facts, definition, window);
  }
  return null;
}

const isFor = ({ from, to }: OtifDefinition, date: Instant): boolean =>
  (from === null || from <= date) && (to === null || date < to);

function judged(facts: LineFacts, definition: OtifDefinition, window: Window): Judged {
  const { quantity: ordered } = facts.data;
  const { inWindow, tooEarly } = quantitiesIn(facts, definition, window);
  const missing = Math.max(0, ordered - inWindow);
  return {
    ...window,
    facts,
    definition,
    ordered,
    inWindow,
    tooEarly,
    isMet: isMet(facts, definition, inWindow),
    missingMinor: Math.round(missing * facts.priceMinor),
    fineMinor: Math.round(definition.fine * missing * facts.priceMinor),
  };
}

function isMet({ data: { quantity }, tolerance }: LineFacts, definition: OtifDefinition, inWindow: number): boolean {
  const { customerTolerances, over, credit } = definition;
  // Who is credited by what came has nothing of a share that may be missing.
  if (credit === "proportional") return inWindow >= quantity;
  const under = customerTolerances && tolerance.under > 0 ? tolerance.under : definition.under;
  if (inWindow < quantity * (1 - under) - ROUNDING * quantity) return false;
  return over === null || inWindow <= quantity * (1 + over) + ROUNDING * quantity;
}

interface Quantities {
  readonly inWindow: number;
  readonly tooEarly: number;
}

function quantitiesIn(facts: LineFacts, definition: OtifDefinition, { opensAt, closesAt }: Window): Quantities {
  const arrivals = facts.shipments.flatMap((shipment) => {
    const at = definition.event === "ship" ? shipment.shippedAt : deliveredAt(facts.data, shipment);
    // Of nothing nothing arrives: it is no first delivery either.
    return at === null || shipment.quantity <= 0 ? [] : [{ at, quantity: shipment.quantity }];
  });
  const first = arrivals.reduce((least, { at }) => Math.min(least, at), Number.POSITIVE_INFINITY);
  let inWindow = 0;
  let tooEarly = 0;
  for (const { at, quantity } of arrivals) {
    if (definition.partials === "first-delivery" && at !== first) continue;
    if (at < opensAt) tooEarly += quantity;
    else if (at <= closesAt) inWindow += quantity;
  }
  return { inWindow, tooEarly };
}

/** A closed line's goods have arrived, also where nobody has said when. */
export function deliveredAt(line: Data<"erp.sales-order-line">, shipment: Data<"wms.shipment">): Instant | null {
  if (shipment.deliveredAt !== undefined) return shipment.deliveredAt;
  return line.status === "closed" ? shipment.shippedAt + line.transitHours * HOUR : null;
}
