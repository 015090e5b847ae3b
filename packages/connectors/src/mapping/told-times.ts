import { checkEvent } from "@lockstep/domain/check-event";
import { FACT_TYPES, type FactType } from "@lockstep/domain/facts/catalogue";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf } from "@lockstep/domain/instant";
import { eventOf } from "./fact-mapping.ts";
import { RAW_TIME, type ToldBefore, type ToldFact } from "./told-before.ts";

/**
 * Under which time each fact is told, so that of what is said of one entity the last is in force: clocks of seconds, and
 * bursts, give two messages the same time.
 *
 * - What is of the time that was given last, or of a later one, is told a millisecond at least after what was told last.
 * - What is of an earlier time is told under that: it changes nothing that is now.
 * - The very same fact as the last one is told as it was.
 *
 * The time that was given stands in the extension attribute `rawtime`, where it is another one: after a restart this goes
 * on from the facts in the log.
 */
export interface ToldTimes {
  tell(telling: Telling, known: KnownTimes): CloudEvent;
}

export interface Telling {
  readonly source: string;
  readonly type: FactType;
  readonly data: object;
  /** That its sender gave it. */
  readonly raw: Instant;
  readonly idAt: (time: Instant) => string;
  /** It is told late: of the very time of what was told last, it was before that. */
  readonly isLate?: boolean;
}

export interface KnownTimes {
  readonly told: ToldBefore;
  /** What is of a later time than this is quarantined: its sender's clock is ahead. */
  readonly latest: Instant;
}

type Last = Pick<ToldFact, "id" | "time" | "raw">;

/** So many entities are remembered; of others the log is asked, which has taken what they said by then. */
const MOST_REMEMBERED = 10_000;

export function createToldTimes(): ToldTimes {
  const lasts = new Map<string, Last>();

  function remember(entity: string, last: Last): void {
    lasts.delete(entity);
    lasts.set(entity, last);
    const [oldest] = lasts.keys();
    if (lasts.size > MOST_REMEMBERED && oldest !== undefined) lasts.delete(oldest);
  }

  return {
    tell(telling, { told, latest }) {
      const { source, type, raw, idAt } = telling;
      const key = keyOf(telling);
      if (key === null || raw > latest) return toldAt(telling, raw);
      const entity = `${source}\0${type}\0${key}`;
      const last = lasts.get(entity) ?? told.last(source, type, key);
      const time = timeAfter(last, telling);
      if (last === null || raw >= last.raw) remember(entity, { id: idAt(time), time, raw });
      return toldAt(telling, time);
    },
  };
}

function timeAfter(last: Last | null, { raw, idAt, isLate = false }: Telling): Instant {
  if (last === null || raw < last.raw) return raw;
  if (raw > last.raw) return Math.max(raw, last.time + 1);
  if (idAt(last.time) === last.id) return last.time;
  return isLate ? raw - 1 : last.time + 1;
}

/** Null: a movement, which is added whatever its time, or what the log will refuse. */
function keyOf(telling: Telling): string | null {
  if (FACT_TYPES[telling.type].shape === "movement") return null;
  const checked = checkEvent(toldAt(telling, telling.raw), { receivedAt: telling.raw, seq: 0, mode: "live" });
  return checked.ok ? checked.value.key : null;
}

/** The fact as it is told under a time. */
export function toldAt({ source, type, data, raw, idAt }: Telling, time: Instant): CloudEvent {
  const event = eventOf({ type }, { source, id: idAt(time), at: time }, data);
  return time === raw ? event : { ...event, [RAW_TIME]: isoOf(raw) };
}
