import type { Fact } from "@lockstep/domain/facts/fact";
import type { World } from "@lockstep/domain/world";
import { findLevels } from "@lockstep/engine/levels";
import { createEdgeCounts } from "@lockstep/engine/live/edge-counts";
import { createLiveLevels } from "@lockstep/engine/live/live-levels";
import fc from "fast-check";
import { expect, test } from "vitest";

/** A network of BOMs of one site, of which one comes, goes or changes at a time. */
function network() {
  const boms = new Map<string, Fact<"master.bom">>();
  const world = { boms, productionOrders: new Map(), transferOrders: new Map() } as unknown as World;
  const edges = createEdgeCounts();
  return {
    world,
    levels: createLiveLevels(world, edges),
    /** Nothing: it has no BOM. */
    bom(item: string, components: readonly string[]): void {
      const data = { item, site: "A", components: components.map((one) => ({ item: one, quantityPer: 1 })) };
      const after = components.length === 0 ? null : ({ type: "master.bom", data } as unknown as Fact<"master.bom">);
      const before = boms.get(item) ?? null;
      if (after === null) boms.delete(item);
      else boms.set(item, after);
      edges.turn(before, after);
    },
  };
}

const points = (items: number) => Array.from({ length: items }, (_, k) => `I${k}@A`);

function expectSame({ levels, world }: ReturnType<typeof network>, all: readonly string[]): void {
  const anew = findLevels(world);
  expect(all.map((id) => levels.levelOf(id))).toEqual(all.map((id) => anew.levelOf(id)));
  expect(levels.cycles).toEqual(anew.cycles);
  for (const from of all) for (const to of all) expect(levels.isCycle(from, to)).toBe(anew.isCycle(from, to));
}

test("[I27d] levels that are found where edges come and go are those that are found anew, circles included", () => {
  const seen = { circles: 0, without: 0, climbed: 0 };
  const item = fc.nat({ max: 7 });
  // Mostly downwards, so that there is not always a circle.
  const bom = fc.record({ item, below: fc.array(item, { maxLength: 3 }), isAny: fc.boolean() });
  const steps = fc.array(fc.array(bom, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 25 });
  fc.assert(
    fc.property(steps, (histories) => {
      const one = network();
      let known = points(8).map(() => 0);
      for (const changes of histories) {
        for (const { item: k, below, isAny } of changes) {
          const lower = below.filter((other) => isAny || other < k);
          one.bom(
            `I${k}`,
            [...new Set(lower)].map((other) => `I${other}`),
          );
        }
        const { moved } = one.levels.settle();
        expectSame(one, points(8));
        const now = points(8).map((id) => one.levels.levelOf(id));
        if (moved !== null) {
          seen.climbed += 1;
          expect([...moved]).toEqual(expect.arrayContaining(points(8).filter((_, k) => now[k] !== known[k])));
        }
        seen[one.levels.cycles.length > 0 ? "circles" : "without"] += 1;
        known = now;
      }
    }),
    { numRuns: 300 },
  );
  for (const [what, count] of Object.entries(seen)) expect(count, what).toBeGreaterThan(0);
});

test("[I27d] what leads further up than can be climbed is found anew", () => {
  const one = network();
  for (let k = 1; k < 1_500; k++) one.bom(`I${k}`, [`I${k - 1}`]);
  one.levels.settle();
  one.bom("I0", ["I9999"]);
  expect(one.levels.settle().moved).toBeNull();
  expect(one.levels.levelOf("I1499@A")).toBe(1_500);
  one.bom("I1499", ["I1498", "I7777"]);
  expect([...(one.levels.settle().moved ?? ["any"])]).toEqual([]);
});
