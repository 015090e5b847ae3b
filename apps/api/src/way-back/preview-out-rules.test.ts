import type { ConnectorCommandRow, Store } from "@lockstep/store/store";
import { expect, test } from "vitest";
import { previewOutRules } from "./preview-out-rules.ts";

const row = (k: number): ConnectorCommandRow =>
  ({ commandId: `confirm/WO-${k}`, askedAt: 100 - k, command: "{}", heldBy: null }) as ConnectorCommandRow;

test.each([
  [3, true],
  [4, false],
])("of %i commands the newest three are looked at, and whether that is all is said", async (count, isWhole) => {
  const all = Array.from({ length: count }, (_, k) => row(k));
  const seen: Pick<Store, "outbox"> = { outbox: async ({ first }) => all.slice(0, first) };
  const store: Pick<Store, "connectorMemory"> = { connectorMemory: async () => [] };
  const asked = { connector: "erp", rules: [], since: 0, until: 200, sites: null, most: 3 };
  expect(await previewOutRules({ seen, store }, asked)).toMatchObject({ isWhole, unknown: 3, judged: 0 });
});
