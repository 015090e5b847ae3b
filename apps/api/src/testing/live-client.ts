import type { DeltaFrame, ResyncFrame, WatchAnswer } from "@lockstep/protocol/live";
import { io, type Socket } from "socket.io-client";

/** One socket on `/live` that keeps what it is told. */
export interface LiveClient {
  readonly socket: Socket;
  readonly deltas: readonly DeltaFrame[];
  readonly resyncs: readonly ResyncFrame[];
  watch(request: unknown): Promise<WatchAnswer>;
  /** Resolves when a frame completes the state of a position. */
  reached(seq: number): Promise<void>;
  close(): void;
}

/** Rejects with the server's own words if it is not let in. */
export async function connectLive(
  url: string,
  token?: string,
  extraHeaders: Readonly<Record<string, string>> = {},
): Promise<LiveClient> {
  const auth = token === undefined ? {} : { token };
  const socket = io(`${url}/live`, {
    transports: ["websocket"],
    forceNew: true,
    reconnection: false,
    auth,
    extraHeaders,
  });
  const deltas: DeltaFrame[] = [];
  const resyncs: ResyncFrame[] = [];
  let arrived: () => void = () => {};
  socket.on("delta", (frame: DeltaFrame) => {
    deltas.push(frame);
    arrived();
  });
  socket.on("resync", (frame: ResyncFrame) => {
    resyncs.push(frame);
    arrived();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once("connect", resolve);
    socket.once("connect_error", reject);
  });
  return {
    socket,
    deltas,
    resyncs,
    watch: async (request) => (await socket.timeout(5_000).emitWithAck("watch", request)) as WatchAnswer,
    async reached(seq) {
      while ((deltas.at(-1)?.toSeq ?? -1) < seq) {
        await new Promise<void>((resolve, reject) => {
          const timer = setTimeout(() => reject(new Error(`no frame has reached ${seq}`)), 5_000);
          arrived = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
    },
    close: () => socket.disconnect(),
  };
}
