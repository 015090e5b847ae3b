import type { LiveFeed } from "@lockstep/protocol/live";

/** What is wrong with a feed, the most pressing first. */
export type Trouble = "trouble" | "ERROR" | "WARN" | "skew" | "lag" | "refused" | "nothing";

/** Clocks differ by a little. */
const SKEW_SECONDS = 30;

/** The one thing to do about a feed. */
export function troubleOf({
  trouble,
  status,
  skewSeconds,
  lagSeconds,
  warnAfterSeconds,
  quarantined,
}: LiveFeed): Trouble {
  if (trouble !== null) return "trouble";
  if (status === "ERROR" || status === "WARN") return status;
  if (skewSeconds !== null && skewSeconds > SKEW_SECONDS) return "skew";
  if (lagSeconds !== null && warnAfterSeconds !== null && lagSeconds > warnAfterSeconds) return "lag";
  return quarantined > 0 ? "refused" : "nothing";
}

const ORDER: readonly Trouble[] = ["trouble", "ERROR", "WARN", "skew", "lag", "refused", "nothing"];

/** What needs somebody stands first; then by source. */
export function inOrder(feeds: Iterable<LiveFeed>): readonly LiveFeed[] {
  const place = (feed: LiveFeed): number => ORDER.indexOf(troubleOf(feed));
  return [...feeds].sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
}
