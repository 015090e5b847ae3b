import { type Instant, isoOf, MINUTE, type Millis } from "@lockstep/domain/instant";
import type { Noticed } from "../contract.ts";

/** Edge nodes that speak and were never born here: each is asked for a birth once in a while, and only so many are known. */
export interface Strangers {
  /** Whether it is to be asked now; not if that was done a short while ago, or too many others were. */
  mayAsk(name: string, at: Instant): boolean;
  /** Its death was told: whether that is to be said; not of too many. */
  mayDie(name: string, at: Instant): boolean;
  /** It is born. */
  born(name: string): void;
  /** The connection is gone. */
  forget(): void;
  /** That there are too many, or are no more; once each. */
  notice(at: Instant): readonly Noticed[];
}

/** A name is cheap to make up: so many of those that nobody was born under are known at a time. */
export const MOST_STRANGERS = 1_000;
/** When so long none was too many, it is over. */
const QUIET: Millis = 10 * MINUTE;

export function createStrangers(id: string, rebirthEveryMs: Millis): Strangers {
  /** When each was asked, in that order: after a while it may be asked again, and need not be known. */
  const asked = new Map<string, Instant>();
  const dead = new Set<string>();
  let crowdedAt: Instant | null = null;
  let news: Noticed[] = [];

  function say(text: string | null): void {
    news.push({ rule: "unknown-edge-nodes", subjectType: "tower", subject: id, text });
  }

  function refuse(at: Instant, name: string): false {
    if (crowdedAt === null) {
      say(
        `Since ${isoOf(at)} more than ${MOST_STRANGERS} edge nodes speak that were never born, ${name} among them: what ` +
          "the others say is counted as ignored, and they are not asked for a birth until it is fewer. Look who publishes there.",
      );
    }
    crowdedAt = at;
    return false;
  }

  return {
    mayAsk(name, at) {
      for (const [first, askedAt] of asked) {
        if (at - askedAt < rebirthEveryMs) break;
        asked.delete(first);
      }
      if (asked.has(name)) return false;
      if (asked.size >= MOST_STRANGERS) return refuse(at, name);
      asked.set(name, at);
      return true;
    },
    mayDie(name, at) {
      if (!dead.has(name) && dead.size >= MOST_STRANGERS) return refuse(at, name);
      dead.add(name);
      return true;
    },
    born(name) {
      asked.delete(name);
      dead.delete(name);
    },
    forget: () => asked.clear(),
    notice(at) {
      if (crowdedAt !== null && at - crowdedAt >= QUIET) {
        crowdedAt = null;
        say(null);
      }
      const taken = news;
      news = [];
      return taken;
    },
  };
}
