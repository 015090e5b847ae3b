import type { Instant } from "@lockstep/domain/instant";
import { zoneOf } from "@lockstep/domain/zone";
import type { OrderLineRow } from "@lockstep/protocol/rows";
import type { KnownFacts } from "../replica/known-facts.ts";
import type { ShownProjection } from "../replica/projection-replica.ts";
import { siteTimeZone } from "../wire/names.ts";

/** What the order lines of one site come to. */
export interface SiteTotals {
  /** Lines that something is still to leave of. */
  readonly open: number;
  /** Minor units. */
  readonly atRiskMinor: number;
  /** Of each local day (days since 1970-01-01) the open lines promised for it by state, and as `DONE` those that left on it. */
  readonly days: ReadonlyMap<number, ReadonlyMap<PromiseState, number>>;
  /** How many lines each customer has. */
  readonly customers: ReadonlyMap<string, number>;
}

export type PromiseState = OrderLineRow["state"] | "DONE";

export interface TotalsKeeper {
  readonly bySite: ReadonlyMap<string, SiteTotals>;
  /** Counts these lines as they stand now. */
  update(lines: Iterable<string>, said: TotalsSaid): void;
}

export interface TotalsSaid {
  readonly rows: ReadonlyMap<string, OrderLineRow>;
  readonly facts: KnownFacts;
  readonly projection: ShownProjection;
}

/** What one line adds to its site. */
interface Share {
  readonly site: string;
  readonly open: 0 | 1;
  readonly atRiskMinor: number;
  /** Null: for no day. */
  readonly day: number | null;
  readonly state: PromiseState;
  readonly customer: string;
}

interface Totals extends SiteTotals {
  open: number;
  /** Whole, however large one of them was: what is taken out again is what was put in. */
  atRisk: bigint;
  readonly days: Map<number, Map<PromiseState, number>>;
  readonly customers: Map<string, number>;
}

/** Whether something is still to leave of a line. */
export const isOpen = ({ state }: Pick<OrderLineRow, "state">): boolean =>
  state !== "SHIPPED" && state !== "DELIVERED" && state !== "CANCELLED";

/** The local day at its site that a line is promised for while it is open, and on which it has left else; null: none. */
export function dayOf(row: OrderLineRow, facts: KnownFacts): number | null {
  const at = isOpen(row)
    ? // The end of a day is the beginning of the next.
      Date.parse(row.promisedAt) - 1
    : lastShipment(facts, row.id);
  return at === null ? null : zoneOf(siteTimeZone(facts.world, row.site)).localDayAt(at);
}

/** The totals of all sites, at the cost of the lines that are different: every page asks for them, whatever their number. */
export function createSiteTotals(): TotalsKeeper {
  const bySite = new Map<string, Totals>();
  const shares = new Map<string, Share>();

  const totalsOf = (site: string): Totals => {
    const known = bySite.get(site);
    if (known !== undefined) return known;
    const totals: Totals = {
      open: 0,
      atRisk: 0n,
      get atRiskMinor() {
        return Number(totals.atRisk);
      },
      days: new Map(),
      customers: new Map(),
    };
    bySite.set(site, totals);
    return totals;
  };

  const add = ({ site, open, atRiskMinor, day, state, customer }: Share, by: 1 | -1): void => {
    const totals = totalsOf(site);
    count(totals.customers, customer, by);
    totals.open += by * open;
    totals.atRisk += BigInt(by * atRiskMinor);
    if (day === null) return;
    const states = totals.days.get(day) ?? new Map<PromiseState, number>();
    totals.days.set(day, states);
    count(states, state, by);
    if (states.size === 0) totals.days.delete(day);
  };

  return {
    bySite,
    update(lines, said) {
      for (const id of lines) {
        const before = shares.get(id);
        if (before !== undefined) add(before, -1);
        const row = said.rows.get(id);
        if (row === undefined) {
          shares.delete(id);
          continue;
        }
        const share = shareOf(row, said);
        shares.set(id, share);
        add(share, 1);
      }
    },
  };
}

/** What nothing is counted of is not there. */
function count<K>(counts: Map<K, number>, key: K, by: 1 | -1): void {
  const sum = (counts.get(key) ?? 0) + by;
  if (sum > 0) counts.set(key, sum);
  else counts.delete(key);
}

function shareOf(row: OrderLineRow, { facts, projection }: TotalsSaid): Share {
  const { id, site, customer } = row;
  const day = dayOf(row, facts);
  if (!isOpen(row)) return { site, open: 0, atRiskMinor: 0, day, state: "DONE", customer };
  const atRiskMinor = projection.orderLines.get(id)?.valueAtRiskMinor ?? 0;
  return { site, open: 1, atRiskMinor, day, state: row.state, customer };
}

function lastShipment(facts: KnownFacts, line: string): Instant | null {
  let last: Instant | null = null;
  for (const fact of facts.about(`line:${line}`)) {
    if (fact.type === "wms.shipment") last = Math.max(last ?? fact.data.shippedAt, fact.data.shippedAt);
  }
  return last;
}
