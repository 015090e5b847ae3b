import type { Data } from "@lockstep/domain/facts/fact";
import type { JsonObject } from "@lockstep/domain/json";
import { type StockBucket, stockBuckets } from "@lockstep/domain/stock-buckets";
import { pointId } from "@lockstep/domain/world";
import type { ConnectorCommandRow } from "@lockstep/store/store";
import type { View } from "../view/view.ts";

/** A command that has to be there, and the place that it is about. */
export interface WantedHold {
  readonly commandId: string;
  readonly subject: string;
  /** Null: nobody knows whose it is. */
  readonly site: string | null;
  readonly command: JsonObject;
}

export interface HoldsNow {
  readonly wanted: readonly WantedHold[];
  /** Holds that were lifted before anybody had sent them. */
  readonly over: readonly string[];
}

/**
 * [C5] A hold that stands takes what may be taken of its stock to another place, once for each place and lot; what was
 * taken there goes back when it is released. What is rejected stays there.
 */
export function holdsNow(view: View, to: string, made: readonly ConnectorCommandRow[]): HoldsNow {
  const wanted: WantedHold[] = [];
  const over: string[] = [];
  const ids = new Set(made.map(({ commandId }) => commandId));
  for (const [id, { data }] of view.world.holds) {
    const subject = `hold:${id}`;
    const own = made.filter((row) => row.subject === subject);
    const sent = own.map((row) => ({ row, command: JSON.parse(row.command) as MoveCommand }));
    const lifted = own.filter(({ commandId }) => commandId.startsWith("release/"));
    if (data.state === "held") {
      const round = lifted.length === 0 ? "1" : String(new Set(lifted.map(roundOf)).size + 1);
      for (const { site, location, item, lot, quantity } of bucketsOf(data, view)) {
        if (location === to) continue;
        const commandId = `hold/${id}/${round}/${location}/${lot}`;
        if (ids.has(commandId)) continue;
        const what = { kind: "hold", item, quantity, from: location, to, ...(lot === "" ? {} : { lot }) };
        wanted.push({ commandId, subject, site, command: what });
      }
      continue;
    }
    for (const { row, command } of sent) {
      if (command.kind !== "hold") continue;
      if (row.state === "held") over.push(row.commandId);
      if (row.state !== "applied" || data.state !== "released") continue;
      const commandId = row.commandId.replace(/^hold/, "release");
      if (ids.has(commandId)) continue;
      const back = { ...command, kind: "release", from: command.to, to: command.from };
      wanted.push({ commandId, subject, site: row.site, command: back });
    }
  }
  return { wanted, over };
}

interface MoveCommand {
  readonly [field: string]: string | number;
  readonly kind: string;
  readonly from: string;
  readonly to: string;
}

/** `release/HOLD/ROUND/PLACE/LOT`, where the hold's own name may have slashes: the round is the third from the end. */
const roundOf = ({ commandId }: ConnectorCommandRow): string => commandId.split("/").at(-3) ?? "";

/** What lies there of a hold's target and might be taken. */
function bucketsOf({ target }: Data<"mes.quality-hold">, view: View): readonly StockBucket[] {
  const things = thingsOf(target, view);
  return things.flatMap(({ item, lot, sites }) =>
    sites
      .flatMap((site) => [...bucketsAt(item, site, view)])
      .filter((bucket) => bucket.status === "available" && bucket.quantity > 0)
      .filter((bucket) => lot === null || bucket.lot === lot),
  );
}

interface Thing {
  readonly item: string;
  /** Null: all of them. */
  readonly lot: string | null;
  readonly sites: readonly string[];
}

function thingsOf({ item, lot, site, productionOrder }: Data<"mes.quality-hold">["target"], view: View): Thing[] {
  const sites = site === undefined ? [...view.world.sites.keys()] : [site];
  if (item !== undefined) return [{ item, lot: lot ?? null, sites }];
  if (productionOrder === undefined) return [];
  const order = view.world.productionOrders.get(productionOrder)?.data;
  // Without a lot nobody can tell them from other goods of that kind.
  const lots = new Set(
    [...view.known.about(`order:${productionOrder}`)].flatMap((fact) =>
      fact.type === "wms.receipt" && fact.data.lot !== undefined ? [fact.data.lot] : [],
    ),
  );
  return order === undefined ? [] : [...lots].map((one) => ({ item: order.item, lot: one, sites: [order.site] }));
}

function bucketsAt(item: string, site: string, { known }: View): readonly StockBucket[] {
  const own = [...known.about(`point:${pointId(item, site)}`)];
  const buckets = stockBuckets({
    stockCounts: own.filter((fact) => fact.type === "wms.stock-count"),
    stockMoves: own.filter((fact) => fact.type === "wms.stock-move"),
    receipts: own.filter((fact) => fact.type === "wms.receipt"),
    shipments: shipmentsOf(item, site, known),
  });
  return [...buckets.values()].filter((bucket) => bucket.site === site && bucket.item === item);
}

function shipmentsOf(item: string, site: string, known: View["known"]) {
  return [...known.world.shipments.values()].filter(({ data }) => data.item === item && data.site === site);
}
