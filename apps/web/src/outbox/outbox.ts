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

/** What somebody else had decided, later, by the time it arrived. */
export interface Meanwhile {
  readonly by: string;
  readonly action: string;
  readonly at: string;
}

/** What the server made of it: taken, with what others had done meanwhile, or not, with why. */
export type Sent = { readonly meanwhile: readonly Meanwhile[] } | { readonly refusal: Refusal };

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
  /** It was taken, and others had decided something later; it stays until the person has read it. Left out: it is not taken yet. */
  readonly meanwhile?: readonly Meanwhile[];
};

/** Whether the server has still to say what becomes of it. */
export const isUnsent = ({ refusal, meanwhile }: Waiting): boolean => refusal === null && meanwhile === undefined;

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
  readonly send: (entry: Waiting) => Promise<Sent>;
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
    for (const entry of waiting.filter(isUnsent)) {
      const sent = await send(entry);
      if ("refusal" in sent) {
        if (sent.refusal.code === "UNREACHABLE") return;
        await store.put({ ...entry, refusal: sent.refusal.message });
      } else if (sent.meanwhile.length === 0) await store.remove(entry.commandId);
      else await store.put({ ...entry, meanwhile: sent.meanwhile });
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
