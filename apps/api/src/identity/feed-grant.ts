import { isObject } from "@lockstep/domain/json";
import { sitesReached, type Whereabouts } from "../query/belongs.ts";
import { sitesIn } from "../query/used-at.ts";

/** What a feed's token lets through. */
export interface FeedGrant {
  readonly id: string;
  /** A fact's source must be one of these, or lie below it: `/wms` lets `/wms` and `/wms/plant-a` through. */
  readonly sources: readonly string[];
  /** Null: every type. */
  readonly types: readonly string[] | null;
  /** The sites that a fact may be about; null: any. */
  readonly sites: readonly string[] | null;
}

/**
 * Why an event is not the feed's to send, or null. What is no event, or names no source or type, is left to quarantine:
 * nothing of it can come into force. `known`: where things are, by what counts, and by what was told last.
 */
export function outside(
  { sources, types, sites }: FeedGrant,
  event: unknown,
  known: readonly Whereabouts[],
): string | null {
  if (!isObject(event)) return null;
  const { source, type, data } = event;
  if (typeof source === "string" && !sources.some((one) => source === one || source.startsWith(below(one)))) {
    return `The token is for facts of ${sources.join(", ")}, and one is of ${short(source)}.`;
  }
  if (typeof type === "string" && types !== null && !types.includes(type)) {
    return `The token is for facts of type ${types.join(", ")}, and one is ${short(type)}.`;
  }
  const foreign = sites === null ? null : foreignSite(sites, { type, data }, known);
  return foreign === null ? null : `The token is for ${sites?.join(", ")}, and a fact is about ${foreign}.`;
}

/** Why an event is not for somebody to send who has these sites alone, or null. What is at no site is for everybody. */
export function outsideOfSites(sites: readonly string[], event: unknown, known: readonly Whereabouts[]): string | null {
  const foreign = isObject(event) ? foreignSite(sites, event, known) : null;
  return foreign === null ? null : `You send facts of ${sites.join(", ")}, and one is about ${foreign}.`;
}

/** In words: a site that the event does not name itself is not named, or anybody could ask where a thing is that is not theirs. */
function foreignSite(
  sites: readonly string[],
  { type, data }: { readonly type?: unknown; readonly data?: unknown },
  known: readonly Whereabouts[],
): string | null {
  if (!isObject(data)) return null;
  for (const world of known) {
    const foreign = sitesReached(String(type), data, world).find((site) => !sites.includes(site));
    if (foreign !== undefined) return namedIn(String(type), data).includes(foreign) ? short(foreign) : "another site";
  }
  return null;
}

const namedIn = (type: string, data: Readonly<Record<string, unknown>>): readonly unknown[] =>
  type === "master.site" ? [data["id"]] : sitesIn(data);

const below = (source: string): string => (source.endsWith("/") ? source : `${source}/`);

const short = (text: string): string => JSON.stringify(text.length > 100 ? `${text.slice(0, 100)}…` : text);
