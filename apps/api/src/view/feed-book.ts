import type { Noticed } from "@lockstep/connectors/contract";
import type { Instant } from "@lockstep/domain/instant";
import { byCodeUnit, type Finding } from "@lockstep/domain/world";
import type { Feed, FeedSystem } from "@lockstep/protocol/generated/schema";
import { TOWER_SOURCE } from "@lockstep/workflow/estimate";
import { createDeclaredFeeds, type DeclaredFeed, NOTHING_YET, ownSource } from "./declared-feeds.ts";
import { changesAt, type FeedTally, feedRow, type Heard, LIMITS, systemOf, type Trouble } from "./feeds.ts";
import { createPulse, type Pulse } from "./pulse.ts";

/** What a feed looks at of a fact. */
interface Told {
  readonly source: string;
  readonly type: string;
  readonly time: Instant;
  readonly receivedAt: Instant;
}

/** What a feed looks at of what was refused, as far as it is known. */
interface Refused {
  readonly source: string | null;
  readonly type: string | null;
  /** Null where nobody knows when it happened, or it does not matter. */
  readonly time: Instant | null;
  readonly receivedAt: Instant;
  readonly connector: string;
}

export interface FeedMoment {
  readonly clock: Instant;
  readonly mode: "live" | "manual";
  /** Something lies there unsettled, of whatever source. */
  readonly hasQuarantine: boolean;
}

/** Counts what each source has sent, and how it speaks since this process was started. A source without a name, or that only ever sent nonsense, is no feed. */
export interface FeedBook {
  /** `connector`: what brought it in, where that is known. */
  accepted(fact: Told, connector?: string): void;
  /** A fact that was accepted gives way to another content. */
  displaced(fact: Pick<Told, "source">): void;
  /** Its source is heard of all the same, and by its time its clock is known. */
  quarantined(refused: Refused): void;
  /** A connector is started: what is to be heard of it has rows from now on. */
  declare(declared: DeclaredFeed, since: Instant): void;
  /** It is stopped, as each of its rows says until it is started again. */
  ended(connector: string, why: Trouble): void;
  /** Why what the source said may be so no more; null takes that back. Known as long as the process lives. True: it is news. */
  trouble(source: string, why: Trouble | null): boolean;
  /** Why nothing can come by a connector now, so that it is so of each of its sources; null takes that back. True: it is news. */
  lost(connector: string, why: Trouble | null): boolean;
  /** It could not be read, or a connection broke off or did not come about. Counted as long as the process lives. */
  failed(connector: string): void;
  troubled(): readonly string[];
  /** It said the same as before, or had nothing to say when it was asked: it is there. Known as long as the process lives. */
  heard(source: string, when: Heard): void;
  /** What a connector has found out about its signals; it stands until its text is null. */
  notice(connector: string, found: Noticed): void;
  findings(): readonly Finding[];
  rows(moment: FeedMoment): readonly Feed[];
  /** Whether a row that was told last is another by now, as nothing has come meanwhile. */
  isDue(clock: Instant): boolean;
  tallies(): readonly (readonly [string, FeedTally])[];
}

/** What people say here comes when they say it, whatever it is about: it is nobody's to be silent of. */
const sentBy = (source: string, type: string): FeedSystem | null =>
  source === TOWER_SOURCE ? "TOWER" : systemOf(type);

const ofPeople = (source: string, tally: FeedTally): FeedTally =>
  source === TOWER_SOURCE ? { ...tally, system: "TOWER" } : tally;

