import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { item, orderLine, site } from "../../testing/facts.ts";
import { PLANT } from "./plant.ts";

/** So many items that nothing supplies, each wanted by one line: as many critical exceptions at eight in the morning. */
export const manyWithoutSupply = (count: number): CloudEvent[] => [
  site(PLANT),
  ...Array.from({ length: count }, (_, k) => [
    item(`I-${k}`),
    orderLine({ order: `SO-${k}`, item: `I-${k}`, site: PLANT, promisedAt: "2026-03-02T11:00:00Z" }),
  ]).flat(),
];
