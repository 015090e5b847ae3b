import { HOUR, type Instant, type Millis, SECOND } from "@lockstep/domain/instant";

/** Whoever asks for more is asked again all the same: a call is of no use a day later. */
const MOST_MS = HOUR;
/** RFC 9110, 5.6.7: as it is written now, and in the two ways of old, of which the last names no zone. */
const DATE =
  /^[A-Z][a-z]{2,8},? (\d{2}[ -][A-Z][a-z]{2}[ -]\d{2,4} [\d:]{8} GMT|[A-Z][a-z]{2} [ \d]\d [\d:]{8} \d{4})$/;
const WITH_PAUSE = new Set([429, 503]);

/** For how long a server that has too much to do wants to be left alone; nothing: it does not say so, or what it says is no time. */
export function pauseAsked(
  { status, retryAfter }: { readonly status: number; readonly retryAfter: string | null },
  now: Instant,
): { readonly pauseMs?: Millis } {
  const text = retryAfter?.trim() ?? "";
  if (!WITH_PAUSE.has(status)) return {};
  const asked = /^\d+$/.test(text) ? Number(text) * SECOND : DATE.test(text) ? instantOf(text) - now : Number.NaN;
  return asked > 0 ? { pauseMs: Math.min(asked, MOST_MS) } : {};
}

const instantOf = (text: string): number => Date.parse(text.endsWith(" GMT") ? text : `${text} GMT`);
