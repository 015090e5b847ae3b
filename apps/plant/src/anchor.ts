import { DAY, HOUR, type Instant } from "@lockstep/domain/instant";
import type { Client } from "./client.ts";

const WEEK = 7 * DAY;
/** A plant that starts has at least so much of its week behind it. */
const LEAST_HISTORY = 36 * HOUR;
const MONDAY = Date.parse("1970-01-05T00:00:00Z");
/** How far back a plant that was begun on this server is looked for. */
const WEEKS_BACK = 26;

/** Monday 00:00 UTC of the running week; on a Monday and until Tuesday noon, of the week before. */
export const mondayBehind = (now: Instant): Instant =>
  MONDAY + Math.floor((now - LEAST_HISTORY - MONDAY) / WEEK) * WEEK;

/**
 * When the plant on that server began. A server that has run before has an order line of some opening order book: the
 * plant goes on from there, so that all it tells again is known. An empty one begins with the week behind `now`.
 */
export async function findStart(client: Client, now: Instant, firstLine: (start: Instant) => string): Promise<Instant> {
  const newest = mondayBehind(now);
  const mondays = Array.from({ length: WEEKS_BACK }, (_, k) => newest - k * WEEK);
  const fields = mondays.map((monday, k) => `w${k}: orderLine(id: ${JSON.stringify(firstLine(monday))}) { id }`);
  const found = await client.ask<Record<string, { id: string } | null>>(`{ ${fields.join(" ")} }`, {});
  const known = mondays.filter((_, k) => found[`w${k}`] != null);
  return known.at(-1) ?? newest;
}
