import type { OtifDefinition } from "@lockstep/protocol/generated/schema";
import { expect, test } from "vitest";
import "../i18n/definitions-texts.ts";
import { draftOf, inputOf } from "./definition-draft.ts";

const definition: OtifDefinition = {
  ...{ id: "retailer", version: 3, customer: "C1", description: "As retailers count.", level: "UNIT" },
  ...{ basis: "REQUESTED", event: "DELIVER", early: { minutes: 1440, days: null }, late: { minutes: null, days: 0 } },
  ...{ timeZone: null, under: 0.07, over: null, credit: "PROPORTIONAL", partials: "ALL", customerTolerances: true },
  ...{ excludedCustomers: [], excludedItems: ["A", "B, large"], excludedSites: [], fine: 0.03 },
  ...{ from: "2026-03-01T23:00:00.000Z", to: null, declaredBy: "lea", declaredAt: "2026-03-01T10:00:00.000Z" },
};

test("what a version says comes out as it went in, and nothing of who declared it", () => {
  expect(inputOf(draftOf(definition, "Europe/Berlin"), "Europe/Berlin")).toEqual({
    ...{ id: "retailer", customer: "C1", description: "As retailers count.", level: "UNIT", basis: "REQUESTED" },
    ...{ event: "DELIVER", early: { minutes: 1440 }, late: { days: 0 }, timeZone: null, under: 0.07, over: null },
    ...{ credit: "PROPORTIONAL", partials: "ALL", customerTolerances: true, fine: 0.03 },
    ...{ excludedCustomers: [], excludedItems: ["A", "B, large"], excludedSites: [] },
    ...{ from: "2026-03-01T23:00:00.000Z", to: null },
  });
});

test("a text that is no number is said where it stands, an empty one too, and a comma is a point", () => {
  const draft = draftOf(definition, "UTC");
  expect(inputOf({ ...draft, under: "2,5" }, "UTC")).toMatchObject({ under: 0.025 });
  expect(inputOf({ ...draft, fine: "much" }, "UTC")).toMatchObject({ field: "fine" });
  expect(inputOf({ ...draft, late: " " }, "UTC")).toMatchObject({ field: "late" });
  for (const fine of ["1,000", "Infinity", "1,000,000"])
    expect(inputOf({ ...draft, fine }, "UTC")).toMatchObject({ field: "fine" });
  expect(inputOf({ ...draft, over: "1,000" }, "UTC")).toMatchObject({ field: "over" });
  expect(inputOf({ ...draft, over: " " }, "UTC")).toMatchObject({ over: null });
  expect(inputOf({ ...draft, earlyUnit: "any", early: "x" }, "UTC")).toMatchObject({ early: null });
});
