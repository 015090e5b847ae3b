import type { DeltaFrame, ResyncFrame, WatchAnswer, WatchRequest } from "@lockstep/protocol/live";
import type { DelayFigures } from "./delay.ts";
import type { BoardState } from "./frames.ts";

/**
 *            read ok            watch ok and caught up
 *  reading ----------> joining -----------------------> live
 *     ^                                                  | silence 2.5 s, socket lost
 *     |        gap, resync, reconnect, refused           v
 *     +------------------------------------------------ stale
 *
 * Only `live` is ever shown as live. What was read before stays on the screen in every other phase, told as stale.
 */
export type Phase =
  | { readonly kind: "loading" }
  | { readonly kind: "live" }
  /** A past moment: it never changes. */
  | { readonly kind: "past" }
  | { readonly kind: "stale"; readonly why: "lost" | "catching-up" }
  | { readonly kind: "refused"; readonly code: string; readonly message: string };

export interface Snapshot {
  readonly phase: Phase;
  readonly frozen: boolean;
  readonly state: BoardState | null;
  /** Grows by one with every visual update. */
  readonly version: number;
  /** Which version an exception or line last changed in, for the fade. */
  readonly changedIn: ReadonlyMap<string, number>;
  /** The seq from which on it is live: what a panel has read before that may be old. */
  readonly liveFromSeq: number;
  /** Wall time of the last word from the server, milliseconds. */
  readonly heardAt: number;
  /** The server's time of the last moment at which this state was known to be all there is; null before the first. */
  readonly knownAt: string | null;
  /** Server's clock minus this machine's, milliseconds; null where the server's clock is moved by hand. */
  readonly clockOffsetMs: number | null;
}

export interface BoardRead {
  readonly state: BoardState;
  /** The newest moment that any page of the reading is of: until then rows of two moments may stand side by side. */
  readonly completeAtSeq: number;
  readonly manualClock: boolean;
}

export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** Which of the values that were sent is wrong, as a path such as `people.2.email`. */
  readonly field?: string;
  /** What others have written to the same exception meanwhile. */
  readonly theirs?: Theirs;
}

export interface Theirs {
  /** What is sent with a command that has seen it. */
  readonly revision: number;
  readonly entries: readonly {
    readonly seq: number;
    readonly at: string;
    readonly by: string;
    readonly action: string;
    readonly note: string | null;
  }[];
}

/** What the store needs of a socket. */
export interface LiveSocket {
  readonly connected: boolean;
  watch(request: WatchRequest, answer: (answer: WatchAnswer) => void): void;
  /** Tells how long facts took to this screen, in milliseconds; and of these, those that brought a card that is new or graver. */
  painted(delaysMs: readonly number[], ofNewsMs: readonly number[]): void;
  beat(answer: (answer: { readonly seq: number; readonly at: string }) => void): void;
  onFrame(listen: (frame: DeltaFrame) => void): void;
  onResync(listen: (frame: ResyncFrame) => void): void;
  onConnect(listen: () => void): void;
  onLost(listen: () => void): void;
  close(): void;
}

export interface LiveStore {
  readonly snapshot: () => Snapshot;
  readonly subscribe: (listen: () => void) => () => void;
  /** What was shown is on the page up to this version: delays are measured to the paint after it. */
  readonly rendered: (version: number) => void;
  readonly setFrozen: (frozen: boolean) => void;
  readonly delay: (now: number) => DelayFigures | null;
  readonly retry: () => void;
  readonly close: () => void;
}

export interface LiveStoreOptions {
  readonly socket: LiveSocket;
  readonly read: () => Promise<BoardRead | Refusal>;
  /** Gives up all questions that are on the way: the server has fallen silent, and each will be asked again. */
  readonly dropReads: () => void;
  /** Calls back once what was just rendered is on the screen. */
  readonly afterPaint: (painted: () => void) => void;
  /** When somebody touched the page last: milliseconds since the epoch. */
  readonly touchedAt: () => number;
}
