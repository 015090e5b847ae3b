import type { LiveStore, LiveStoreOptions, Phase, Snapshot } from "../live/contract.ts";

/** Of a past moment there is one reading and no news. */
export function createPastStore({ read }: Pick<LiveStoreOptions, "read">): LiveStore {
  const listeners = new Set<() => void>();
  let shown: Snapshot = {
    phase: { kind: "loading" },
    frozen: false,
    state: null,
    version: 0,
    changedIn: new Map(),
    liveFromSeq: 0,
    heardAt: Date.now(),
    knownAt: null,
    clockOffsetMs: null,
  };
  const show = (phase: Phase, more: Partial<Snapshot> = {}): void => {
    shown = { ...shown, ...more, phase, version: shown.version + 1 };
    for (const listen of listeners) listen();
  };
  const readOnce = (): void => {
    read().then(
      (answer) => {
        if ("code" in answer) show({ kind: "refused", code: answer.code, message: answer.message });
        else show({ kind: "past" }, { state: answer.state, knownAt: answer.state.now });
      },
      () => show({ kind: "stale", why: "lost" }),
    );
  };
  readOnce();
  return {
    snapshot: () => shown,
    subscribe(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    rendered: () => undefined,
    setFrozen: () => undefined,
    delay: () => null,
    retry: readOnce,
    close: () => listeners.clear(),
  };
}
