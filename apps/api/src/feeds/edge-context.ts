import type {
  EdgeContext,
  KnownOperation,
  OperationName,
  OperationThere,
} from "@lockstep/connectors/edge/edge-context";
import { rememberedIn } from "@lockstep/connectors/edge/remembered";
import { type ToldBefore, toldBeforeIn } from "@lockstep/connectors/mapping/told-before";
import { FUTURE_TOLERANCE } from "@lockstep/domain/check-event";
import type { Fact } from "@lockstep/domain/facts/fact";
import { type Instant, NEVER } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { byCodeUnit, operationId } from "@lockstep/domain/world";
import type { OperationView, ProductionOrderView } from "@lockstep/engine/views";
import type { View } from "../view/view.ts";

export interface EdgeSources {
  readonly view: () => View;
  readonly ledger: Ledger;
}

/** What the tower knows of what runs where, as the edges of connectors ask for it: what is shown, and what is durable. */
export function createEdgeContext({ view, ledger }: EdgeSources): () => EdgeContext {
  let shown: View | null = null;
  let context: EdgeContext | null = null;
  const told = toldBeforeIn(ledger);
  return () => {
    const next = view();
    if (context === null || shown !== next) {
      shown = next;
      context = contextOf(next, { ledger, told });
    }
    return context;
  };
}

interface There {
  readonly order: ProductionOrderView;
  readonly operation: OperationView;
}

function contextOf(view: View, { ledger, told }: { readonly ledger: Ledger; readonly told: ToldBefore }): EdgeContext {
  let byResource: ReadonlyMap<string, readonly There[]> | null = null;
  const onResource = (resource: string): readonly There[] => {
    byResource ??= filedByResource(view);
    return byResource.get(resource) ?? [];
  };
  const reportsOf = ({ order, seq }: OperationName) =>
    ledger.factsOf("mes.operation", operationId(order, seq)) as readonly Fact<"mes.operation">[];
  return {
    revision: view.revision,
    get latest() {
      return view.clockMode === "live" ? Date.now() + FUTURE_TOLERANCE : NEVER;
    },
    operationOn: (resource, source) => runningOn(onResource(resource), source, reportsOf),
    seqOf(order, resource) {
      const operations = view.projection.productionOrders.get(order)?.operations ?? [];
      return (operations.find((one) => one.resource === resource) ?? operations[0])?.seq ?? null;
    },
    operation: (name, source) => knownOperation(view, reportsOf(name), { name, source }),
    place(resource) {
      const data = view.world.resources.get(resource)?.data;
      return { site: data?.site ?? null, costCentre: data?.costCentre ?? null };
    },
    remember: () => rememberedIn(ledger.all()),
    told,
  };
}

/** Operations of live orders that are not done, as they are projected to start. */
function filedByResource(view: View): ReadonlyMap<string, readonly There[]> {
  const filed = new Map<string, There[]>();
  for (const order of view.projection.productionOrders.values()) {
    if (order.status !== "planned" && order.status !== "released") continue;
    for (const operation of order.operations) {
      if (operation.resource === null) continue;
      const list = filed.get(operation.resource);
      if (list === undefined) filed.set(operation.resource, [{ order, operation }]);
      else list.push({ order, operation });
    }
  }
  for (const list of filed.values()) list.sort(byStart);
  return filed;
}

const startOf = ({ projectedStart, plannedStart }: OperationView): Instant => projectedStart ?? plannedStart;
const byStart = (a: There, b: There): number =>
  startOf(a.operation) - startOf(b.operation) ||
  byCodeUnit(a.order.id, b.order.id) ||
  a.operation.seq - b.operation.seq;

type ReportsOf = (name: OperationName) => readonly Fact<"mes.operation">[];

/** What others report to run there, the latest first; else what the source itself has begun; else what is next. */
function runningOn(there: readonly There[], source: string, reportsOf: ReportsOf): OperationThere | null {
  const open = there.map(({ order, operation }) => {
    const name = { order: order.id, seq: operation.seq };
    const reports = reportsOf(name).filter(({ deleted }) => !deleted);
    return { name, others: reports.findLast((one) => one.source !== source), own: ownOf(reports, source) };
  });
  const running = open.filter(({ others }) => others?.data.state === "running" || others?.data.state === "setup");
  const [reported] = running.sort((a, b) => (b.others?.time ?? 0) - (a.others?.time ?? 0));
  if (reported !== undefined) return { ...reported.name, isReported: true };
  const left = open.filter(({ others, own }) => others?.data.state !== "done" && own?.data.state !== "done");
  const [begun] = left.filter(({ own }) => own !== undefined).sort((a, b) => (b.own?.time ?? 0) - (a.own?.time ?? 0));
  const [next] = left;
  const found = begun ?? next;
  return found === undefined ? null : { ...found.name, isReported: false };
}

const ownOf = (reports: readonly Fact<"mes.operation">[], source: string) =>
  reports.findLast((one) => one.source === source);

function knownOperation(
  view: View,
  reports: readonly Fact<"mes.operation">[],
  { name, source }: { readonly name: OperationName; readonly source: string },
): KnownOperation | null {
  const order = view.world.productionOrders.get(name.order)?.data;
  const told = reports.filter(({ deleted }) => !deleted);
  const others = told.findLast((one) => one.source !== source);
  const latest = told.at(-1)?.data;
  if (order === undefined && latest === undefined) return null;
  const isOver = order?.status === "closed" || order?.status === "cancelled";
  return {
    quantity: order?.quantity ?? null,
    item: order?.item ?? null,
    isDone: isOver || others?.data.state === "done",
    reported:
      latest === undefined
        ? null
        : {
            startedAt: latest.startedAt ?? null,
            good: latest.good,
            scrap: latest.scrap,
            runHours: latest.runHours ?? null,
          },
  };
}
