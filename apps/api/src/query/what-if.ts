import { earliest, isoOf } from "@lockstep/domain/instant";
import { byCodeUnit } from "@lockstep/domain/world";
import type { CauseView, OrderLineView, ProductionOrderView } from "@lockstep/engine/views";
import type { Assumption } from "@lockstep/engine/what-if";
import type {
  QueryWhatIfArgs,
  WhatIfCauseState,
  WhatIfLineState,
  WhatIfOrderState,
} from "@lockstep/protocol/generated/schema";
import type { WhatIfRow } from "@lockstep/protocol/rows";
import type { Fork } from "../engine-thread/protocol.ts";
import { asGraphQLError, badInput } from "../errors.ts";
import type { Viewer } from "../identity/viewer.ts";
import type { AsMoney } from "../wire/money.ts";
import { allocationRow, causeRow, finiteOrNull, pathRow } from "../wire/order-line-row.ts";
import { isoOrNull, upper } from "../wire/words.ts";
import type { ThoughtThrough, Writer } from "../writer/contract.ts";
import { visibleLines } from "./order-lines.ts";

/** So many things may be assumed at once. */
const MOST_ASSUMPTIONS = 100;

/** Thinks assumptions through for somebody, and tells what would be different of what they may see. */
export async function whatIf(writer: Writer, viewer: Viewer, { assumptions }: QueryWhatIfArgs): Promise<WhatIfRow> {
  if (assumptions.length === 0 || assumptions.length > MOST_ASSUMPTIONS)
    throw badInput(`There are ${assumptions.length} assumptions: make 1 to ${MOST_ASSUMPTIONS} at once.`);
  const { sites } = viewer.scope;
  const thought = await writer.fork({ assumptions: assumptions.map(read), sites });
  if (thought.ok) return rowOf(thought.value, viewer);
  const { place, isForeign, reason } = thought.error;
  const where = `assumptions[${place}] (${assumptions[place]?.type})`;
  if (isForeign) {
    const message = `${where} is about something at sites that are not yours: assume what is at ${sites?.join(", ")}.`;
    throw asGraphQLError({ code: "FORBIDDEN", message });
  }
  throw badInput(`${where} cannot be thought through: ${reason}`);
}

function read({ type, data }: QueryWhatIfArgs["assumptions"][number], place: number): Assumption {
  try {
    return { type, data: JSON.parse(data) as unknown };
  } catch {
    throw badInput(`assumptions[${place}].data is no JSON text: send an object, such as {"order":"PO-9","line":"1"}.`);
  }
}

function rowOf(thought: ThoughtThrough, viewer: Viewer): WhatIfRow {
  const { view } = thought;
  const { asMoney } = view;
  const moment = { view, viewer };
  const lines = seen(thought.orderLines, ({ site }) => viewer.scope.sees(site));
  const orders = seen(thought.productionOrders, ({ site }) => viewer.scope.sees(site));
  const before = visibleLines(moment).reduce(
    (sum, { id }) => sum + (view.projection.orderLines.get(id)?.valueAtRiskMinor ?? 0),
    0,
  );
  const moved = lines.reduce((sum, [from, to]) => sum + atRiskOf(to) - atRiskOf(from), 0);
  const isOnTrack = (line: OrderLineView | null): boolean => line?.state === "on-track";
  const isInTrouble = (line: OrderLineView | null): boolean => line !== null && TROUBLE.has(line.state);
  return {
    asOf: { seq: view.seq, now: isoOf(view.clock) },
    valueAtRiskBefore: asMoney(before),
    valueAtRiskAfter: asMoney(before + moved),
    linesBroken: lines.filter(([from, to]) => isOnTrack(from) && isInTrouble(to)).length,
    linesSaved: lines.filter(([from, to]) => isInTrouble(from) && isOnTrack(to)).length,
    orderLines: sides(lines, ({ id }) => id).map(({ key: id, from, to }) => ({
      id,
      before: from && lineState(from, asMoney),
      after: to && lineState(to, asMoney),
    })),
    productionOrders: sides(orders, ({ id }) => id).map(({ key: id, from, to }) => ({
      id,
      before: from && orderState(from),
      after: to && orderState(to),
    })),
    causes: causesOf(thought, viewer),
  };
}

