import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { B2mmlMapping } from "@lockstep/connectors/b2mml/mapping";
import { VERSIONS, type Version } from "@lockstep/connectors/b2mml/words";
import { type LotOnHand, writeLots } from "@lockstep/connectors/b2mml/write-lots";
import type { Writing } from "@lockstep/connectors/b2mml/write-parts";
import { type PerformedOrder, writePerformance } from "@lockstep/connectors/b2mml/write-performance";
import { type Projected, type ScheduledOrder, writeSchedule } from "@lockstep/connectors/b2mml/write-schedule";
import type { AnyFact, Fact } from "@lockstep/domain/facts/fact";
import { byFactOrder } from "@lockstep/domain/facts/fact-order";
import { bucketKey } from "@lockstep/domain/facts/keys";
import { stockBuckets } from "@lockstep/domain/stock-buckets";
import { byCodeUnit, pointId } from "@lockstep/domain/world";
import type { OperationView, ProductionOrderView } from "@lockstep/engine/views";
import { type Request, type Response, Router } from "express";
import type { Asked } from "../engine-thread/protocol.ts";
import { type ReadyViews, readyView } from "../view/ready-view.ts";
import type { View } from "../view/view.ts";
import { refuseWith, viewerOf } from "./refuse.ts";

export interface B2mmlDocuments {
  readonly views: () => ReadyViews;
  readonly mapping: B2mmlMapping;
}

/** Gathers what a document tells, in one go; the pieces are made from that as they are sent. */
type Gather = (view: View, site: string) => { readonly isEmpty: boolean; write(writing: Writing): Iterable<string> };

/**
 * What is known, in B2MML: orders as planned and as they will really be done, what has been done, what lies there. Of one
 * site, which whoever asks may see; of the moment that is shown.
 */
export function b2mmlDocuments(parts: B2mmlDocuments): Router {
  const router = Router();
  router.get("/operations-schedule", answerWith(parts, scheduleOf));
  router.get("/operations-performance", answerWith(parts, performanceOf));
  router.get("/material-lots", answerWith(parts, lotsOf, ["points"]));
  return router;
}

function answerWith({ views, mapping }: B2mmlDocuments, gather: Gather, asked: readonly Asked[] = []) {
  return async (request: Request, response: Response): Promise<void> => {
    const { site, version = "V0701" } = request.query;
    if (typeof site !== "string" || site === "") {
      return refuseWith(response, 400, { code: "BAD_REQUEST", message: "Say of which site: add ?site= and its id." });
    }
    if (!isVersion(version)) {
      const message = `version must be one of ${VERSIONS.join(", ")}.`;
      return refuseWith(response, 400, { code: "BAD_REQUEST", message });
    }
    const shown = await readyView(views(), asked);
    if (!viewerOf(response).scope.sees(site) || !shown.world.sites.has(site)) {
      return refuseWith(response, 404, { code: "NOT_FOUND", message: "There is no site of that id that you may see." });
    }
    const items = shown.world.items;
    const uomOf = (item: string): string => items.get(item)?.data.uom ?? "";
    const { isEmpty, write } = gather(shown, site);
    // The standard has no schedule without an order, and no performance without one.
    if (isEmpty) {
      response.status(204).end();
      return;
    }
    response.setHeader("content-type", "application/xml; charset=utf-8");
    try {
      await pipeline(Readable.from(joined(write({ version, mapping, site, at: shown.clock, uomOf }))), response);
    } catch (error) {
      // Whoever asked has gone away.
      if (!request.socket.destroyed) throw error;
    }
  };
}

const isVersion = (value: unknown): value is Version => VERSIONS.some((one) => one === value);

const PIECE = 65_536;

/** A stream of small pieces costs more than the pieces. */
function* joined(pieces: Iterable<string>): Generator<string> {
  let text = "";
  for (const piece of pieces) {
    text += piece;
    if (text.length < PIECE) continue;
    yield text;
    text = "";
  }
  yield text;
}

const projectedOf = (row: ProductionOrderView | OperationView | undefined): Projected => ({
  start: row?.projectedStart ?? null,
  finish: row?.projectedFinish ?? null,
});

/** Orders that are planned or released. */
function scheduleOf({ world, projection }: View, site: string): ReturnType<Gather> {
  const orders = ordersAt(world, site)
    .filter(({ status }) => status === "planned" || status === "released")
    .map((order): ScheduledOrder => {
      const row = projection.productionOrders.get(order.id);
      const operations = new Map(row?.operations.map((one) => [one.seq, projectedOf(one)] as const));
      return { order, projected: projectedOf(row), operations };
    });
  return { isEmpty: orders.length === 0, write: (writing) => writeSchedule(orders, writing) };
}

const ordersAt = ({ productionOrders }: View["world"], site: string) =>
  [...productionOrders.values()]
    .map(({ data }) => data)
    .filter((order) => order.site === site)
    .sort((a, b) => byCodeUnit(a.id, b.id));

/** Orders of which an operation has been told of. */
function performanceOf({ world, known }: View, site: string): ReturnType<Gather> {
  const orders = ordersAt(world, site)
    .map(({ id, item }): PerformedOrder => {
      const told = [...known.about(`order:${id}`)].sort(byFactOrder);
      const operations = told.filter(isOf("mes.operation")).map(({ data }) => data);
      const consumed = told.filter(isOf("mes.consumption")).map(({ data }) => data);
      return { order: id, item, operations: operations.sort((a, b) => a.seq - b.seq), consumed };
    })
    .filter(({ operations }) => operations.length > 0);
  return { isEmpty: orders.length === 0, write: (writing) => writePerformance(orders, writing) };
}

const isOf =
  <T extends AnyFact["type"]>(type: T) =>
  (fact: AnyFact): fact is AnyFact & Fact<T> =>
    fact.type === type;

/** All that lies there, in whatever status; nothing is empty. */
function lotsOf({ onRequest, known, world, clock }: View, site: string): ReturnType<Gather> {
  const shipped = new Map<string, Fact<"wms.shipment">[]>();
  for (const shipment of world.shipments.values() as Iterable<Fact<"wms.shipment">>) {
    const { data } = shipment;
    if (data.site !== site || data.shippedAt > clock) continue;
    const point = pointId(data.item, site);
    shipped.set(point, [...(shipped.get(point) ?? []), shipment]);
  }
  const points = [...onRequest.points().ids()].filter((id) => id.endsWith(`@${site}`)).sort(byCodeUnit);
  const lots = points.flatMap((id) =>
    lotsAt([...known.about(`point:${id}`)].sort(byFactOrder), shipped.get(id) ?? [], site),
  );
  return { isEmpty: false, write: (writing) => writeLots(lots, writing) };
}

function lotsAt(facts: readonly AnyFact[], shipments: readonly Fact<"wms.shipment">[], site: string) {
  const counts = facts.filter(isOf("wms.stock-count"));
  const receipts = facts.filter(isOf("wms.receipt"));
  const expiries = new Map<string, number>();
  for (const { data } of [...receipts, ...counts]) {
    const { expiresAt, ...bucket } = data;
    if (expiresAt !== undefined) expiries.set(bucketKey(bucket), expiresAt);
  }
  const buckets = stockBuckets({
    stockCounts: counts,
    stockMoves: facts.filter(isOf("wms.stock-move")),
    receipts,
    shipments,
  });
  return [...buckets]
    .filter(([, bucket]) => bucket.site === site && bucket.quantity !== 0)
    .map(([key, bucket]): LotOnHand => ({ ...bucket, expiresAt: expiries.get(key) ?? null }));
}
