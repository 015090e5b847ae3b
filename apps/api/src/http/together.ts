import { setTimeout as sleep } from "node:timers/promises";

export interface Together {
  /** Whoever sends nothing for so long has sent what belongs together. */
  readonly pauseMs: number;
  /** No group is kept back for longer, however fast others come. */
  readonly mostMs: number;
  /** No group is added to as many. */
  readonly most: number;
}

type Next<T> = { readonly result: IteratorResult<T> } | { readonly error: unknown };

/**
 * Groups that come one right after the other as one, in order. What fails after some have come fails after these. One more is
 * asked for while a group is looked at.
 */
export async function* together<T>(
  groups: AsyncIterable<readonly T[]>,
  { pauseMs, mostMs, most }: Together,
): AsyncIterable<readonly T[]> {
  const source = groups[Symbol.asyncIterator]();
  const ask = (): Promise<Next<readonly T[]>> =>
    source.next().then(
      (result) => ({ result }),
      (error: unknown) => ({ error }),
    );
  try {
    for (let next = ask(); ; ) {
      const first = await next;
      if ("error" in first) throw first.error;
      if (first.result.done === true) return;
      const group = [...first.result.value];
      const until = performance.now() + mostMs;
      next = ask();
      while (group.length < most) {
        const left = Math.min(pauseMs, until - performance.now());
        const more = left > 0 ? await within(next, left) : null;
        if (more === null || "error" in more || more.result.done === true) break;
        for (const one of more.result.value) group.push(one);
        next = ask();
      }
      yield group;
    }
  } finally {
    // What was asked for may never come: nobody waits for it.
    source.return?.().catch(() => {});
  }
}

/** Null: not within that time. */
async function within<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  const timer = new AbortController();
  const late = sleep(milliseconds, null, { signal: timer.signal }).catch(() => null);
  try {
    return await Promise.race([promise, late]);
  } finally {
    timer.abort();
  }
}