const TROUBLE: ReadonlySet<string> = new Set(["at-risk", "late", "short"]);
const atRiskOf = (line: OrderLineView | null): number => line?.valueAtRiskMinor ?? 0;

function causesOf({ view, causes, orderLines }: ThoughtThrough, viewer: Viewer): WhatIfRow["causes"] {
  const { asMoney, projection } = view;
  const changed = new Map(
    orderLines.flatMap(([from, to]) => [from, to].flatMap((row) => (row ? [[row.id, row]] : []))),
  );
  const sees = (line: string): boolean => {
    const row = changed.get(line) ?? projection.orderLines.get(line);
    return row !== undefined && viewer.scope.sees(row.site);
  };
  const stateOf = (cause: CauseView | null): WhatIfCauseState | null => {
    const hit = cause?.impacted.filter(({ line }) => sees(line)) ?? [];
    if (cause === null || hit.length === 0) return null;
    const promises = hit.map(({ line }) => (changed.get(line) ?? projection.orderLines.get(line))?.promisedAt ?? null);
    return {
      severity: upper(cause.severity),
      actBy: isoOrNull(earliest(hit.map(({ actBy, lost }) => (lost ? null : actBy)))),
      firstImpactAt: isoOrNull(earliest(promises)),
      valueAtRisk: asMoney(hit.reduce((sum, { valueAtRiskMinor }) => sum + valueAtRiskMinor, 0)),
      lines: hit.map(({ line }) => line),
    };
  };
  return sides(causes, ({ key }) => key).flatMap(({ from, to }) => {
    const one = to ?? from;
    const [before, after] = [stateOf(from), stateOf(to)];
    if (one === null || (before === null && after === null)) return [];
    return [{ kind: upper(one.kind), subject: one.subject, before, after }];
  });
}

/** Of each thing what may be seen; what may be seen on neither side is left out. */
const seen = <T>(forks: readonly Fork<T>[], mayBeSeen: (row: T) => boolean): readonly Fork<T>[] =>
  forks.flatMap(([from, to]) => {
    const [a, b] = [from, to].map((row) => (row !== null && mayBeSeen(row) ? row : null));
    return a || b ? [[a ?? null, b ?? null]] : [];
  });

interface Sides<T> {
  readonly key: string;
  readonly from: T | null;
  readonly to: T | null;
}

const sides = <T>(forks: readonly Fork<T>[], keyOf: (row: T) => string): readonly Sides<T>[] =>
  forks
    .flatMap(([from, to]): Sides<T>[] => {
      const one = to ?? from;
      return one === null ? [] : [{ key: keyOf(one), from, to }];
    })
    .sort((a, b) => byCodeUnit(a.key, b.key));

const lineState = (line: OrderLineView, asMoney: AsMoney): WhatIfLineState => ({
  state: upper(line.state),
  openQuantity: line.openQuantity,
  shortQuantity: line.shortQuantity,
  promisedAt: isoOf(line.promisedAt),
  projectedDelivery: isoOrNull(line.projectedDelivery),
  slackMinutes: finiteOrNull(line.slackMinutes),
  pLate: line.pLate,
  valueAtRisk: asMoney(line.valueAtRiskMinor),
  cause: line.cause === null ? null : causeRow(line.cause),
  path: line.path.map(pathRow),
  allocations: line.allocations.map(allocationRow),
});

const orderState = (order: ProductionOrderView): WhatIfOrderState => ({
  projectedStart: isoOrNull(order.projectedStart),
  projectedFinish: isoOrNull(order.projectedFinish),
  stillToMake: order.stillToMake,
});
