import { type Instant, type Millis, SECOND } from "@lockstep/domain/instant";
import type { RememberedState } from "./edge-context.ts";
import type { MachineAbout } from "./machine.ts";
import { inOrder, type Reading } from "./reading.ts";
import type { Said } from "./said.ts";
import { createStateStage, type StateStage } from "./state-stage.ts";

/**
 * What a machine tells late of its state, after a connection was lost: it fills the time of which nothing was known, and
 * changes nothing that is now. What is late without any gap says nothing: what came before and after it is known.
 */
export interface LateReadings {
  readonly waitsUntil: Instant | null;
  /** A reading of the state, in order: what was before it since the last is a gap if that is long ago. */
  heard(at: Instant): void;
  late(reading: Reading): void;
  settle(receivedAt: Instant): void;
}

interface Gap {
  readonly from: Instant;
  readonly to: Instant;
  readonly before: RememberedState;
  readonly readings: Reading[];
  /** When nothing more is expected to come; null: nothing has come. */
  until: Instant | null;
}

/** Without a declared interval, a pause of so long is a gap. */
const GAP: Millis = 10 * SECOND;
const MOST_GAPS = 50;
/** What is told late is told in one go: so long after its last part it is complete. */
const COMPLETE_AFTER: Millis = 5 * SECOND;

export function createLateReadings(about: MachineAbout, state: StateStage): LateReadings {
  const { everySeconds } = about.kind;
  const longest = everySeconds === undefined ? GAP : 2 * everySeconds * SECOND;
  const gaps: Gap[] = [];
  let last: Instant | null = null;

  function fill(gap: Gap): void {
    const unheard: Said = { ...about.said, noticed: [] };
    const past = createStateStage({ ...about, said: unheard, remembered: { state: gap.before, operation: null } });
    let instant = gap.from;
    for (const reading of gap.readings.sort(inOrder)) {
      if (reading.at > instant) past.close();
      instant = reading.at;
      past.read({ ...reading, receivedAt: reading.at });
    }
    past.close();
    past.settle(gap.to);
    past.close();
    if (past.standing !== null) state.join(past.standing, gap.to);
    gaps.splice(gaps.indexOf(gap), 1);
  }

  return {
    get waitsUntil() {
      let first: Instant | null = null;
      for (const { until } of gaps) if (until !== null) first = Math.min(first ?? until, until);
      return first;
    },
    heard(at) {
      const before = last !== null && at - last > longest ? state.snapshot() : null;
      if (last !== null && before !== null) gaps.push({ from: last, to: at, before, readings: [], until: null });
      if (gaps.length > MOST_GAPS) gaps.shift();
      last = at;
    },
    late(reading) {
      const gap = gaps.find(({ from, to }) => reading.at > from && reading.at < to);
      if (gap === undefined) return;
      gap.readings.push(reading);
      gap.until = reading.receivedAt + COMPLETE_AFTER;
    },
    settle(receivedAt) {
      for (const gap of [...gaps]) if (gap.until !== null && gap.until <= receivedAt) fill(gap);
    },
  };
}
