import { createLedger } from "@lockstep/domain/create-ledger";
import { createIntake } from "@lockstep/domain/intake";
import { expect, test } from "vitest";
import { createConnectors } from "../restore/connectors.ts";
import { orderLine } from "../testing/facts.ts";
import { createQuarantineBook } from "../view/quarantine-book.ts";
import { createDraft, decideFacts } from "./decide-group.ts";
import { createToldInGroup } from "./told-in-group.ts";

test("what was accepted earlier in the same group is told to whoever asks later in it, as what is in the ledger is", () => {
  const ledger = createLedger();
  const intake = createIntake(ledger);
  const at = Date.UTC(2026, 2, 2, 12);
  const [connectors, quarantine] = [createConnectors(), createQuarantineBook([])];
  const sender = { connector: "erp", receivedAt: at, clock: at, mode: "live" as const, connectors, quarantine };
  const lineOf = (order: string, site: string) => orderLine({ order, item: "FG-1", site });
  const first = intake.batch();
  decideFacts([{ value: lineOf("SO-1", "PLANT-A") }], first, createDraft(1), sender);
  first.commit();

  const told = createToldInGroup(ledger);
  const batch = intake.batch();
  const draft = createDraft(2);
  const later = { ...lineOf("SO-1", "PLANT-A"), id: "again", time: "2026-03-02T07:00:00Z" };
  for (const value of [lineOf("SO-2", "PLANT-B"), later])
    told.accepted(decideFacts([{ value }], batch, draft, sender).accepted);
  expect(ledger.factsOf("erp.sales-order-line", "SO-2/1")).toEqual([]);
  expect(told.factsOf("erp.sales-order-line", "SO-2/1").map(({ id }) => id)).toEqual(["line-SO-2"]);
  expect(told.factsOf("erp.sales-order-line", "SO-1/1").map(({ id }) => id)).toEqual(["line-SO-1", "again"]);
  expect([told.find("/test", "line-SO-1")?.key, told.find("/test", "again")?.key]).toEqual(["SO-1/1", "SO-1/1"]);
  expect(told.find("/test", "line-SO-3")).toBeUndefined();
});
