/**
 * Fetches questions so that they can be dropped. A browser holds six connections to a server: questions that a silent
 * server leaves unanswered would keep the page from asking again. Mutations are never dropped: they may have been applied.
 */
export interface DroppableReads {
  readonly fetch: typeof fetch;
  readonly drop: () => void;
}

export function droppableReads(): DroppableReads {
  let dropped = new AbortController();
  return {
    fetch(input, init) {
      if (isMutation(init?.body)) return fetch(input, init);
      const signals = [dropped.signal, ...(init?.signal ? [init.signal] : [])];
      return fetch(input, { ...init, signal: AbortSignal.any(signals) });
    },
    drop() {
      dropped.abort();
      dropped = new AbortController();
    },
  };
}

const isMutation = (body: unknown): boolean => typeof body === "string" && body.includes('"query":"mutation');
