import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { readB2mml } from "@lockstep/connectors/b2mml/read-message";
import {
  LOTS,
  lots,
  performance,
  plantMapping,
  SCHEDULE,
  schedule,
  transaction,
} from "@lockstep/connectors/testing/b2mml";
import {
  lotsText,
  performanceText,
  scheduleText,
  someLots,
  someOrders,
  somePerformances,
} from "@lockstep/connectors/testing/b2mml-documents";
import { assert } from "@lockstep/domain/assert";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { sharedStandard } from "@lockstep/testkit/shared-data";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { openSchemas } from "./b2mml-schemas.ts";

const EXAMPLE = new URL("../../../../docs/examples/b2mml-schedule.xml", import.meta.url);
const file = sharedStandard("b2mml/B2MML-OperationsSchedule.xsd");

describe.skipIf(file === undefined)("held against the schemas of B2MML V0701", () => {
  let check: (text: string) => Refusal | null = () => null;

  beforeAll(async () => {
    const opened = await openSchemas({ V0701: dirname(file ?? "") });
    assert(opened.ok && opened.value !== null, () => `the schemas do not open: ${opened.ok ? "" : opened.error}`);
    const { value } = opened;
    check = (text) => value(text, "V0701");
  });

  test.each([
    ["a schedule", schedule()],
    ["a performance", performance()],
    ["lots", lots()],
    ["the example of the documents", readFileSync(EXAMPLE, "utf8")],
    ["a transaction", transaction("Process", "OperationsSchedule", SCHEDULE)],
    ["a transaction that deletes", transaction("Sync", "MaterialInformation", LOTS, { action: "Delete" })],
  ])("%s of those that the tests read is valid", (_, text) => {
    expect(check(text)).toBeNull();
  });

  test("all schedules, performances and lots that are written are valid", () => {
    const runs = { numRuns: 25 };
    fc.assert(
      fc.property(someOrders, (orders) => check(scheduleText(orders, "V0701")) === null),
      runs,
    );
    fc.assert(
      fc.property(somePerformances, (orders) => check(performanceText(orders, "V0701")) === null),
      runs,
    );
    fc.assert(
      fc.property(someLots, (all) => check(lotsText(all, "V0701")) === null),
      runs,
    );
  });

  test("a message that we would understand is refused where it is not valid", () => {
    const text = schedule().replace("<ID>W10</ID>", "").replace("<OperationsType>", "<ID>W10</ID><OperationsType>");
    const options = { mapping: plantMapping };
    expect(readB2mml(text, options)).toMatchObject({ ok: true });
    expect(readB2mml(text, { ...options, validate: check })).toMatchObject({
      ok: false,
      error: { kind: "not-understood", rule: "not-valid" },
    });
  });

  test("what is not is told of with its line, and of another version nothing is", async () => {
    const wrong = schedule().replace("<ID>W10</ID>", "").replace("PublishedDate>2026", "PublishedDate>26");
    expect(check(wrong)).toMatchObject({
      rule: "not-valid",
      reason: expect.stringMatching(/^Line 3: Element 'PublishedDate': .* Correct it\.$/s) as string,
    });
    const opened = await openSchemas({ V0701: dirname(file ?? "") });
    expect(opened.ok && opened.value?.(wrong, "V0401")).toBeNull();
  });
});

describe("a folder of schemas", () => {
  test("that is not there, or holds others, is refused in one line", async () => {
    expect(await openSchemas({ V0701: "/nowhere/at/all" })).toMatchObject({
      ok: false,
      error: expect.stringContaining("b2mml.schemas.V0701: /nowhere/at/all cannot be read") as string,
    });
    expect(await openSchemas({ V0401: import.meta.dirname })).toEqual({
      ok: false,
      error: `b2mml.schemas.V0401: ${import.meta.dirname} has no B2MML-V0401-ProductionSchedule.xsd: put the files of B2MML V0401 there`,
    });
  });

  test("need not be named", async () => {
    expect(await openSchemas({})).toEqual({ ok: true, value: null });
  });
});
