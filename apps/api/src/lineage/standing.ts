import type { FactType } from "@lockstep/domain/facts/catalogue";
import type { AnyFact, Data, Fact } from "@lockstep/domain/facts/fact";
import { bucketKey } from "@lockstep/domain/facts/keys";
import type { Instant } from "@lockstep/domain/instant";
import type { Ledger } from "@lockstep/domain/ledger";
import { effectiveAt } from "@lockstep/domain/ledger/fold";
import { bucketChangesOf } from "@lockstep/domain/stock-buckets";
import { byCodeUnit, orderOfOperation, pointId } from "@lockstep/domain/world";
import type {
  Allocation,
  OperationView,
  ProductionOrderView,
  StockingPointView,
  SubjectType,
} from "@lockstep/engine/views";
import { lazily } from "../lazily.ts";
import { isNamedKnown } from "../query/facts-behind.ts";
import { lotTopic, type Topic } from "../replica/known-facts.ts";
import type { View } from "../view/view.ts";
import { createHabits } from "./habits.ts";
import type { Role } from "./roles.ts";
import { keyOf, type Thing } from "./thing.ts";

export interface RoledFact {
  readonly fact: AnyFact;
  readonly role: Role;
}

/** What a thing's figures stand on in one view: facts of its own, and things that they lean on. */
export interface Standing {
  readonly facts: readonly RoledFact[];
  readonly leansOn: readonly Thing[];
}

export interface Standings {
  of(thing: Thing): Standing;
}

interface ViewStandings extends Standings {
  /** As the view shows it; each is read once. */
  pointAt(id: string): StockingPointView | null;
}

const byView = new WeakMap<View, ViewStandings>();

/** Each thing is looked at once in a view. Use it only while the view is shown. */
export function standingsIn(view: View, ledger: Ledger): ViewStandings {
  const known = byView.get(view);
  if (known !== undefined) return known;
  const made = createStandings(view, ledger);
  byView.set(view, made);
  return made;
}

