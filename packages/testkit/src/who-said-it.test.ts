import { createLedger } from "@lockstep/domain/create-ledger";
import { createEngine } from "@lockstep/engine/create-engine";
import { differencesBetween } from "@lockstep/engine/differences";
import { project } from "@lockstep/engine/project";
import { expect, test } from "vitest";
import { createNumberedIntake } from "./numbered-intake.ts";
import { exampleFacts, fact, stopFacts } from "./worked-example.ts";

const at = (time: string): string => `2026-03-02T${time}:00Z`;

/** The worked example at 09:30, kept up to date fact by fact. */
function plant() {
  const ledger = createLedger();
  const intake = createNumberedIntake(ledger, "manual");
  const engine = createEngine({ ledger, mode: "manual", currency: "EUR" });
  const told = (now: string, ...events: readonly object[]): void => {
    const clock = Date.parse(now);
    engine.apply({ ...intake.take(events, clock), clock });
    const anew = project(ledger.worldAt(clock, "manual"), { currency: "EUR" });
    expect(differencesBetween(engine.projection, anew)).toEqual([]);
  };
  const says = (now: string, by: string, target: object, until: string): void =>
    told(at(now), fact("tower.estimate", { target, at: at(until), by }, at(now)));
  const path = (line: string): readonly string[] =>
    engine.projection.orderLines.get(line)?.path.map(({ text }) => text) ?? [];
  told(at("09:30"), ...exampleFacts(), ...stopFacts());
  return { engine, told, says, path };
}

test("[P44] a repair says who gave its time, and who gives the same time after them", () => {
  const { engine, told, says, path } = plant();
  says("09:31", "maria", { resource: "LINE-1" }, "10:40");
  expect(path("SO-1/1").at(-1)).toBe("Line 1 is down since 09:00 (seal head), up again 10:40, says maria");
  expect(engine.projection.resources.get("LINE-1")).toMatchObject({ upBy: "maria", upAtAssumed: false });
  says("09:32", "sam", { resource: "LINE-1" }, "10:40");
  expect(path("SO-1/1").at(-1)).toContain("up again 10:40, says sam");
  const machine = { resource: "LINE-1", since: at("09:00"), state: "down", reason: "seal head" };
  told(at("09:33"), fact("mes.resource-state", { ...machine, expectedUpAt: at("10:50") }, at("09:33")));
  expect(path("SO-1/1").at(-1), "the machine's own word").toMatch(/up again 10:50$/);
  expect(engine.projection.resources.get("LINE-1")?.upBy).toBeNull();
});

test("[P44] an answer that has come to be past is nobody's word any more", () => {
  const { engine, told, says, path } = plant();
  says("09:31", "maria", { resource: "LINE-1" }, "10:40");
  told(at("10:40"));
  expect(path("SO-1/1").at(-1)).toContain("no repair estimate");
  expect(engine.projection.resources.get("LINE-1")?.upBy).toBeNull();
});

test("[P44] so does a purchase", () => {
  const { says, path } = plant();
  const step = () => path("SO-2/1").find((text) => text.startsWith("waits for PO-9/1"));
  expect(step()).toMatch(/expected 12:00$/);
  says("09:31", "petra", { purchaseOrderLine: "PO-9/1" }, "15:00");
  expect(step()).toMatch(/expected 15:00, says petra$/);
  says("09:32", "ann", { purchaseOrderLine: "PO-9/1" }, "15:00");
  expect(step()).toMatch(/expected 15:00, says ann$/);
});

test("[P44] and a hold", () => {
  const { told, says, path } = plant();
  told(
    at("09:31"),
    fact("wms.stock-count", {
      site: "PLANT-A",
      location: "B2",
      item: "P",
      lot: "L1",
      status: "available",
      quantity: 50,
    }),
    fact("mes.quality-hold", { id: "H1", target: { item: "P", lot: "L1" }, state: "held", reason: "lab" }, at("09:30")),
    fact("erp.production-order", { ...closed("WO-1", 20) }, at("09:31")),
    fact("erp.production-order", { ...closed("WO-2", 30) }, at("09:31")),
  );
  const step = () => path("SO-1/1").find((text) => text.startsWith("waits for lot L1"));
  expect(step()).toBeDefined();
  says("09:32", "quinn", { hold: "H1" }, "15:00");
  expect(step()).toMatch(/on hold until 15:00, says quinn$/);
  says("09:33", "rita", { hold: "H1" }, "15:00");
  expect(step()).toMatch(/on hold until 15:00, says rita$/);
});

const closed = (id: string, quantity: number) => ({
  ...{ id, item: "P", site: "PLANT-A", quantity, status: "closed" },
  ...{ plannedStart: at("08:00"), plannedFinish: at("10:00") },
});
