import type { Instant } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";

export type Value = number | string | boolean | bigint;

/** One value of one signal, as its rule has read it. */
export interface Reading {
  /** Its place among its machine's signals. */
  readonly signal: number;
  readonly value: Value;
  /** When it was so, by its sender. */
  readonly at: Instant;
  readonly receivedAt: Instant;
  /** The topic, or the edge node or device and the metric, that told it. */
  readonly topic: string;
}

/** By time; what is of one time in an order that does not depend on how it came. */
export const inOrder = (a: Reading, b: Reading): number =>
  a.at - b.at || a.signal - b.signal || byCodeUnit(String(a.value), String(b.value));
