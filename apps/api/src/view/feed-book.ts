import type { Noticed } from "@lockstep/connectors/contract";
import type { Instant } from "@lockstep/domain/instant";
import { byCodeUnit, type Finding } from "@lockstep/domain/world";
import type { Feed } from "@lockstep/protocol/generated/schema";
import { type FeedTally, feedRow, type Heard, systemOf } from "./feeds.ts";
import { createPulse, type Pulse } from "./pulse.ts";

/** What a feed looks at of a fact. */
interface Told {
  readonly source: string;
  readonly type: string;
  readonly time: Instant;
  readonly receivedAt: Instant;
}

export interface FeedMoment {
  readonly clock: Instant;
  readonly mode: "live" | "manual";
  /** Something lies there unsettled, of whatever source. */
  readonly hasQuarantine: boolean;
}

/** Counts what each source has sent, and how it speaks since this process was started. A source without a name, or that only ever sent nonsense, is no feed. */
export interface FeedBook {
  accepted(fact: Told): void;
  /** A fact that was accepted gives way to another content. */
  displaced(fact: Pick<Told, "source">): void;
  quarantined(source: string | null, type: string | null): void;
  /** Why what the source said may be so no more; null takes that back. Known as long as the process lives. */
  trouble(source: string, why: string | null): void;
  troubled(): readonly string[];
  /** It said the same as before, or had nothing to say when it was asked: it is there. Known as long as the process lives. */
  heard(source: string, when: Heard): void;
  /** What a connector has found out about its signals; it stands until its text is null. */
  notice(connector: string, found: Noticed): void;
  findings(): readonly Finding[];
  rows(moment: FeedMoment): readonly Feed[];
  tallies(): readonly (readonly [string, FeedTally])[];
}

export function createFeedBook(known: readonly (readonly [string, FeedTally])[]): FeedBook {
  const tallies = new Map(known);
  const troubles = new Map<string, string>();
  const pulses = new Map<string, Pulse>();
  const pulseOf = (source: string): Pulse => {
    const pulse = pulses.get(source) ?? createPulse();
    pulses.set(source, pulse);
    return pulse;
  };
  const heardOf = new Map<string, Heard>();
  const found = new Map<string, Finding>();
  const later = (a: Instant | null, b: Instant): Instant => Math.max(a ?? b, b);
  return {
    accepted({ source, type, time, receivedAt }) {
      const system = systemOf(type);
      if (system === null) return;
      const before = tallies.get(source);
      pulseOf(source).heard({ time, receivedAt });
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
    trouble(source, why) {
      if (why === null) troubles.delete(source);
      else troubles.set(source, why);
    },
    heard(source, when) {
      heardOf.set(source, when);
    },
    notice(connector, { rule, subjectType, subject, text }) {
      const key = JSON.stringify([connector, rule, subjectType, subject]);
      if (text === null) found.delete(key);
      else found.set(key, { rule, subjectType, subject, text });
    },
    findings: () => [...found.values()],
    troubled: () => [...troubles.keys()],
    rows: ({ clock, mode, hasQuarantine }) =>
      [...tallies]
        .map(([id, tally]) => {
          const [trouble, heard] = [troubles.get(id) ?? null, heardOf.get(id) ?? null];
          return feedRow(id, tally, { clock, mode, trouble, heard, pulse: pulseOf(id), hasQuarantine });
        })
        .sort((a, b) => byCodeUnit(a.id, b.id)),
    tallies: () => [...tallies],
  };
}
