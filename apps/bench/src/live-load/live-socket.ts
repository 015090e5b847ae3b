import { openRawSocket } from "./raw-socket.ts";
import { CONNECT, deltaOf, OPENED, PING, PONG, resyncOf, WATCHING, watch } from "./words.ts";

/** One socket on `/live` that watches everything, read as cheaply as can be: there are 2,000 of them in one thread. */
export interface LiveSocket {
  readonly frames: number;
  readonly bytes: number;
  readonly resyncs: number;
  /** To where its latest frame goes. */
  readonly toSeq: number;
  close(): void;
}

/** `heard` is told up to where each frame goes, once the last byte of it has come. */
export function watchAll(url: string, since: number, heard: ((toSeq: number) => void) | null): Promise<LiveSocket> {
  const counts = { frames: 0, bytes: 0, resyncs: 0, toSeq: since };
  return new Promise((resolve, reject) => {
    const socket = openRawSocket({
      url,
      heard: (text, bytes) => {
        const delta = deltaOf(text);
        const resync = resyncOf(text);
        if (delta !== null) {
          counts.frames += 1;
          counts.bytes += bytes;
          counts.toSeq = delta.toSeq;
          heard?.(delta.toSeq);
        } else if (text === PING) socket.send(PONG);
        else if (text.startsWith(OPENED)) socket.send(CONNECT);
        else if (text.startsWith(CONNECT)) socket.send(watch(since));
        else if (text.startsWith(WATCHING)) resolve(live);
        else if (resync !== null) {
          // As a page does, but for the reading: what it missed counts as shown with the next frame.
          counts.resyncs += 1;
          socket.send(watch(resync));
        }
      },
      ended: (error) => reject(error ?? new Error(`${url} has closed the socket`)),
    });
    const live: LiveSocket = {
      get frames() {
        return counts.frames;
      },
      get bytes() {
        return counts.bytes;
      },
      get resyncs() {
        return counts.resyncs;
      },
      get toSeq() {
        return counts.toSeq;
      },
      close: () => socket.close(),
    };
  });
}
