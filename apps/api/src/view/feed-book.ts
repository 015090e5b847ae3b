import type { Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import type { Feed } from "@lockstep/protocol/generated/schema";
import { type FeedTally, feedRow, systemOf } from "./feeds.ts";

/** What a feed looks at of a fact. */
interface Told {
  readonly source: string;
  readonly type: string;
  readonly time: Instant;
  readonly receivedAt: Instant;
}

/** Counts what each source has sent. A source without a name, or that only ever sent nonsense, is no feed. */
export interface FeedBook {
  accepted(fact: Told): void;
  /** A fact that was accepted gives way to another content. */
  displaced(fact: Pick<Told, "source">): void;
  quarantined(source: string | null, type: string | null): void;
  /** A source that has to be asked was asked, and all that it says is known. Known as long as the process lives. */
  confirmed(source: string, at: Instant): void;
  /** Why what the source said may be so no more; null takes that back. Known as long as the process lives. */
  trouble(source: string, why: string | null): void;
  troubled(): readonly string[];
  rows(clock: Instant, mode: "live" | "manual"): readonly Feed[];
  tallies(): readonly (readonly [string, FeedTally])[];
}

export function createFeedBook(known: readonly (readonly [string, FeedTally])[]): FeedBook {
  const tallies = new Map(known);
  const troubles = new Map<string, string>();
  const confirmed = new Map<string, Instant>();
  const later = (a: Instant | null, b: Instant): Instant => Math.max(a ?? b, b);
  return {
    accepted({ source, type, time, receivedAt }) {
      const system = systemOf(type);
      if (system === null) return;
      const before = tallies.get(source);
      tallies.set(source, {
        system,
        lastFactAt: later(before?.lastFactAt ?? null, time),
        lastReceivedAt: later(before?.lastReceivedAt ?? null, receivedAt),
        accepted: (before?.accepted ?? 0) + 1,
        quarantined: before?.quarantined ?? 0,
      });
    },
    displaced({ source }) {
      const before = tallies.get(source);
      if (before === undefined) return;
      tallies.set(source, { ...before, accepted: before.accepted - 1, quarantined: before.quarantined + 1 });
    },
    quarantined(source, type) {
      if (source === null) return;
      const before = tallies.get(source);
      const system = before?.system ?? systemOf(type ?? "");
      if (system === null) return;
      const none = { lastFactAt: null, lastReceivedAt: null, accepted: 0, quarantined: 0 };
      const tally = before ?? { system, ...none };
      tallies.set(source, { ...tally, quarantined: tally.quarantined + 1 });
    },
    confirmed: (source, at) => void confirmed.set(source, at),
    trouble(source, why) {
      if (why === null) troubles.delete(source);
      else troubles.set(source, why);
    },
    troubled: () => [...troubles.keys()],
    rows: (clock, mode) =>
      [...tallies]
        .map(([id, tally]) => {
          const [trouble, confirmedAt] = [troubles.get(id) ?? null, confirmed.get(id) ?? null];
          return feedRow(id, tally, { clock, mode, trouble, confirmedAt });
        })
        .sort((a, b) => byCodeUnit(a.id, b.id)),
    tallies: () => [...tallies],
  };
}
