import type { Instant } from "@lockstep/domain/instant";
import { lineAt, type TimelessLine } from "@lockstep/engine/live/line-rows";
import { mapView } from "@lockstep/engine/live/map-view";
import { isSameValue } from "@lockstep/engine/same-value";
import type { CauseView, OrderLineView, ProductionOrderView, ResourceView } from "@lockstep/engine/views";
import type { Passed, Rows } from "../engine-thread/protocol.ts";

/** The projection of the pass that is shown: rows never change, the maps do when the next pass is shown. */
export interface ShownProjection {
  /** The clock rounded down to the whole minute. */
  readonly now: Instant;
  readonly orderLines: ReadonlyMap<string, OrderLineView>;
  readonly productionOrders: ReadonlyMap<string, ProductionOrderView>;
  readonly resources: ReadonlyMap<string, ResourceView>;
  readonly causes: ReadonlyMap<string, CauseView>;
}

/** What is not as it was: of a row, how it was before; null if it was not there. */
export interface Touched {
  readonly orderLines: ReadonlyMap<string, OrderLineView | null>;
  readonly causes: ReadonlyMap<string, CauseView | null>;
  /** Lines that get what lies there now: with the clock moves when they get it, of some their delivery, and nothing else. */
  readonly slid: Iterable<string>;
}

export interface ProjectionReplica extends ShownProjection {
  apply(passed: Passed): Touched;
}

export function createProjectionReplica(): ProjectionReplica {
  const lines = new Map<string, TimelessLine>();
  const sliding = new Set<string>();
  const productionOrders = new Map<string, ProductionOrderView>();
  const resources = new Map<string, ResourceView>();
  const causes = new Map<string, CauseView>();
  let now: Instant = 0;
  return {
    get now() {
      return now;
    },
    orderLines: mapView(lines, (line) => lineAt(line, now)),
    productionOrders,
    resources,
    causes,
    apply(passed) {
      const { isWhole } = passed;
      const before = now;
      ({ now } = passed);
      const byId = ({ id }: { readonly id: string }): string => id;
      const lineTouched = replace(lines, passed.orderLines, { isWhole, keyOf: ({ view }) => view.id });
      for (const id of lineTouched.keys()) {
        const line = lines.get(id);
        if (line !== undefined && movesWithClock(line, now)) sliding.add(id);
        else sliding.delete(id);
      }
      const touched = {
        orderLines: mapView(lineTouched, (line) => line && lineAt(line, before)),
        slid: before === now ? [] : sliding,
        causes: replace(causes, passed.causes, { isWhole, keyOf: ({ key }) => key }),
      };
      replace(productionOrders, passed.productionOrders, { isWhole, keyOf: byId });
      replace(resources, passed.resources, { isWhole, keyOf: byId });
      return touched;
    },
  };
}

/** Takes over the causes of a pass before it is shown: what it does to the exceptions has to be durable first. */
export function takeCauses(causes: Map<string, CauseView>, { causes: rows, isWhole }: Passed): void {
  replace(causes, rows, { isWhole, keyOf: ({ key }) => key });
}

const movesWithClock = ({ view, slide }: TimelessLine, now: Instant): boolean =>
  slide !== null || view.allocations.some(({ availableAt }) => availableAt <= now);

interface How<T> {
  readonly isWhole: boolean;
  readonly keyOf: (row: T) => string;
}

/** Of all that there is, rows that say the same stay the very same. */
function replace<T>(rows: Map<string, T>, { put, gone }: Rows<T>, { isWhole, keyOf }: How<T>): Map<string, T | null> {
  const touched = new Map<string, T | null>();
  for (const row of put) {
    const key = keyOf(row);
    const before = rows.get(key);
    if (isWhole && before !== undefined && isSameValue(before, row)) continue;
    rows.set(key, row);
    touched.set(key, before ?? null);
  }
  const left = isWhole ? withoutThose(rows, put.map(keyOf)) : gone;
  for (const key of left) {
    const before = rows.get(key);
    if (before !== undefined && rows.delete(key)) touched.set(key, before);
  }
  return touched;
}

function withoutThose(rows: ReadonlyMap<string, unknown>, keys: readonly string[]): readonly string[] {
  const there = new Set(keys);
  return [...rows.keys()].filter((key) => !there.has(key));
}
