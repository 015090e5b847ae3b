import { isoOf } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { pointId } from "@lockstep/domain/world";
import { EPSILON } from "@lockstep/engine/order";
import type { LeadTimes, QueryLeadTimesArgs } from "@lockstep/protocol/generated/schema";
import {
  type Awaited,
  LEAD_TIME_VERSION,
  type LeadTime,
  type LeadTimeVerdict,
  leadTimeOf,
} from "@lockstep/workflow/lead-time/lead-time";
import type { View } from "../view/view.ts";
import { dayEnd } from "../wire/dates.ts";
import { itemOf, supplierName } from "../wire/names.ts";
import { upper, versionText } from "../wire/words.ts";
import { factsAt } from "./facts-at.ts";
import type { Moment } from "./moment.ts";
import { compareKeys, pageOfRows } from "./paging.ts";
import { presentOf, type Window } from "./plan-baseline.ts";
import { windowOf } from "./plan-window.ts";

const MOST_DAYS = 366;

const DEFINITION =
  "From when a purchase line was ordered to each physical receipt of it; open lines that are overdue are censored (Kaplan and Meier). The " +
  "master data drifts where, of five or more, the median is more than 20 % of it off, or more than a fifth take longer.";

interface Measured extends LeadTime {
  readonly item: string;
  readonly supplier: string;
  readonly masterDays: number | null;
}

/** How long suppliers take, and where the master data says otherwise (L1 to L3). */
export function leadTimes(moment: Moment, ledger: Ledger, asked: QueryLeadTimesArgs): LeadTimes | null {
  const window = windowOf(moment, asked, MOST_DAYS);
  if (window === null) return null;
  const { view } = moment;
  const facts = factsAt(ledger, presentOf(view));
  const all = [...awaitedAt(view, window)].map(([, { item, supplier, awaited }]): Measured => {
    const masterDays = facts.find("master.sourcing", `${pointId(item, window.site)}/${supplier}`)?.leadTimeDays ?? null;
    return { item, supplier, masterDays, ...leadTimeOf(awaited, masterDays) };
  });
  all.sort((a, b) => compareKeys(placeOf(a), placeOf(b)));
  const { nodes, pageInfo, totalCount } = pageOfRows(
    { kind: "lead-times", items: all, keyOf: placeOf },
    ({ verdict, drifts, ...one }) => ({
      ...one,
      verdict: upper(verdict),
      itemName: itemOf(view.world, one.item).name,
      supplierName: supplierName(view.world, one.supplier),
      drifts: drifts.map(upper),
    }),
    { first: asked.first ?? null, after: asked.after ?? null },
  );
  return {
    asOf: isoOf(view.clock),
    definition: DEFINITION + versionText(LEAD_TIME_VERSION),
    version: LEAD_TIME_VERSION,
    drifting: all.filter(({ verdict }) => verdict === "drifts").length,
    ...{ nodes: [...nodes], pageInfo, totalCount },
  };
}

const FIRST: readonly LeadTimeVerdict[] = ["drifts", "holds", "few", "unsaid"];

/** What drifts most first; what has not even come goes before it. */
const placeOf = ({ verdict, drift, item, supplier }: Measured) => [
  FIRST.indexOf(verdict),
  verdict === "drifts" ? -Math.abs(drift ?? Number.MAX_SAFE_INTEGER) : 0,
  item,
  supplier,
];

interface Awaiting {
  readonly item: string;
  readonly supplier: string;
  readonly awaited: (Awaited & { readonly line: string })[];
}

/** What came in that time, and what is overdue now, by item and supplier. */
export function awaitedAt({ world, known, clock }: View, { site, from, to }: Window): ReadonlyMap<string, Awaiting> {
  const found = new Map<string, Awaiting>();
  const add = (item: string, supplier: string, one: Awaiting["awaited"][number]): void => {
    const key = `${item}\0${supplier}`;
    const before = found.get(key);
    if (before === undefined) found.set(key, { item, supplier, awaited: [one] });
    else before.awaited.push(one);
  };
  for (const [id, { data }] of world.purchaseOrderLines) {
    if (data.site !== site) continue;
    const { item, supplier, orderedAt } = data;
    let accepted = 0;
    for (const fact of known.about(`purchase:${id}`)) {
      if (fact.type !== "wms.receipt") continue;
      accepted += fact.data.quantity - fact.data.rejected;
      // Of nothing nothing has come.
      if (fact.data.quantity > 0 && fact.time >= from && fact.time < to)
        add(item, supplier, { line: id, orderedAt, until: fact.time, hasCome: true });
    }
    const isComplete = accepted >= data.quantity - EPSILON;
    const isOverdue = data.status === "open" && dayEnd(world, site, data.promisedAt) < clock && !isComplete;
    if (isOverdue) add(item, supplier, { line: id, orderedAt, until: clock, hasCome: false });
  }
  return found;
}
