import type { CloudEvent } from "@lockstep/domain/facts/fact";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  lotsText,
  onTheWire,
  performanceText,
  scheduleText,
  someLots,
  someOrders,
  somePerformances,
  writing,
} from "../testing/b2mml-documents.ts";
import { readB2mml } from "./read-message.ts";
import { VERSIONS } from "./words.ts";

function factsOf(text: string): readonly CloudEvent[] {
  const read = readB2mml(text, { mapping: writing("V0701").mapping });
  if (!read.ok) throw new Error(`${read.error.rule}: ${read.error.reason}\n${text}`);
  return read.value;
}

const dataOf = (facts: readonly CloudEvent[], type: string): unknown[] =>
  facts.filter((fact) => fact.type === type).map(({ data }) => data);

describe.each(VERSIONS)("what is written as %s and read again is the same", (version) => {
  test("of orders with their operations, components and pegs", () => {
    fc.assert(
      fc.property(someOrders, (orders) => {
        const expected = orders.map(({ order }) => ({
          ...order,
          ...(order.components === undefined
            ? {}
            : {
                components: order.components.map(({ scrapFraction, ...rest }) => ({
                  ...rest,
                  ...(scrapFraction === 0 ? {} : { scrapFraction }),
                })),
              }),
        }));
        const told = dataOf(factsOf(scheduleText(orders, version)), "erp.production-order") as typeof expected;
        expect(told.map(sorted)).toEqual(expected.map(onTheWire).map(sorted));
      }),
      { numRuns: 30 },
    );
  });

  test("of operations and what they have consumed", () => {
    fc.assert(
      fc.property(somePerformances, (orders) => {
        const facts = factsOf(performanceText(orders, version));
        expect(dataOf(facts, "mes.operation")).toEqual(onTheWire(orders.flatMap(({ operations }) => operations)));
        const used = orders.flatMap(({ operations, consumed }) =>
          operations.flatMap(({ seq }) => consumed.filter((one) => one.seq === seq)),
        );
        expect(dataOf(facts, "mes.consumption")).toEqual(used);
        expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
      }),
      { numRuns: 30 },
    );
  });

  test("of lots on hand", () => {
    fc.assert(
      fc.property(someLots, (lots) => {
        const counts = dataOf(factsOf(lotsText(lots, version)), "wms.stock-count") as { quantity: number }[];
        const expected = lots.map(({ lot, expiresAt, ...rest }) => ({
          ...rest,
          ...(lot === "" ? {} : { lot }),
          ...(expiresAt === null ? {} : { expiresAt }),
        }));
        expect(counts.filter(({ quantity }) => quantity !== 0)).toEqual(onTheWire(expected));
        expect(counts).toHaveLength(3 * lots.length);
      }),
      { numRuns: 30 },
    );
  });
});

/** Components lie with their operations, so that those of a later one may come later. */
function sorted(order: unknown): unknown {
  const { components, ...rest } = order as { readonly components?: readonly unknown[] };
  const inOrder = components?.map((one) => JSON.stringify(Object.entries(one as object).sort())).sort();
  return { ...rest, ...(inOrder === undefined ? {} : { components: inOrder }) };
}

test("what XML cannot say at all is told as a replacement character, and does no harm", () => {
  const [text] = fc
    .sample(
      someLots.filter((lots) => lots.length > 0),
      { seed: 1, numRuns: 1 },
    )
    .map((lots) =>
      lotsText(
        lots.map((one) => ({ ...one, lot: "A\u0001B" })),
        "V0701",
      ),
    );
  expect(factsOf(text ?? "")[0]?.data).toMatchObject({ lot: "A\uFFFDB" });
});
