import { floorToMinute } from "@lockstep/domain/instant";
import type { World } from "@lockstep/domain/world";
import type { Projection } from "./views.ts";

export interface ProjectOptions {
  readonly currency: string;
}

export function project(world: World, _: ProjectOptions): Projection {
  return {
    now: floorToMinute(world.clock),
    orderLines: new Map(),
    productionOrders: new Map(),
    stockingPoints: new Map(),
    resources: new Map(),
    causes: new Map(),
    findings: world.findings,
  };
}
