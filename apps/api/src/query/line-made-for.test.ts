import { present } from "@lockstep/domain/assert";
import { checkEvent } from "@lockstep/domain/check-event";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { expect, test } from "vitest";
import { createKnownFacts } from "../replica/known-facts.ts";
import { type fact, MORNING, orderLine } from "../testing/facts.ts";
import { lineMadeFor } from "./survival.ts";

function knownAfter(...steps: readonly (readonly AnyFact[])[]) {
  const known = createKnownFacts();
  for (const step of steps) {
    known.apply(
      step.map((one) => ({ type: one.type, key: one.key, fact: one.deleted ? null : one })),
      Date.parse(MORNING),
    );
  }
  return known;
}
const read = (event: ReturnType<typeof fact>): AnyFact => {
  const checked = checkEvent(event, { receivedAt: Date.parse(MORNING), seq: 1, mode: "manual" });
  return present(checked.ok ? checked.value : undefined, () => JSON.stringify(checked));
};
const line = (order: string, productionOrder: string | null): AnyFact =>
  read(
    orderLine({ order, item: "I", site: "A", ...(productionOrder === null ? {} : { peggedTo: { productionOrder } }) }),
  );

test("an order that several lines are pegged to is made for the one with the least id, in whatever order they came", () => {
  const lines = [line("SO-2", "PO"), line("SO-1", "PO"), line("SO-3", "PO"), line("SO-0", null)];
  expect(lineMadeFor(knownAfter(lines), "PO")).toBe("SO-1/1");
  expect(lineMadeFor(knownAfter(lines.toReversed()), "PO")).toBe("SO-1/1");
  expect(lineMadeFor(knownAfter(lines), "OTHER")).toBeUndefined();
});

test("a line that is pegged to another order, or to none, is no longer looked at", () => {
  const lines = [line("SO-1", "PO"), line("SO-2", "PO")];
  const moved = knownAfter(lines, [line("SO-1", "OTHER")]);
  expect([lineMadeFor(moved, "PO"), lineMadeFor(moved, "OTHER")]).toEqual(["SO-2/1", "SO-1/1"]);
  expect(lineMadeFor(knownAfter(lines, [line("SO-1", null), line("SO-2", null)]), "PO")).toBeUndefined();
});
