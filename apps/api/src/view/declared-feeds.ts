import type { Instant } from "@lockstep/domain/instant";
import type { FeedSystem } from "@lockstep/protocol/generated/schema";
import type { FeedTally, Limits } from "./feeds.ts";

/** What is known of a connector's sources before anything has come of them. */
export interface DeclaredFeed {
  /** As the log names it: `mqtt:line`. */
  readonly connector: string;
  readonly sources: readonly { readonly source: string; readonly system: FeedSystem }[];
  /** They stand in for sources that name themselves, until one of those is known. */
  readonly isStandIn: boolean;
  /** There is a row only while something is wrong. */
  readonly isQuiet: boolean;
  /** How old its word may be; undefined: as that of the system it is of. Null: it is told, not heard. */
  readonly limits: Limits | null | undefined;
}

/** The connectors that were started, with what is to be heard of each. */
export interface DeclaredFeeds {
  put(declared: DeclaredFeed, since: Instant): void;
  /** It does not run any more; how old its word may be holds on. */
  end(connector: string): void;
  /** It stood in for sources of which one is known by now: what is there to be heard is heard of those. */
  isBeside(source: string, tallies: ReadonlyMap<string, FeedTally>): boolean;
  /** Of a source, whoever brought its last fact in, else whoever is to. */
  of(source: string, tally: FeedTally | undefined): Running | null;
  /** Sources that have a row though nothing has come of them. */
  unheard(tallies: ReadonlyMap<string, FeedTally>, isTroubled: (source: string) => boolean): Map<string, FeedTally>;
}

export interface Running extends DeclaredFeed {
  /** Null while it does not run. */
  readonly since: Instant | null;
}

/** Under that name stands what a connector could not read, where no other is known: `mqtt:line` has `/mqtt/line`. */
export const ownSource = (connector: string): string => `/${connector.replace(":", "/")}`;

export const NOTHING_YET = { lastFactAt: null, lastReceivedAt: null, accepted: 0, quarantined: 0 } as const;

export function createDeclaredFeeds(): DeclaredFeeds {
  const declared = new Map<string, Running>();
  const bySource = new Map<string, string>();
  const isHeard = ({ connector, sources }: Running, tallies: ReadonlyMap<string, FeedTally>): boolean =>
    [...tallies].some(([id, tally]) => tally.connector === connector && sources.every(({ source }) => source !== id));
  return {
    put(one, since) {
      declared.set(one.connector, { ...one, since });
      for (const { source } of one.sources) bySource.set(source, one.connector);
    },
    end(connector) {
      const one = declared.get(connector);
      if (one !== undefined) declared.set(connector, { ...one, since: null });
    },
    isBeside(source, tallies) {
      const one = declared.get(bySource.get(source) ?? "");
      return one?.isStandIn === true && isHeard(one, tallies);
    },
    of: (source, tally) => declared.get(tally?.connector ?? "") ?? declared.get(bySource.get(source) ?? "") ?? null,
    unheard(tallies, isTroubled) {
      const rows = new Map<string, FeedTally>();
      for (const one of declared.values()) {
        const { connector, sources, isStandIn, isQuiet } = one;
        if (isStandIn && isHeard(one, tallies)) continue;
        for (const { source, system } of sources) {
          if (tallies.has(source) || (isQuiet && !isTroubled(source))) continue;
          rows.set(source, { system, connector, ...NOTHING_YET });
        }
      }
      return rows;
    },
  };
}
