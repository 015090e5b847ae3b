import { signedInAgain } from "./signed-in-again.ts";

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
    async fetch(input, init) {
      const ask = (): Promise<Response> => {
        if (isMutation(init?.body)) return fetch(input, init);
        const signals = [dropped.signal, ...(init?.signal ? [init.signal] : [])];
        return fetch(input, { ...init, signal: AbortSignal.any(signals) });
      };
      const answer = await ask();
      if (answer.status !== 401) return answer;
      await signedInAgain();
      return ask();
    },
    drop() {
      dropped.abort();
      dropped = new AbortController();
    },
  };
}

const isMutation = (body: unknown): boolean => typeof body === "string" && body.includes('"query":"mutation');
