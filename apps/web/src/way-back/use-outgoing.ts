import type { OutgoingAnswer } from "@lockstep/protocol/outgoing";
import { useCallback, useEffect, useState } from "react";
import { type OutgoingQuestion, readOutgoing } from "./outgoing-api.ts";

const AGAIN_MS = 3_000;

export interface Outgoing {
  /** What was read last: it stays while it is read again, or cannot be. */
  readonly answer: OutgoingAnswer | null;
  readonly failure: string | null;
  again(): void;
}

/** Read again every few seconds, as long as somebody looks at it. */
export function useOutgoing({ only, site, first }: OutgoingQuestion): Outgoing {
  const [answer, setAnswer] = useState<OutgoingAnswer | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a turn asks for nothing but to be read again
  useEffect(() => {
    let isOver = false;
    const read = async (): Promise<void> => {
      if (document.hidden) return;
      try {
        const next = await readOutgoing({ only, site, first });
        if (isOver) return;
        setAnswer(next);
        setFailure(null);
      } catch (error) {
        if (!isOver) setFailure(error instanceof Error ? error.message : String(error));
      }
    };
    void read();
    const timer = setInterval(() => void read(), AGAIN_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [only, site, first, turn]);
  const again = useCallback(() => setTurn((one) => one + 1), []);
  return { answer, failure, again };
}