function createStandings(view: View, ledger: Ledger): ViewStandings {
  const { known, onRequest, projection, world } = view;
  const standings = new Map<string, Standing>();
  const points = new Map<string, StockingPointView | null>();

  const pointAt = (id: string): StockingPointView | null => {
    const before = points.get(id);
    if (before !== undefined) return before;
    const point = onRequest.points().find(id);
    points.set(id, point);
    return point;
  };
  /** The fact in force of an entity; the ledger may know of later ones than the view. */
  const inForce = <T extends FactType>(type: T, key: string): Fact<T> | undefined => {
    const latest = ledger
      .factsOf(type, key)
      .findLast(
        (fact) => fact.seq <= view.seq && effectiveAt(fact, view.clockMode) <= view.clock && isNamedKnown(fact, world),
      );
    return latest === undefined || latest.deleted ? undefined : (latest as Fact<T>);
  };
  const stated = (role: Role, type: FactType, key: string): RoledFact[] => {
    const fact = inForce(type, key);
    return fact === undefined ? [] : [{ fact: fact as AnyFact, role }];
  };
  /** By the log: in memory they stand in another order after a restart, and evidence is the same to the letter. */
  const toldOf = (topic: Topic): AnyFact[] => [...known.about(topic)].sort((a, b) => a.seq - b.seq);
  const about = (topic: Topic): RoledFact[] =>
    toldOf(topic).flatMap((fact) => {
      const role = ABOUT[fact.type];
      return role === undefined ? [] : [{ fact, role }];
    });
  const estimate = (target: string): RoledFact[] => stated("estimate", "tower.estimate", target);
  const itemAt = (item: string, site: string): RoledFact[] => [
    ...stated("item", "master.item", item),
    ...stated("site", "master.site", site),
  ];

  const placedAt = lazily(() => operationsByResource(projection.productionOrders.values()));

  const line = (id: string): Standing => {
    const shown = projection.orderLines.get(id);
    const order = world.salesOrderLines.get(id)?.data;
    const facts = [
      ...stated("ordered", "erp.sales-order-line", id),
      ...about(`line:${id}`),
      ...(order === undefined ? [] : stated("customer", "master.customer", order.customer)),
      ...(order === undefined ? [] : itemAt(order.item, order.site)),
    ];
    if (shown === undefined) return { facts, leansOn: [] };
    const point = pointId(shown.item, shown.site);
    const path = shown.path.flatMap(({ what, id: place }): Thing[] => {
      if (what === "short") return [{ kind: "stocking-point", id: place }];
      if (what === "operation")
        return [{ kind: "production-order", id: orderOfOperation(place, world.productionOrders) }];
      return what === "supply" ? namedSupply(place) : [];
    });
    const cause = shown.cause === null ? [] : [{ kind: shown.cause.subjectType, id: shown.cause.subject }];
    return { facts, leansOn: [...suppliesOf(shown.allocations, point), ...path, ...cause] };
  };

  /** A step of the way names a supply by its id alone; a lot stands among the allocations. */
  const namedSupply = (id: string): Thing[] => {
    if (world.productionOrders.has(id)) return [{ kind: "production-order", id }];
    if (world.purchaseOrderLines.has(id)) return [{ kind: "purchase-order-line", id }];
    if (world.transferOrders.has(id)) return [{ kind: "transfer-order", id }];
    return pointAt(id) === null ? [] : [{ kind: "stocking-point", id }];
  };

  const productionOrder = (id: string): Standing => {
    const order = world.productionOrders.get(id)?.data;
    const shown = projection.productionOrders.get(id);
    if (order === undefined) return { facts: about(`order:${id}`), leansOn: [] };
    const made = pointId(order.item, order.site);
    const components = order.components ?? componentsOf(made);
    const operations = shown?.operations ?? [];
    const facts = [
      ...stated("planned", "erp.production-order", id),
      ...about(`order:${id}`),
      ...itemAt(order.item, order.site),
      ...(order.components === undefined ? stated("bom", "master.bom", made) : []),
      ...((order.operations ?? []).length === 0 ? stated("routing", "master.routing", made) : []),
    ];
    const claims = [...new Set(components.map(({ item }) => item))].flatMap((item) =>
      demandsOn(
        pointId(item, order.site),
        (demand) => demand.kind === "claim" && orderOfOperation(demand.id, world.productionOrders) === id,
      ),
    );
    const resources = operations.flatMap(({ resource }): Thing[] =>
      resource === null ? [] : [{ kind: "resource", id: resource }],
    );
    const front = operations.flatMap((operation) => inFrontOf(id, operation));
    return { facts, leansOn: [...resources, ...claims, ...front, ...holdsOn({ productionOrder: id })] };
  };

  const componentsOf = (made: string): readonly { readonly item: string }[] =>
    inForce("master.bom", made)?.data.components ?? [];

  /** What was given to a demand; where something is missing, all that is known of the point. */
  const demandsOn = (id: string, isWanted: (demand: StockingPointView["demands"][number]) => boolean): Thing[] =>
    (pointAt(id)?.demands ?? []).filter(isWanted).flatMap(({ allocations, shortQuantity }) => {
      const given = suppliesOf(allocations, id);
      return shortQuantity > 0 ? [...given, { kind: "stocking-point", id } as const] : given;
    });

  /** Where an operation waits for its resource: what is done there last before it. */
  const inFrontOf = (order: string, { boundBy, resource, projectedStart }: OperationView): Thing[] => {
    if (boundBy !== "resource" || resource === null || projectedStart === null) return [];
    let front: PlacedOperation | null = null;
    for (const one of placedAt().get(resource) ?? []) {
      if (one.order === order || one.finish > projectedStart || one.finish < (front?.finish ?? 0)) continue;
      if (front === null || one.finish > front.finish || one.order < front.order) front = one;
    }
    return front === null ? [] : [{ kind: "production-order", id: front.order }];
  };

  const stock = (id: string, lot: string | undefined): Standing => {
    const [item, site] = split(id);
    const facts = [...stockFacts(id, lot), ...itemAt(item, site)];
    const held = lot === undefined ? holdsOn({ point: id }) : holdsOn({ point: id, lot });
    if (lot !== undefined) return { facts, leansOn: held };
    const supplies = (pointAt(id)?.supplies ?? []).filter(({ kind }) => kind !== "lot");
    const coming = suppliesOf(supplies, id);
    return {
      facts: [...facts, ...stated("believed", "erp.stock-on-hand", id)],
      leansOn: [...coming, ...held],
    };
  };

  /** The latest count of each place and status, and what moved there since. */
  const stockFacts = (id: string, lot: string | undefined): RoledFact[] => {
    const [item, site] = split(id);
    const found = toldOf(`point:${id}`);
    const lots = lot === undefined ? lotsIn(found) : new Set([lot]);
    const shipped = [...lots].flatMap((one) =>
      toldOf(lotTopic(item, one)).filter(
        (fact) => fact.type === "wms.shipment" && fact.data.site === site && fact.data.location !== undefined,
      ),
    );
    const countedAt = new Map<string, Instant>();
    const counts: RoledFact[] = [];
    for (const fact of found) {
      if (fact.type !== "wms.stock-count" || !lots.has(fact.data.lot ?? "")) continue;
      countedAt.set(bucketKey(fact.data), fact.time);
      counts.push({ fact, role: "counted" });
    }
    const isSince = ({ key, bucket, at }: ReturnType<typeof bucketChangesOf>[number]): boolean =>
      bucket.site === site && lots.has(bucket.lot) && at > (countedAt.get(key) ?? Number.NEGATIVE_INFINITY);
    const since = [...found, ...shipped].flatMap((fact): RoledFact[] => {
      const role = MOVES[fact.type];
      if (role === undefined) return [];
      return bucketChangesOf(fact as Parameters<typeof bucketChangesOf>[0]).some(isSince) ? [{ fact, role }] : [];
    });
    return [...counts, ...since];
  };

  const resource = (id: string): Standing => {
    const states = world.resourceStates.get(id) ?? [];
    const present = states.findLast(({ data }) => data.since <= view.clock);
    const key = present === undefined ? null : `${id}@${present.data.since}`;
    const calendar = world.resources.get(id)?.data.calendar;
    return {
      facts: [
        ...stated("resource", "master.resource", id),
        ...(calendar === undefined ? [] : stated("calendar", "master.calendar", calendar)),
        ...(key === null ? [] : stated("state", "mes.resource-state", key)),
        ...estimate(`resource:${id}`),
      ],
      leansOn: [],
    };
  };

  const purchase = (id: string): Standing => {
    const bought = world.purchaseOrderLines.get(id)?.data;
    const own = [...stated("bought", "erp.purchase-order-line", id), ...about(`purchase:${id}`)];
    if (bought === undefined) return { facts: own, leansOn: [] };
    const { item, site, supplier } = bought;
    return {
      facts: [
        ...own,
        ...estimate(`purchaseOrderLine:${id}`),
        ...stated("supplier", "master.supplier", supplier),
        ...stated("sourcing", "master.sourcing", `${pointId(item, site)}/${supplier}`),
        ...itemAt(item, site),
        ...(bought.status === "open" ? habitBehind(supplier, item) : []),
      ],
      leansOn: [],
    };
  };

  /** The completed purchases that tell how late the supplier is wont to be. */
  const habitBehind = (supplier: string, item: string): RoledFact[] =>
    habits()
      .linesBehind(supplier, item)
      .flatMap((line) => [
        ...stated("habit", "erp.purchase-order-line", line),
        ...receiptsOf(line).map((fact) => ({ fact, role: "habit" as const })),
      ]);
  const receiptsOf = (line: string): readonly Fact<"wms.receipt">[] =>
    toldOf(`purchase:${line}`).filter((fact) => fact.type === "wms.receipt");
  const habits = lazily(() => createHabits(world.purchaseOrderLines, receiptsOf));

  const transfer = (id: string): Standing => {
    const order = world.transferOrders.get(id)?.data;
    const own = [...stated("transfer", "erp.transfer-order", id), ...about(`transfer:${id}`)];
    if (order === undefined) return { facts: own, leansOn: [] };
    const { item, fromSite, toSite } = order;
    return {
      facts: [...own, ...itemAt(item, fromSite), ...stated("site", "master.site", toSite)],
      leansOn: demandsOn(pointId(item, fromSite), (demand) => demand.kind === "transfer" && demand.id === id),
    };
  };

  const hold = (id: string): Standing => ({
    facts: [...stated("hold", "mes.quality-hold", id), ...estimate(`hold:${id}`)],
    leansOn: [],
  });

  interface Held {
    readonly productionOrder?: string;
    readonly point?: string;
    readonly lot?: string;
  }

  /** Those that are not released, by the order or the item that they are on. */
  const holds = lazily(() => {
    const by = new Map<string, Data<"mes.quality-hold">[]>();
    for (const { data } of world.holds.values()) {
      if (data.state === "released") continue;
      const { productionOrder: order, item = "" } = data.target;
      const key = order === undefined ? `item:${item}` : `order:${order}`;
      const own = by.get(key);
      if (own === undefined) by.set(key, [data]);
      else own.push(data);
    }
    return by;
  });
  const holdsOn = ({ productionOrder: order, point = "", lot }: Held): Thing[] => {
    const [item, site] = split(point);
    const on = holds().get(order === undefined ? `item:${item}` : `order:${order}`) ?? [];
    const isHit = ({ target }: Data<"mes.quality-hold">): boolean =>
      order !== undefined ||
      ((target.site ?? site) === site && (lot === undefined || target.lot === undefined || target.lot === lot));
    const ids = on.filter(isHit).map(({ id }) => id);
    return ids.sort(byCodeUnit).map((id) => ({ kind: "hold", id }));
  };

  const standingOf = ({ kind, id, lot }: Thing): Standing => {
    switch (kind) {
      case "sales-order-line":
        return line(id);
      case "production-order":
        return productionOrder(id);
      case "purchase-order-line":
        return purchase(id);
      case "transfer-order":
        return transfer(id);
      case "stocking-point":
        return stock(id, lot);
      case "resource":
        return resource(id);
      case "hold":
        return hold(id);
    }
  };

  return {
    pointAt,
    of(thing) {
      const key = keyOf(thing);
      const before = standings.get(key);
      if (before !== undefined) return before;
      const made = standingOf(thing);
      standings.set(key, made);
      return made;
    },
  };
}

