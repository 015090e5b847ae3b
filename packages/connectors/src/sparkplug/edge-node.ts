import type { Instant, Millis } from "@lockstep/domain/instant";
import type { RawPayload } from "./decode.ts";
import { createMetricTable, type MetricTable, type Readings } from "./metrics.ts";
import { createSequence } from "./sequence.ts";

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
  /** Devices of this birth that have not died. */
  readonly devices: ReadonlySet<string>;
  birth(payload: RawPayload, at: Instant): Readings;
  /** False if it is the death of another birth than this. */
  death(payload: RawPayload): boolean;
  /** Puts a message in its place, and says which can be handled now. */
  take(seq: number, message: NodeMessage, at: Instant): readonly NodeMessage[];
  giveUp(): readonly NodeMessage[];
  deviceBirth(device: string, payload: RawPayload, at: Instant): Readings;
  deviceDeath(device: string): void;
  /** The connection is gone: what it says from now on is missed. */
  lose(): void;
  /** Whether it is to be asked for a rebirth, now; not if that was done a short while ago. */
  mayAsk(at: Instant): boolean;
}

export interface NodeMessage {
  readonly kind: "NDATA" | "DBIRTH" | "DDATA" | "DDEATH";
  readonly device: string | null;
  readonly payload: RawPayload;
  readonly topic: string;
  readonly bytes: Uint8Array;
  readonly at: Instant;
}

export function createEdgeNode(reorderMs: Millis, rebirthEveryMs: Millis): EdgeNode {
  const metrics = createMetricTable();
  const sequence = createSequence<NodeMessage>(reorderMs);
  const devices = new Set<string>();
  let state: EdgeNode["state"] = "unknown";
  let bdSeq: string | null = null;
  let askedAt: Instant | null = null;
  return {
    get state() {
      return state;
    },
    get waitsUntil() {
      return sequence.waitsUntil;
    },
    metrics,
    devices,
    birth(payload, at) {
      state = "online";
      askedAt = null;
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
      sequence.begin(0);
    },
    mayAsk(at) {
      if (askedAt !== null && at - askedAt < rebirthEveryMs) return false;
      askedAt = at;
      return true;
    },
  };
}

function bdSeqOf({ readings }: Readings): string | null {
  const found = readings.find(({ name }) => name === "bdSeq")?.value;
  return found === undefined || found === null ? null : String(found);
}
