import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { item, orderLine, site } from "../../testing/facts.ts";
import { PLANT } from "./plant.ts";

interface Many {
  readonly promisedAt?: string;
  /** Begins the names of items and orders: those of another are others. */
  readonly of?: string;
  readonly status?: "open" | "cancelled";
}

/** So many items that nothing supplies, each wanted by one line: as many critical exceptions three hours before it is promised. */
export const manyWithoutSupply = (
  count: number,
  { promisedAt = "2026-03-02T11:00:00Z", of = "", status = "open" }: Many = {},
): CloudEvent[] => [
  site(PLANT),
  ...Array.from({ length: count }, (_, k) => [
    item(`I-${of}${k}`),
    orderLine({ order: `SO-${of}${k}`, item: `I-${of}${k}`, site: PLANT, promisedAt, status }),
  ]).flat(),
];