/** What a movement or a report says about an order or a line. */
const ABOUT: { readonly [type in FactType]?: Role } = {
  "mes.operation": "reported",
  "mes.consumption": "consumed",
  "wms.receipt": "received",
  "wms.stock-move": "moved",
  "wms.shipment": "shipped",
};

const MOVES: { readonly [type in FactType]?: Role } = {
  "wms.receipt": "received",
  "wms.stock-move": "moved",
  "wms.shipment": "shipped",
};

const KIND_OF_SUPPLY = {
  make: "production-order",
  made: "production-order",
  purchase: "purchase-order-line",
  transfer: "transfer-order",
} as const satisfies { readonly [kind: string]: SubjectType };

/** A supply that nobody has ordered has no id: what is known of its point is all there is. */
function suppliesOf(supplies: readonly Pick<Allocation, "kind" | "id">[], point: string): Thing[] {
  return supplies.map(({ kind, id }): Thing => {
    if (kind === "lot") return { kind: "stocking-point", id: point, lot: id };
    return id === "" ? { kind: "stocking-point", id: point } : { kind: KIND_OF_SUPPLY[kind], id };
  });
}

interface PlacedOperation {
  readonly order: string;
  readonly finish: Instant;
}

function operationsByResource(orders: Iterable<ProductionOrderView>): ReadonlyMap<string, readonly PlacedOperation[]> {
  const placed = new Map<string, PlacedOperation[]>();
  for (const { id, operations } of orders) {
    for (const { resource, projectedFinish, state } of operations) {
      if (resource === null || projectedFinish === null || state === "done") continue;
      const own = placed.get(resource);
      const one = { order: id, finish: projectedFinish };
      if (own === undefined) placed.set(resource, [one]);
      else own.push(one);
    }
  }
  return placed;
}

function lotsIn(facts: readonly AnyFact[]): ReadonlySet<string> {
  return new Set(facts.map(({ data }) => ("lot" in data && typeof data.lot === "string" ? data.lot : "")));
}

function split(point: string): readonly [item: string, site: string] {
  const cut = point.lastIndexOf("@");
  return [point.slice(0, cut), point.slice(cut + 1)];
}
