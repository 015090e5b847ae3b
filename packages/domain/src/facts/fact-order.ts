import { byCodeUnit } from "../world.ts";

export interface Ordered {
  readonly time: number;
  readonly source: string;
  readonly id: string;
}

/** By time, source, id: every two facts differ in it, so that the order in which they came never shows. */
export const byFactOrder = (a: Ordered, b: Ordered): number =>
  a.time - b.time || byCodeUnit(a.source, b.source) || byCodeUnit(a.id, b.id);
