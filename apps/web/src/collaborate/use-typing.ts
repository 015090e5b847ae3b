import { useCallback, useEffect, useRef } from "react";
import { useServices } from "../shell/context.tsx";

/** The server forgets it after five seconds. */
const SAID_EVERY_MS = 2_000;

/** Tells the others that this person writes about an exception: to be called with the text at each letter. */
export function useTyping(exception: string): (text: string) => void {
  const { typing } = useServices();
  const saidAt = useRef<number | null>(null);
  const stop = useCallback(() => {
    if (saidAt.current === null) return;
    saidAt.current = null;
    typing(null);
  }, [typing]);
  useEffect(() => stop, [stop]);
  return useCallback(
    (text) => {
      if (text.trim() === "") {
        stop();
        return;
      }
      const now = Date.now();
      if (saidAt.current !== null && now - saidAt.current < SAID_EVERY_MS) return;
      saidAt.current = now;
      typing(exception);
    },
    [exception, stop, typing],
  );
}
