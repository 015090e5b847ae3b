import { MantineProvider } from "@mantine/core";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { renderToString } from "react-dom/server";
import { expect, test } from "vitest";
import { PlanChart } from "./plan-chart.tsx";
import type { PlanModel } from "./plan-model.ts";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const ROWS = 200;
const resource = { capacity: 1, state: null, since: null, reason: null, upAt: null, upAtAssumed: false };
const model = {
  plan: {},
  rows: Array.from({ length: ROWS }, (_, k) => ({
    resource: { ...resource, id: `LINE-${k}`, name: `Line ${k}` },
    ...{ bars: [], lanes: [], laneCount: 1, dropped: [], stops: [] },
  })),
  byId: new Map(),
} as unknown as PlanModel;

const now = "2026-03-02T06:00:00Z";
const from = Date.parse(now);
const chart = (
  <MantineProvider>
    <PlanChart
      {...{ model, span: { from, to: from + 3_600_000 }, where: { zone: "UTC", now, currency: "EUR" } }}
      {...{ picked: undefined, chain: new Set() }}
      onPick={() => undefined}
      onOpen={() => undefined}
      onSpan={() => undefined}
      onNow={() => undefined}
    />
  </MantineProvider>
);

const rowsIn = (place: ParentNode) => place.querySelectorAll("[role=row]").length;

test("the first picture waits for the rows that a screen shows, and then all are there", async () => {
  const first = document.createElement("div");
  first.innerHTML = renderToString(chart);
  expect(rowsIn(first)).toBeGreaterThan(20);
  expect(rowsIn(first)).toBeLessThan(ROWS);
  expect(first.querySelector("[role=grid]")?.getAttribute("aria-rowcount")).toBe(String(ROWS));
  const place = document.createElement("div");
  const root = createRoot(place);
  await act(async () => root.render(chart));
  expect(rowsIn(place)).toBe(ROWS);
  act(() => root.unmount());
});
