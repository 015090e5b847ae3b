import { plainError } from "./plain-error.ts";

/** The database cannot be reached now, and may be again in a moment: nothing is wrong with what was asked. */
export class StoreAway extends Error {
  /** `cause`: what the database or the system says, without what was asked of it. */
  constructor(cause?: unknown) {
    super("The database cannot be reached now: try again in a few seconds.", { cause });
  }
}

const PROBE_EVERY_MS = 500;

export interface Reach {
  /** The last that was asked of the database failed by its connection, and nothing has succeeded since. */
  readonly isAway: boolean;
  /** Does work on the database and learns by it; of one that is away, or too busy for this, it rejects with `StoreAway`. */
  during<T>(work: () => PromiseLike<T>): Promise<T>;
  lost(): void;
  found(): void;
  /** A connection is lost: whether the database is, too, is asked at once. */
  doubt(): void;
  stop(): void;
}

interface Asking {
  readonly isAway: (error: unknown) => boolean;
  /** It can be reached, and has no room or no time for this one thing now. */
  readonly isBusy: (error: unknown) => boolean;
  /** As little as can be asked. */
  readonly probe: () => Promise<unknown>;
}

/** Knows whether the database can be reached; while it cannot, it is asked again and again. */
export function createReach({ isAway, isBusy, probe }: Asking): Reach {
  let away = false;
  let isStopped = false;
  let timer: NodeJS.Timeout | null = null;

  const found = (): void => {
    away = false;
  };
  const lost = (): void => {
    if (isStopped) return;
    away = true;
    if (timer !== null) return;
    timer = setTimeout(ask, PROBE_EVERY_MS);
    timer.unref();
  };
  const ask = (): void => {
    void probe().then(
      () => {
        timer = null;
        found();
      },
      (error: unknown) => {
        timer = null;
        if (away || !isBusy(error)) lost();
      },
    );
  };
  return {
    get isAway() {
      return away;
    },
    async during(work) {
      try {
        const done = await work();
        found();
        return done;
      } catch (error) {
        if (isBusy(error)) throw new StoreAway(plainError(error));
        if (!isAway(error)) throw error;
        lost();
        throw new StoreAway(plainError(error));
      }
    },
    lost,
    found,
    doubt() {
      if (!isStopped) ask();
    },
    stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}

type Call = (...args: readonly unknown[]) => PromiseLike<unknown>;

/** The same calls, each of which says whether the database can be reached. */
export function reaching<T extends object>(calls: T, { during }: Reach): T {
  const entries = Object.entries(calls as Readonly<Record<string, Call>>).map(([name, call]) => {
    return [name, (...args: readonly unknown[]) => during(() => call(...args))];
  });
  return Object.fromEntries(entries) as T;
}
