import { startTransition, useEffect, useRef, useState } from "react";

interface Source<T> {
  readonly subscribe: (listen: () => void) => () => void;
  readonly snapshot: () => T;
  /** What cannot wait for what is being rendered. */
  readonly isUrgent: (before: T, next: T) => boolean;
}

/**
 * What a source says now, rendered in slices between which the page answers clicks and keys: a store that React subscribes to by
 * itself is rendered in one piece.
 */
export function useWhenIdle<T>({ subscribe, snapshot, isUrgent }: Source<T>): T {
  const [shown, setShown] = useState(snapshot);
  /** Taken, and perhaps not yet rendered. */
  const last = useRef(shown);
  useEffect(() => {
    const take = (): void => {
      const next = snapshot();
      if (Object.is(next, last.current)) return;
      const urgent = isUrgent(last.current, next);
      last.current = next;
      if (urgent) setShown(() => next);
      else startTransition(() => setShown(() => next));
    };
    take();
    return subscribe(take);
  }, [subscribe, snapshot, isUrgent]);
  return shown;
}
