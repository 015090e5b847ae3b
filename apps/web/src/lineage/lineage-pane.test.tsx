import { ApolloProvider } from "@apollo/client/react";
import { MantineProvider } from "@mantine/core";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, test, vi } from "vitest";
import { createClient } from "../api/client.ts";
import { droppableReads } from "../api/droppable-reads.ts";
import { type Services, ServicesProvider } from "../shell/context.tsx";
import { LineagePane } from "./lineage-pane.tsx";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let end = (): void => {};
afterEach(() => {
  end();
  vi.unstubAllGlobals();
});

const fact = (seq: number) => ({
  ...{ seq, type: "mes.operation", source: "/mes", id: `e-${seq}`, event: "{}" },
  ...{ time: "2026-03-02T08:00:00.000Z", receivedAt: "2026-03-02T08:00:00.000Z" },
});
const page = (seq: number, endCursor: string | null) => ({
  totalCount: 2,
  pageInfo: { hasNextPage: endCursor !== null, endCursor },
  nodes: [
    {
      ...{ role: "reported", kind: "PRODUCTION_ORDER", subject: `WO-${seq}`, connector: "mqtt", origin: "EVENT" },
      ...{ fact: fact(seq), message: null, readings: null, ruleSetVersion: 0 },
    },
  ],
});
const rival = {
  ...{ waits: "SO-2/1", kind: "sales-order-line", id: "SO-1/1", operation: null, why: "RANK", at: "P@A", quantity: 4 },
  ...{ from: null, until: null, needAt: null, priority: null, facts: [] },
};
const whole = {
  ...{ value: null, moment: { seq: 9, now: "2026-03-02T08:00:00.000Z" }, isComplete: true, leftOut: [], sources: [] },
  ...{ rules: [], rulesVersion: "1" },
};

/** The pane over a page, with what it says. */
async function pane(from: string) {
  const snapshot = { phase: { kind: "live" }, frozen: false, state: null, clockOffsetMs: 0 };
  const client = createClient(droppableReads());
  const live = { snapshot: () => snapshot, subscribe: () => () => undefined, rendered: () => undefined };
  const services = { client, live } as unknown as Services;
  const root = createRoot(document.body.appendChild(document.createElement("div")));
  const router = createRouter({
    routeTree: createRootRoute({
      component: () => (
        <ApolloProvider client={client}>
          <ServicesProvider services={services}>
            <MantineProvider env="test">
              <LineagePane from={from} />
            </MantineProvider>
          </ServicesProvider>
        </ApolloProvider>
      ),
    }),
    history: createMemoryHistory({ initialEntries: ["/"] }),
  });
  await router.load();
  await act(async () => root.render(<RouterProvider router={router as never} />));
  end = () => act(() => root.unmount());
  const text = (): string => document.body.textContent ?? "";
  const shows = (part: string): Promise<void> =>
    vi.waitFor(async () => {
      await act(async () => {});
      expect(text()).toContain(part);
    });
  const more = (): Promise<void> =>
    act(async () =>
      [...document.querySelectorAll("button")].find(({ textContent }) => textContent === "Show more")?.click(),
    );
  return { text, shows, more };
}

test("who stood before is asked for once, more facts alone after that; a number that may be higher is said as one", async () => {
  const asked: { readonly after: string | null; readonly isFirst: boolean }[] = [];
  vi.stubGlobal("fetch", async (_: string, init: RequestInit): Promise<Response> => {
    const { query, variables } = JSON.parse(String(init.body));
    expect(query).toMatch(/before\(first: 50\) @include\(if: \$isFirst\)/);
    asked.push({ after: variables.after, isFirst: variables.isFirst });
    const first = { ...whole, before: { totalCount: 1_200, isWhole: false, nodes: [rival] }, behind: page(7, "7") };
    return Response.json({ data: { lineage: variables.isFirst ? first : { ...whole, behind: page(8, null) } } });
  });
  const { text, shows, more } = await pane("SALES_ORDER_LINE|SO-2/1|PROJECTED");
  await shows("WO-7");
  expect(text()).toContain("Who stood before at least 1,200");
  expect(text()).toContain("The nearest 1 of at least 1,200.");
  await more();
  await shows("WO-8");
  expect(text()).toContain("WO-7");
  expect(text()).toContain("SO-1/1");
  expect(asked).toEqual([
    { after: null, isFirst: true },
    { after: "7", isFirst: false },
  ]);
});

test("what a figure is made of comes page by page, says how many there are, and each part opens by itself", async () => {
  const part = (n: number) => ({
    ...{ of: "SALES_ORDER_LINE", id: `SO-${n}/1`, figure: "VALUE_AT_RISK", name: `SO-${n}/1 · Brightmart` },
    ...{ value: `{"amount":"${n}00.00","currency":"EUR"}`, weight: null, at: null },
  });
  const parts = (n: number, endCursor: string | null) => ({
    ...{ makeUp: "SUM", unit: "MONEY", total: '{"amount":"300.00","currency":"EUR"}', totalCount: 2, nodes: [part(n)] },
    pageInfo: { hasNextPage: endCursor !== null, endCursor },
  });
  const acts = { totalCount: 0, pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] };
  vi.stubGlobal("fetch", async (_: string, init: RequestInit): Promise<Response> => {
    const { query, variables } = JSON.parse(String(init.body));
    if (query.includes("ReadParts")) return Response.json({ data: { lineage: { parts: parts(1, null) } } });
    expect(variables).toMatchObject({ of: "OVERVIEW", id: "*", isFirst: true });
    const value = '{"amount":"300.00","currency":"EUR"}';
    const before = { totalCount: 0, isWhole: true, nodes: [] };
    const lineage = { ...whole, value, before, parts: parts(2, "1"), acts, behind: page(7, null) };
    return Response.json({ data: { lineage } });
  });
  const { text, shows, more } = await pane("OVERVIEW|*|VALUE_AT_RISK");
  await shows("SO-2/1 · Brightmart");
  expect(text()).toContain("€300.00");
  expect(text()).toContain("2 parts, added up · 1 of 2");
  await more();
  await shows("SO-1/1 · Brightmart");
  const keys = [...document.querySelectorAll("[data-from]")].map((one) => one.getAttribute("data-from"));
  expect(keys).toEqual(["SALES_ORDER_LINE|SO-2/1|VALUE_AT_RISK", "SALES_ORDER_LINE|SO-1/1|VALUE_AT_RISK"]);
  expect(text()).not.toContain("Show more");
});
