import type { OpenedPage, PageQuestion } from "../first/ask-for-page.ts";
import { zoneIn } from "../shell/zone-in.ts";
import { type LeaderSearch, leaderSearchOf } from "./leader-search.ts";
import { weeksBack } from "./periods.ts";

const DEFINITION = "requested";
export const WEEKS = 13;

interface AskedAt {
  readonly site: string | undefined;
  readonly now: string;
  readonly zone: string;
}

/** What is asked of the server, by what the address says. */
export function leaderAsked(search: LeaderSearch, { site, now, zone }: AskedAt) {
  const range = weeksBack(now, zone, search.weeks ?? WEEKS);
  const definition = search.by ?? DEFINITION;
  return { definition, ...range, site: site ?? null, by: search.why ?? "CAUSE", filter: filterOf(search) };
}

export function leaderQuestion({ plant, view: { site }, search, now }: OpenedPage): PageQuestion {
  const variables = leaderAsked(leaderSearchOf(search), { site, now, zone: zoneIn(plant, site) });
  return { name: "ReadLeader", variables };
}

const FIELDS = {
  CUSTOMER: "customer",
  SITE: "site",
  ITEM: "item",
  RESOURCE: "resource",
  SUPPLIER: "supplier",
  WEEK: "week",
} as const;

function filterOf({ why = "CAUSE", pick, week }: LeaderSearch): object {
  const inWeek = week === undefined ? {} : { week };
  if (pick === undefined) return inWeek;
  return { ...inWeek, ...(why === "CAUSE" ? { kinds: [pick] } : { [FIELDS[why]]: pick }) };
}
