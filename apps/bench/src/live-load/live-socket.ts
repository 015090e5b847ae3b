/** One socket on `/live` that watches everything, read as cheaply as can be: there are 2,000 of them in one process. */
export interface LiveSocket {
  readonly frames: number;
  readonly bytes: number;
  readonly resyncs: number;
  close(): void;
}

const OPENED = "0";
const PING = "2";
const CONNECTED = "40/live,";
const DELTA = '42/live,["delta",';
const RESYNC = '42/live,["resync",';
const SEQ = /"seq":(\d+)/;
const TO_SEQ = /"toSeq":(\d+)/;

/** `heard` is told up to where each frame goes, and when it came. */
export function watchAll(
  url: string,
  since: number,
  heard: ((toSeq: number, at: number) => void) | null,
): Promise<LiveSocket> {
  const socket = new WebSocket(`${url.replace("http", "ws")}/socket.io/?EIO=4&transport=websocket`);
  const counts = { frames: 0, bytes: 0, resyncs: 0 };
  return new Promise((resolve, reject) => {
    socket.addEventListener("error", () => reject(new Error(`no socket on ${url}`)));
    socket.addEventListener("message", ({ data }) => {
      const text = String(data);
      if (text === PING) socket.send("3");
      else if (text.startsWith(OPENED)) socket.send(CONNECTED);
      else if (text.startsWith(CONNECTED)) socket.send(`42/live,1["watch",{"since":${since}}]`);
      else if (text.startsWith("43/live,1")) resolve(live);
      else if (text.startsWith(RESYNC)) {
        // As a page does, but for the reading: what it missed counts as shown with the next frame.
        counts.resyncs += 1;
        socket.send(`42/live,2["watch",{"since":${SEQ.exec(text)?.[1] ?? 0}}]`);
      } else if (text.startsWith(DELTA)) {
        const at = performance.now();
        counts.frames += 1;
        counts.bytes += text.length;
        if (heard !== null) heard(Number(TO_SEQ.exec(text.slice(0, 200))?.[1] ?? 0), at);
      }
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
      close: () => socket.close(),
    };
  });
}
