import { bytesHash } from "@lockstep/domain/content-hash";
import type { Instant, Millis } from "@lockstep/domain/instant";
import type { RawPayload } from "./decode.ts";
import { createMetricTable, type MetricTable, type Readings } from "./metrics.ts";
import { createSequence, type Taken } from "./sequence.ts";

/**
 *  unknown ──NBIRTH──► online ──NDEATH with its bdSeq──► offline ──NBIRTH──► online
 *     ▲                  │
 *     └── connection ────┘
 *
 * What comes from a node that is not online is of no use: nobody knows its aliases. It is asked to be born again.
 */
export interface EdgeNode {
  readonly state: "unknown" | "online" | "offline";
  readonly metrics: MetricTable;
  readonly waitsUntil: Instant | null;
  /** When there is something to do for it if it says nothing before; null: nothing. */
  readonly dueAt: Instant | null;
  /** Devices of this birth that have not died. */
  readonly devices: ReadonlySet<string>;
  birth(message: BirthMessage): Readings;
  /** Whether it is the very birth that it goes by, once more; not if another was asked for since. */
  isAgain(message: BirthMessage): boolean;
  /** False if it is the death of another birth than this. */
  death(payload: RawPayload): boolean;
  /** Puts a message in its place, and says which can be handled now. */
  take(seq: number, message: NodeMessage, at: Instant): Taken<NodeMessage>;
  giveUp(): readonly NodeMessage[];
  deviceBirth(device: string, payload: RawPayload, at: Instant): Readings;
  deviceDeath(device: string): void;
  /** The connection is gone: what it says from now on is missed. */
  lose(): void;
  /** Whether it is to be asked for a rebirth, now; not if that was done a short while ago, since its birth. */
  mayAsk(at: Instant): boolean;
  /** The same of one whose numbers are out of order: a birth may not help, so what was asked for before it counts. */
  mayAskAgain(at: Instant): boolean;
  /** When it is to be asked because it could not be before, and was not born since; null: it need not. */
  readonly asksAt: Instant | null;
}

export interface NodeMessage {
  readonly kind: "NDATA" | "DBIRTH" | "DDATA" | "DDEATH";
  readonly device: string | null;
  readonly payload: RawPayload;
  readonly topic: string;
  readonly bytes: Uint8Array;
  readonly at: Instant;
}

export type BirthMessage = Pick<NodeMessage, "payload" | "topic" | "bytes" | "at">;

export function createEdgeNode(reorderMs: Millis, rebirthEveryMs: Millis): EdgeNode {
  const metrics = createMetricTable();
  const sequence = createSequence<NodeMessage>(reorderMs, markOf);
  const devices = new Set<string>();
  let state: EdgeNode["state"] = "unknown";
  let bdSeq: string | null = null;
  let bornBy: string | null = null;
  let askedAt: Instant | null = null;
  let everAskedAt: Instant | null = null;
  let asksAt: Instant | null = null;
  const ask = (at: Instant): true => {
    askedAt = at;
    everAskedAt = at;
    asksAt = null;
    return true;
  };
  return {
    get state() {
      return state;
    },
    get waitsUntil() {
      return sequence.waitsUntil;
    },
    get dueAt() {
      const { waitsUntil } = sequence;
      return waitsUntil === null || asksAt === null ? (waitsUntil ?? asksAt) : Math.min(waitsUntil, asksAt);
    },
    metrics,
    devices,
    isAgain: (message) => state === "online" && askedAt === null && bornBy !== null && bornBy === markOf(message),
    birth(message) {
      const { payload, at } = message;
      state = "online";
      bornBy = markOf(message);
      askedAt = null;
      asksAt = null;
      devices.clear();
      sequence.begin(payload.seq ?? 0);
      const readings = metrics.birth(null, payload, at);
      bdSeq = bdSeqOf(readings);
      return readings;
    },
    death(payload) {
      const told = bdSeqOf(createMetricTable().birth(null, payload, 0));
      if (state === "online" && bdSeq !== null && told !== null && told !== bdSeq) return false;
      state = "offline";
      asksAt = null;
      devices.clear();
      sequence.begin(0);
      return true;
    },
    take: (seq, message, at) => sequence.take(seq, message, at),
    giveUp: () => sequence.giveUp(),
    deviceBirth(device, payload, at) {
      devices.add(device);
      return metrics.birth(device, payload, at);
    },
    deviceDeath(device) {
      devices.delete(device);
    },
    lose() {
      if (state === "online") state = "unknown";
      askedAt = null;
      everAskedAt = null;
      asksAt = null;
      sequence.begin(0);
    },
    mayAsk: (at) => (askedAt === null || at - askedAt >= rebirthEveryMs) && ask(at),
    mayAskAgain(at) {
      if (everAskedAt === null || at - everAskedAt >= rebirthEveryMs) return ask(at);
      // It has not been asked since its birth.
      if (askedAt === null) asksAt = everAskedAt + rebirthEveryMs;
      return false;
    },
    get asksAt() {
      return asksAt;
    },
  };
}

/** What came after it was given up is told late: it changes nothing that is now. */
export function toldLate(message: NodeMessage): NodeMessage {
  if (message.kind !== "NDATA" && message.kind !== "DDATA") return message;
  const metrics = message.payload.metrics.map((metric) => ({ ...metric, isHistorical: true }));
  return { ...message, payload: { ...message.payload, metrics } };
}

/** Without a time, the same bytes may be two messages. */
const markOf = ({ topic, bytes, payload }: BirthMessage): string | null =>
  payload.timestamp === null ? null : `${topic} ${bytesHash(bytes)}`;

function bdSeqOf({ readings }: Readings): string | null {
  const found = readings.find(({ name }) => name === "bdSeq")?.value;
  return found === undefined || found === null ? null : String(found);
}
