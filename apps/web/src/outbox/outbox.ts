import type { Refusal } from "../live/contract.ts";

/** What was said while the server could not be reached. */
export type Said =
  | {
      readonly kind: "acknowledge";
      readonly exception: string;
      readonly note: string | null;
      readonly estimate: string | null;
      /** Sent before it. */
      readonly photo?: Blob;
    }
  | {
      readonly kind: "report-state";
      readonly resource: string;
      readonly state: "DOWN" | "RUNNING";
      readonly reason: string | null;
      readonly expectedUpAt: string | null;
    };

export type Waiting = Said & {
  /** Sent with it however often it is tried: the server applies it once. */
  readonly commandId: string;
  readonly title: string;
  /** When the person decided. */
  readonly at: string;
  /** Whose it is: it is sent as nobody else. Null is the developer. */
  readonly by: string | null;
  /** The server's words where it did not take it; it stays until the person has read them. */
  readonly refusal: string | null;
};

/** As it is given by whoever says it. */
export type Unsent = Said & Pick<Waiting, "commandId" | "title" | "at">;

/** Where it waits; it must survive that the page is closed. */
export interface WaitingStore {
  all(): Promise<readonly Waiting[]>;
  put(entry: Waiting): Promise<void>;
  remove(commandId: string): Promise<void>;
}

export interface OutboxOptions {
  readonly store: WaitingStore;
  readonly by: string | null;
  /** Null once the server has taken it. */
  readonly send: (entry: Waiting) => Promise<Refusal | null>;
}

export interface Outbox {
  readonly subscribe: (listen: () => void) => () => void;
  /** This person's, oldest first. */
  readonly snapshot: () => readonly Waiting[];
  readonly add: (entry: Unsent) => Promise<void>;
  /** Sends what waits, one after the other, until the server is gone again. */
  readonly flush: () => Promise<void>;
  readonly discard: (commandId: string) => Promise<void>;
}

export function createOutbox({ store, by, send }: OutboxOptions): Outbox {
  const listeners = new Set<() => void>();
  let waiting: readonly Waiting[] = [];
  let flushing: Promise<void> | null = null;

  const show = async (): Promise<void> => {
    const all = await store.all();
    waiting = all.filter((entry) => entry.by === by).sort((a, b) => (a.at < b.at ? -1 : 1));
    for (const listen of listeners) listen();
  };

  const sendAll = async (): Promise<void> => {
    await show();
    for (const entry of waiting.filter(({ refusal }) => refusal === null)) {
      const refusal = await send(entry);
      if (refusal?.code === "UNREACHABLE") return;
      if (refusal === null) await store.remove(entry.commandId);
      else await store.put({ ...entry, refusal: refusal.message });
      await show();
    }
  };

  // What waits from before the page was loaded is shown, too, whether or not the server can be reached.
  show().catch(() => undefined);

  return {
    subscribe(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    snapshot: () => waiting,
    async add(entry) {
      await store.put({ ...entry, by, refusal: null });
      await show();
    },
    flush() {
      flushing ??= sendAll().finally(() => {
        flushing = null;
      });
      return flushing;
    },
    async discard(commandId) {
      await store.remove(commandId);
      await show();
    },
  };
}
