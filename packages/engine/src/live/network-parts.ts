import type { Levels } from "../levels.ts";
import type { LineModel } from "../lines.ts";
import type { Demand, PurchaseModel, TransferModel } from "../model.ts";
import type { Dirty } from "./dirty.ts";
import type { LivePegs } from "./live-pegs.ts";
import type { LivePlant } from "./live-plant.ts";
import type { LivePoints } from "./live-points.ts";
import type { Marks } from "./marks.ts";
import type { PointNode, PointNodes } from "./point-node.ts";
import type { ThingKind } from "./watchers.ts";

/** How much has been done; grows only. */
export interface Work {
  ordersRead: number;
  linesRead: number;
  operationsPlaced: number;
  pointsEvaluated: number;
  allocations: number;
}

/** Told of what has changed in the network, so that causes and rows are looked at again. */
export interface Listener {
  /** Something about it has changed that explanations may have been made of. */
  thing(kind: ThingKind, id: string): void;
  order(id: string): void;
}

/** What has been read of the facts, by id. */
export interface Read {
  readonly lines: Map<string, LineModel>;
  readonly purchases: Map<string, PurchaseModel>;
  readonly transfers: Map<string, TransferModel>;
  /** Of transfers that have something to ship: what they want where they leave. */
  readonly transferDemands: Map<string, Demand>;
}

/** What all that reads the facts and evaluates the network has in common. */
export interface NetworkParts extends Read {
  readonly plant: LivePlant;
  readonly levels: Levels;
  readonly at: PointNodes;
  readonly points: LivePoints;
  readonly pegs: LivePegs;
  readonly dirty: Dirty;
  readonly marks: Marks;
  readonly listener: Listener;
  readonly work: Work;
}

/** Something came to a point or went, or the ERP says something else of it: explanations are told. */
export function news(point: PointNode): void {
  point.touch();
  point.isNews = true;
}

export function addDemand({ at, points }: NetworkParts, id: string, demand: Demand): void {
  const point = at.of(id);
  points.add(demand, point);
  news(point);
}

export function dropDemand({ at, points }: NetworkParts, id: string, demand: Demand): void {
  const point = at.of(id);
  points.drop(demand, point);
  news(point);
}
