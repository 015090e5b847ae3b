import type { LiveFeed } from "@lockstep/protocol/live";

const PRESSING = ["TROUBLE", "SILENT", "SLOW", "UNHEARD", "CLOCK_AHEAD", "LATE", "QUARANTINED"];

/** What needs somebody stands first, the most pressing on top; then by source. */
export function inOrder(feeds: Iterable<LiveFeed>): readonly LiveFeed[] {
  const place = ({ toDo }: LiveFeed): number => (PRESSING.includes(toDo) ? PRESSING.indexOf(toDo) : PRESSING.length);
  return [...feeds].sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1));
}