export function createFeedBook(known: readonly (readonly [string, FeedTally])[]): FeedBook {
  const tallies = new Map(known.map(([source, tally]) => [source, ofPeople(source, tally)]));
  const declared = createDeclaredFeeds();
  const troubles = new Map<string, Trouble>();
  const losses = new Map<string, Trouble>();
  const failures = new Map<string, number>();
  const pulses = new Map<string, Pulse>();
  const pulseOf = (source: string): Pulse => {
    const pulse = pulses.get(source) ?? createPulse();
    pulses.set(source, pulse);
    return pulse;
  };
  const heardOf = new Map<string, Heard>();
  const found = new Map<string, Finding>();
  let dueAt: Instant | null = null;
  const later = (a: Instant | null, b: Instant): Instant => Math.max(a ?? b, b);
  const troubleOf = (source: string): Trouble | null =>
    losses.get(declared.of(source, tallies.get(source))?.connector ?? "") ?? troubles.get(source) ?? null;
  const all = (): Map<string, FeedTally> =>
    new Map([...tallies, ...declared.unheard(tallies, (source) => troubleOf(source) !== null)]);
  return {
    accepted({ source, type, time, receivedAt }, connector) {
      const system = sentBy(source, type);
      if (system === null) return;
      const before = tallies.get(source);
      pulseOf(source).heard({ time, receivedAt });
      tallies.set(source, {
        system,
        lastFactAt: later(before?.lastFactAt ?? null, time),
        lastReceivedAt: later(before?.lastReceivedAt ?? null, receivedAt),
        accepted: (before?.accepted ?? 0) + 1,
        quarantined: before?.quarantined ?? 0,
        connector,
      });
    },
    displaced({ source }) {
      const before = tallies.get(source);
      if (before === undefined) return;
      tallies.set(source, { ...before, accepted: before.accepted - 1, quarantined: before.quarantined + 1 });
    },
    quarantined({ source, type, time, receivedAt, connector }) {
      if (source === null) return;
      const before = tallies.get(source);
      const system = before?.system ?? systemOf(type ?? "") ?? (source === ownSource(connector) ? "MIXED" : null);
      if (system === null) return;
      pulseOf(source).heard({ time, receivedAt });
      const tally = before ?? { system, ...NOTHING_YET };
      tallies.set(source, {
        ...tally,
        lastReceivedAt: later(tally.lastReceivedAt, receivedAt),
        quarantined: tally.quarantined + 1,
        connector: tally.connector ?? connector,
      });
    },
    declare(one, since) {
      declared.put(one, since);
      losses.delete(one.connector);
    },
    ended(connector, why) {
      declared.end(connector);
      losses.set(connector, why);
    },
    trouble: (source, why) => put(troubles, source, why),
    lost: (connector, why) => put(losses, connector, why),
    failed: (connector) => void failures.set(connector, (failures.get(connector) ?? 0) + 1),
    heard(source, when) {
      heardOf.set(source, when);
    },
    notice(connector, { rule, subjectType, subject, text }) {
      const key = JSON.stringify([connector, rule, subjectType, subject]);
      if (text === null) found.delete(key);
      else found.set(key, { rule, subjectType, subject, text });
    },
    findings: () => [...found.values()],
    troubled: () => [...new Set([...troubles.keys(), ...[...all().keys()].filter((id) => troubleOf(id) !== null)])],
    rows({ clock, mode, hasQuarantine }) {
      let next: Instant | null = null;
      const rows = [...all()].map(([id, tally]) => {
        const one = declared.of(id, tallies.get(id));
        // How often it is to be heard of is of the wall clock.
        const own = mode === "live" || one?.limits === null ? one?.limits : undefined;
        const isBeside = declared.isBeside(id, tallies);
        const limits = isBeside ? null : own === undefined ? (LIMITS[tally.system] ?? null) : own;
        // Of what is only told nothing is to be heard.
        const runsSince = one === null || one.limits === null ? null : one.since;
        const trouble = troubleOf(id);
        const seen = { clock, mode, trouble, heard: heardOf.get(id) ?? null, runsSince, limits };
        const change = changesAt(tally, seen);
        if (change !== null && (next === null || change < next)) next = change;
        const errors = failures.get(one?.connector ?? "") ?? 0;
        return feedRow(id, tally, { ...seen, pulse: pulseOf(id), hasQuarantine, errors });
      });
      dueAt = mode === "live" ? next : null;
      return rows.sort((a, b) => byCodeUnit(a.id, b.id));
    },
    isDue: (clock) => dueAt !== null && dueAt <= clock,
    tallies: () => [...tallies],
  };
}

function put(known: Map<string, Trouble>, name: string, why: Trouble | null): boolean {
  if (why === null) return known.delete(name);
  const isNews = known.get(name)?.text !== why.text;
  known.set(name, why);
  return isNews;
}
