/** How long answered facts may wait for their pass, whatever else there is to do. */
const ANSWERED_WAIT_MS = 250;
/** How long it may take from the answer until the facts are shown: the pass itself must fit in, too. */
const SHOWN_WITHIN_MS = 800;
/** So long the parts of one request may wait for the rest of it: what is told at once is looked at once, at its end. */
const PARTS_WAIT_MS = 3_000;
/** Closer than this no one sees a difference, and what each pass costs whatever is in it would add up. */
const APART_MS = 25;
/**
 * The engine's thread leaves some of the processor to the one that takes facts in: a tenth. With a quarter no more facts were
 * taken in under a load that is more than it can take, and all that was shown under less was later.
 */
const REST_SHARE = 0.1;
const MOST_REST_MS = 250;

/**
 * When to compute. A pass takes in everything that is durable by then, so that under a stream of facts passes are few;
 * what has been answered, a command or the clock never waits long. All in milliseconds of one monotonic clock.
 */
export interface Schedule {
  /** Facts that nobody has been answered for are durable. */
  facts(at: number): void;
  /** Someone has been told that facts of theirs are durable. */
  answered(at: number): void;
  /** Someone waits for the result: no delay. */
  urgent(): void;
  begun(at: number): void;
  /** The engine has come to something: the next pass may begin before that is shown. */
  computed(at: number): void;
  /** It is shown, so long after its pass has begun. */
  shown(milliseconds: number): void;
  /** Whether there is anything to compute. */
  readonly isPending: boolean;
  /** When the next pass may begin; infinity if there is nothing to compute. `hasMore`: other facts are on their way to the log. */
  dueAt(hasMore: boolean): number;
}

export function createSchedule(): Schedule {
  let hasFacts = false;
  let isUrgent = false;
  let waitingSince = 0;
  let answeredAt = Number.POSITIVE_INFINITY;
  let begunAt = Number.NEGATIVE_INFINITY;
  let computedAt = Number.NEGATIVE_INFINITY;
  let computing = 0;
  let took = 0;
  const overdueAt = (): number => answeredAt + Math.max(0, Math.min(ANSWERED_WAIT_MS, SHOWN_WITHIN_MS - took));
  return {
    facts: (at) => {
      if (!hasFacts) waitingSince = at;
      hasFacts = true;
    },
    answered: (at) => {
      if (hasFacts) answeredAt = Math.min(answeredAt, at);
    },
    urgent: () => {
      isUrgent = true;
    },
    begun: (at) => {
      begunAt = at;
      hasFacts = false;
      isUrgent = false;
      answeredAt = Number.POSITIVE_INFINITY;
    },
    computed: (at) => {
      computedAt = at;
      computing = at - begunAt;
    },
    shown: (milliseconds) => {
      took = milliseconds;
    },
    get isPending() {
      return hasFacts || isUrgent;
    },
    dueAt: (hasMore) => {
      if (isUrgent) return Number.NEGATIVE_INFINITY;
      if (!hasFacts) return Number.POSITIVE_INFINITY;
      if (hasMore && answeredAt === Number.POSITIVE_INFINITY) return waitingSince + PARTS_WAIT_MS;
      const restedAt = computedAt + Math.min(REST_SHARE * computing, MOST_REST_MS);
      return Math.min(Math.max(restedAt, begunAt + APART_MS), overdueAt());
    },
  };
}
