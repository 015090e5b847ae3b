import { type ReactNode, useDeferredValue, useEffect, useState } from "react";
import { onceShown } from "../live/paint.ts";

/** What stands further down: rendered when what is seen first is on the screen. */
export function Later({ children }: { readonly children: ReactNode }): ReactNode {
  return useDeferredValue(true, false) ? children : null;
}

/** Pictures below what says it in words: rendered as soon as the words are on the screen, and not put off by what comes in then. */
export function Next({ children }: { readonly children: ReactNode }): ReactNode {
  const [isIts, setIts] = useState(false);
  useEffect(() => {
    let isHere = true;
    void onceShown().then(() => {
      if (isHere) setIts(true);
    });
    return () => {
      isHere = false;
    };
  }, []);
  return isIts ? children : null;
}
