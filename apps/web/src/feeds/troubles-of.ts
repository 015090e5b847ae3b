import type { LiveFeed } from "@lockstep/protocol/live";

export interface TroubleOfFeeds {
  readonly text: string;
  readonly kind: string;
  readonly sources: readonly string[];
}

/** What is known against feeds, each text once with all that it is said of. */
export function troublesOf(feeds: readonly LiveFeed[]): readonly TroubleOfFeeds[] {
  const found = new Map<string, { text: string; kind: string; sources: string[] }>();
  for (const { id, trouble, troubleKind } of feeds) {
    if (trouble === null) continue;
    const known = found.get(trouble) ?? { text: trouble, kind: troubleKind ?? "OTHER", sources: [] };
    known.sources.push(id);
    found.set(trouble, known);
  }
  return [...found.values()];
}
