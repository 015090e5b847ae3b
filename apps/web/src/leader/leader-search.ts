/** What the address of the leader's page says: by which definition, how far back, why, and what is looked at closer. */
export interface LeaderSearch {
  readonly by?: string | undefined;
  readonly weeks?: number | undefined;
  readonly why?: Why | undefined;
  /** What was chosen of `why`. */
  readonly pick?: string | undefined;
  readonly week?: string | undefined;
}

export const WHYS = ["CAUSE", "CUSTOMER", "SITE", "ITEM", "RESOURCE", "SUPPLIER", "WEEK"] as const;
export type Why = (typeof WHYS)[number];

export const SPANS = [4, 13, 26, 52] as const;

/** Takes what an address says, leaves out what it may not say. */
export function leaderSearchOf(search: Readonly<Record<string, unknown>>): LeaderSearch {
  const text = (name: string): string | undefined => {
    const value = search[name];
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  return {
    by: text("by"),
    weeks: SPANS.find((span) => span === Number(search["weeks"])),
    why: WHYS.find((one) => one === search["why"]),
    pick: text("pick"),
    week: text("week"),
  };
}
