import { Agent, request } from "node:http";
import { parentPort, workerData } from "node:worker_threads";
import { assert } from "@lockstep/domain/assert";
import { openRawSocket } from "./raw-socket.ts";
import { CONNECT, deltaOf, OPENED, PING, PONG, resyncOf, WATCHING, watch } from "./words.ts";

export interface PagesOrder {
  readonly url: string;
  readonly pages: number;
}

/** How they all are. */
export interface PagesReport {
  readonly live: number;
  /** When the last of those that are live became so, and each of them: milliseconds since the epoch. */
  readonly liveAt: readonly number[];
  /** Frames that do not begin where the one before has ended, without having been asked to read again. */
  readonly missed: number;
  readonly reads: number;
  readonly bytesRead: number;
  readonly frames: number;
  /** How far the one is that is the least far. */
  readonly leastSeq: number;
}

/** As our page tries again (`apps/web/src/live/connect.ts`): soon, give or take half of it, then twice as late each time. */
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 2_000;
/** So long it waits to ask again what was not answered; ours begins with half of that. */
const READ_AGAIN_MS = 1_000;
/** What a page asks before it watches: what the board shows. */
const READS = [
  `query ReadExceptions { asOf { seq now clock } exceptions(first: 200) { nodes {
    id kind subject subjectType title state present severity openedAt actBy firstImpactAt valueAtRisk { amount currency }
    impacted { line state lateByMinutes shortQuantity actBy lost } mutedBy sites resource owner acknowledgedBy
    acknowledgedAt estimate estimatedBy shelvedUntil recurrences nextActions revision mergedInto mergedCount } pageInfo { hasNextPage endCursor } }
    feeds { id system lastFactAt status trouble accepted quarantined } }`,
  `query ReadLines { asOf { seq now clock } orderLines(filter: { states: [AT_RISK, LATE, SHORT] }, first: 200) { nodes {
    id order site item itemName uom customer customerName state quantity openQuantity shortQuantity requestedAt promisedAt
    projectedDelivery slackMinutes pLate cause { kind subject subjectType } valueAtRisk { amount currency }
    openValue { amount currency } } pageInfo { hasNextPage endCursor } } }`,
];
const SEQ = /"seq":(\d+)/;

assert(parentPort !== null, () => "this runs as a thread");
const port = parentPort;
const { url, pages: count } = workerData as PagesOrder;

/** A browser on a machine of its own: the server counts what each address asks. */
class Page {
  private readonly localAddress: string;
  private readonly agent: Agent;
  isLive = false;
  liveAt = 0;
  seq = 0;
  missed = 0;
  reads = 0;
  bytesRead = 0;
  frames = 0;
  private tries = 0;

  constructor(k: number) {
    this.localAddress = `127.1.${k >> 8}.${k & 255}`;
    this.agent = new Agent({ keepAlive: true, maxSockets: 6 });
  }

  connect(): void {
    let isOpen = true;
    const socket = openRawSocket({
      url,
      localAddress: this.localAddress,
      heard: (text) => {
        const delta = deltaOf(text);
        if (delta !== null) {
          this.frames += 1;
          // What was told before it read is known to it.
          if (delta.fromSeq > this.seq) this.missed += 1;
          this.seq = Math.max(this.seq, delta.toSeq);
        } else if (text === PING) socket.send(PONG);
        else if (text.startsWith(OPENED)) socket.send(CONNECT);
        else if (text.startsWith(CONNECT)) void read();
        else if (text.startsWith(WATCHING)) {
          this.isLive = true;
          this.liveAt = Date.now();
          this.tries = 0;
        } else if (resyncOf(text) !== null) {
          this.isLive = false;
          void read();
        }
      },
      ended: () => {
        isOpen = false;
        this.isLive = false;
        const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.tries) * (0.5 + Math.random());
        this.tries += 1;
        setTimeout(() => this.connect(), wait);
      },
    });
    const read = async (): Promise<void> => {
      const answers = await Promise.all(READS.map((query) => this.ask(query)));
      const [first] = answers;
      if (!isOpen) return;
      if (answers.includes(null) || first === undefined || first === null) {
        setTimeout(() => void read(), READ_AGAIN_MS);
        return;
      }
      this.reads += 1;
      this.bytesRead += answers.reduce((sum, answer) => sum + (answer?.bytes ?? 0), 0);
      this.seq = first.seq;
      socket.send(watch(first.seq));
    };
  }

  /** Null: it was not answered. */
  private ask(query: string): Promise<{ readonly seq: number; readonly bytes: number } | null> {
    return new Promise((resolve) => {
      const { agent, localAddress } = this;
      const body = JSON.stringify({ query });
      const headers = { "content-type": "application/json", "content-length": Buffer.byteLength(body) };
      const asked = request(`${url}/graphql`, { method: "POST", headers, agent, localAddress }, (response) => {
        let [bytes, head] = [0, ""];
        response.on("data", (part: Buffer) => {
          bytes += part.length;
          if (head.length < 200) head += part.toString("latin1", 0, 200);
        });
        response.on("end", () =>
          resolve(response.statusCode === 200 ? { seq: Number(SEQ.exec(head)?.[1]), bytes } : null),
        );
        response.on("error", () => resolve(null));
      });
      asked.on("error", () => resolve(null));
      asked.end(body);
    });
  }
}

const pages = Array.from({ length: count }, (_, k) => new Page(k));
for (const page of pages) page.connect();
port.on("message", () => {
  const live = pages.filter(({ isLive }) => isLive);
  const sum = (of: (page: Page) => number): number => pages.reduce((all, page) => all + of(page), 0);
  const report: PagesReport = {
    live: live.length,
    liveAt: live.map(({ liveAt }) => liveAt),
    missed: sum(({ missed }) => missed),
    reads: sum(({ reads }) => reads),
    bytesRead: sum(({ bytesRead }) => bytesRead),
    frames: sum(({ frames }) => frames),
    leastSeq: Math.min(...pages.map(({ seq }) => seq)),
  };
  port.postMessage(report);
});
