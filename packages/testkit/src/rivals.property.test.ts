import { checkEvent } from "@lockstep/domain/check-event";
import { createLedger } from "@lockstep/domain/create-ledger";
import { DAY, HOUR } from "@lockstep/domain/instant";
import type { World } from "@lockstep/domain/world";
import { project } from "@lockstep/engine/project";
import { createRivalSearch } from "@lockstep/engine/rivals";
import type { DemandView, Projection, StockingPointView, SupplyView } from "@lockstep/engine/views";
import fc from "fast-check";
import { expect, test } from "vitest";
import { BEGIN, networkEvents, randomEvent, randomStep } from "./random-history.ts";

const CLOSE = 1e-6;

test("[P140] what a line could have used sooner it got itself, or its rivals did, to the last piece", () => {
  const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
  console.info(`rivals: seed ${seed} (SEED=${seed} repeats it)`);
  const seen = { waiting: 0, started: 0, rank: 0, pegged: 0, resource: 0 };
  const courses = fc.array(fc.nat({ max: 2 ** 31 - 1 }), { minLength: 20, maxLength: 150, size: "max" });
  const property = fc.property(courses, (seeds) => {
    const { projection, world } = after(seeds);
    const search = createRivalSearch(shown(projection), world);
    for (const point of projection.stockingPoints.values()) {
      for (const [place, own] of point.demands.entries()) {
        if (own.kind !== "line" || own.quantity === 0 || isPegged(own.id, world)) continue;
        const rivals = [...search.before({ kind: "sales-order-line", id: own.id })];
        if (rivals.length > 0) seen.waiting += 1;
        const there = sum(soonerFor(own, point, world, projection.now));
        const mine = sum(own.allocations.filter(({ availableAt }) => availableAt < waitsUntil(own)));
        const theirs = rivals.reduce((total, { quantity }) => total + (quantity ?? 0), 0);
        expect(Math.abs(there - mine - theirs), `${own.id} at ${point.id}`).toBeLessThan(CLOSE);
        for (const { who, operation, why } of rivals) {
          seen[why] += 1;
          const rank = point.demands.findIndex(({ id }) => id === (operation ?? who.id));
          if (why === "rank") expect(rank).toBeLessThan(place);
        }
      }
    }
    for (const { id } of projection.productionOrders.values()) {
      for (const { why } of search.before({ kind: "production-order", id })) seen[why] += 1;
    }
  });
  fc.assert(property, { numRuns: 60, seed });
  // Of a fixed seed, as by chance some may not come up; what is meant for another comes up seldom.
  fc.assert(property, { numRuns: 60, seed: 1 });
  const { pegged: _, ...often } = seen;
  for (const [why, count] of Object.entries(often)) expect(count, why).toBeGreaterThan(0);
});

const shown = (projection: Projection) => ({
  productionOrders: projection.productionOrders,
  stockingPoint: (id: string): StockingPointView | null => projection.stockingPoints.get(id) ?? null,
  now: projection.now,
});

/** It may wait for what is meant for it, though there is other stock. */
const isPegged = (line: string, { salesOrderLines, productionOrders }: World): boolean =>
  salesOrderLines.get(line)?.data.peggedTo !== undefined ||
  [...productionOrders.values()].some(({ data }) => data.peggedTo === line);

const sum = (of: readonly { readonly quantity: number }[]): number =>
  of.reduce((total, { quantity }) => total + quantity, 0);

const waitsUntil = ({ shortQuantity, availableAt }: DemandView): number =>
  shortQuantity > CLOSE || availableAt === null ? Infinity : availableAt;

/** Written down once more, as [P85] says it. */
function soonerFor(own: DemandView, { supplies }: StockingPointView, world: World, now: number): readonly SupplyView[] {
  const line = world.salesOrderLines.get(own.id)?.data;
  const pick = (world.sites.get(line?.site ?? "")?.data.pickHours ?? 0) * HOUR;
  const left = (world.customers.get(line?.customer ?? "")?.data.minRemainingShelfLifeDays ?? 0) * DAY;
  return supplies.filter(({ availableAt, expiresAt }) => {
    const there = Math.max(own.needAt, Math.max(now, availableAt) + pick) + (line?.transitHours ?? 0) * HOUR;
    const keeps = expiresAt === null || (expiresAt > there && expiresAt - there >= left);
    return availableAt < waitsUntil(own) && keeps;
  });
}

function after(seeds: readonly number[]): { projection: Projection; world: World } {
  const ledger = createLedger();
  let now = BEGIN;
  let seq = 0;
  const add = (event: object): void => {
    seq += 1;
    const checked = checkEvent(event, { receivedAt: now, seq, mode: "manual" });
    if (checked.ok) ledger.add(checked.value);
  };
  for (const event of networkEvents()) add(event);
  for (const one of seeds) {
    now += randomStep(one);
    add(randomEvent(one, now));
  }
  const world = ledger.worldAt(now, "manual");
  return { projection: project(world, { currency: "EUR" }), world };
}
