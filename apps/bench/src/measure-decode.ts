import { decodePayload } from "@lockstep/connectors/sparkplug/decode";
import { metricValue } from "@lockstep/connectors/sparkplug/metric-value";
import { assert } from "@lockstep/domain/assert";
import { peer, sparkplugPayload } from "./sparkplug-payloads.ts";

export interface DecodeMeasure {
  readonly kind: "birth" | "data";
  readonly metrics: number;
  readonly bytes: number;
  /** Payloads of each round, and rounds: of both, the quickest round counts. */
  readonly n: readonly [payloads: number, rounds: number];
  /** Of one payload, with the values of its metrics. */
  readonly ours: { readonly microseconds: number };
  readonly theirs: { readonly microseconds: number };
}

const SHAPES = [
  { kind: "data", metrics: 1 },
  { kind: "data", metrics: 10 },
  { kind: "birth", metrics: 100 },
] as const;
const ROUNDS = 100;
const METRICS_A_ROUND = 20_000;

/** By turns, in one process; what other processes take shows in slow rounds, which do not count. */
export function measureDecode(): DecodeMeasure[] {
  return SHAPES.map(({ kind, metrics }) => {
    const bytes = sparkplugPayload(kind, metrics);
    const payloads = METRICS_A_ROUND / metrics;
    const best = { ours: Number.POSITIVE_INFINITY, theirs: Number.POSITIVE_INFINITY };
    for (let round = 0; round < ROUNDS; round += 1) {
      best.ours = Math.min(
        best.ours,
        timeOf(payloads, () => readByOurs(bytes)),
      );
      best.theirs = Math.min(
        best.theirs,
        timeOf(payloads, () => readByPeer(bytes)),
      );
    }
    const each = (ms: number) => ({ microseconds: (ms / payloads) * 1000 });
    return {
      kind,
      metrics,
      bytes: bytes.length,
      n: [payloads, ROUNDS],
      ours: each(best.ours),
      theirs: each(best.theirs),
    };
  });
}

function timeOf(times: number, read: () => number): number {
  let found = 0;
  const begin = performance.now();
  for (let k = 0; k < times; k += 1) found += read();
  const ms = performance.now() - begin;
  assert(found > 0, () => "nothing was read");
  return ms;
}

function readByOurs(bytes: Uint8Array): number {
  const read = decodePayload(bytes);
  assert(read.ok, () => "our own decoder refuses the payload");
  let values = 0;
  for (const metric of read.value.metrics) if (metricValue(metric, metric.datatype ?? null) !== undefined) values += 1;
  return values;
}

const readByPeer = (bytes: Uint8Array): number => peer.decodePayload(bytes).metrics?.length ?? 0;
