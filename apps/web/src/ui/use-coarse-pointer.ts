import { useSyncExternalStore } from "react";

const query = typeof matchMedia === "function" ? matchMedia("(pointer: coarse)") : null;

/** Whether a finger, perhaps in a glove, is what points: targets are larger then. */
export function useCoarsePointer(): boolean {
  return useSyncExternalStore(
    (listen) => {
      query?.addEventListener("change", listen);
      return () => query?.removeEventListener("change", listen);
    },
    () => query?.matches ?? false,
  );
}
