import type { Instant } from "@lockstep/domain/instant";
import type { RawMetric, RawPayload } from "./decode.ts";
import { type MetricValue, metricValue } from "./metric-value.ts";
import type { Whole } from "./wire.ts";

/** One value of a metric of an edge node (`device` null) or a device. */
export interface Reading {
  readonly name: string;
  readonly value: MetricValue;
  readonly at: Instant;
  /** From a time before: it is told late, and is not what the metric is now. */
  readonly isHistorical: boolean;
}

export interface Readings {
  readonly readings: readonly Reading[];
  /** Aliases that no BIRTH has told. */
  readonly unknown: readonly string[];
}

/** The metrics that a node and its devices were born with, and what they are now. */
export interface MetricTable {
  /** Forgets what this device was born with (null: the node and all devices), and takes what it is born with now. */
  birth(device: string | null, payload: RawPayload, at: Instant): Readings;
  data(device: string | null, payload: RawPayload, at: Instant): Readings;
  /** The last value that is not historical, and of when it is; undefined if there is none. */
  live(device: string | null, name: string): Timed | undefined;
}

/** A value, and the time that it was told with. */
export type Timed = Pick<Reading, "value" | "at">;

interface Born {
  readonly device: string | null;
  readonly name: string;
  readonly type: number | null;
}

export function createMetricTable(): MetricTable {
  let byAlias = new Map<Whole, Born>();
  let byDevice = new Map<string | null, Map<string, Born>>();
  let live = new Map<string | null, Map<string, Timed>>();

  function forget(device: string | null): void {
    if (device === null) {
      byAlias = new Map();
      byDevice = new Map();
      live = new Map();
      return;
    }
    for (const [alias, born] of byAlias) if (born.device === device) byAlias.delete(alias);
    byDevice.delete(device);
    live.delete(device);
  }

  function learn(device: string | null, metrics: readonly RawMetric[]): void {
    const born = new Map<string, Born>();
    byDevice.set(device, born);
    for (const metric of metrics) {
      const { name, alias } = metric;
      if (name === undefined) continue;
      const about = { device, name, type: typeOf(metric) };
      born.set(name, about);
      if (alias !== undefined) byAlias.set(alias, about);
    }
  }

  function read(device: string | null, payload: RawPayload, at: Instant): Readings {
    const readings: Reading[] = [];
    const unknown: string[] = [];
    for (const metric of payload.metrics) {
      const born = bornOf(device, metric);
      if (born === null) {
        unknown.push(aliasOf(metric));
        continue;
      }
      const value = metricValue(metric, typeOf(metric) ?? born.type);
      if (value === undefined) continue;
      const { isHistorical } = metric;
      const told = { value, at: timeOf(metric, payload, at) };
      readings.push({ name: born.name, ...told, isHistorical });
      if (!isHistorical) setLive(born.device, born.name, told);
    }
    return { readings, unknown };
  }

  /** By its name, else by the alias of the last BIRTH; null if neither tells. */
  function bornOf(device: string | null, metric: RawMetric): Born | null {
    const { name, alias } = metric;
    if (name !== undefined && name !== "") {
      return byDevice.get(device)?.get(name) ?? { device, name, type: null };
    }
    const born = alias === undefined ? undefined : byAlias.get(alias);
    return born?.device === device ? born : null;
  }

  function setLive(device: string | null, name: string, value: Timed): void {
    const values = live.get(device) ?? new Map<string, Timed>();
    live.set(device, values.set(name, value));
  }

  return {
    birth(device, payload, at) {
      forget(device);
      learn(device, payload.metrics);
      return read(device, payload, at);
    },
    data: read,
    live: (device, name) => live.get(device)?.get(name),
  };
}

/** Type 0 is "unknown": as good as none. */
const typeOf = (metric: RawMetric): number | null => metric.datatype || null;

function aliasOf(metric: RawMetric): string {
  return metric.alias === undefined ? "none" : String(metric.alias);
}

/** The metric's own time, else the payload's, else that of its receipt. */
function timeOf(metric: RawMetric, payload: RawPayload, at: Instant): Instant {
  const told = metric.timestamp ?? payload.timestamp;
  return told === null || !isTime(told) ? at : told;
}

const LATEST = Date.UTC(9999, 11, 31);
const isTime = (at: number): boolean => at > 0 && at < LATEST;
