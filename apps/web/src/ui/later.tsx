import { type ReactNode, useDeferredValue } from "react";

/** What stands further down: rendered when what is seen first is on the screen. */
export function Later({ children }: { readonly children: ReactNode }): ReactNode {
  return useDeferredValue(true, false) ? children : null;
}
