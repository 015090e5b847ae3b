import { ApolloProvider } from "@apollo/client/react";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, test, vi } from "vitest";
import { createClient } from "../api/client.ts";
import { droppableReads } from "../api/droppable-reads.ts";
import "../i18n/line-texts.ts";
import { type Services, ServicesProvider } from "../shell/context.tsx";
import { viewOf } from "../shell/view.ts";
import { MergedAway } from "./merged-away.tsx";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let end = (): void => {};
afterEach(() => {
  end();
  vi.unstubAllGlobals();
});

const card = (id: string, mergedInto: string) => ({
  ...{ id, title: `Card ${id}`, severity: "HIGH", mergedInto, valueAtRisk: { amount: "12.00", currency: "EUR" } },
});

test("a card that was merged into another line's is told with where it went; one under a card of this line is in that card", async () => {
  const asked: unknown[] = [];
  vi.stubGlobal("fetch", async (_: string, init: RequestInit): Promise<Response> => {
    const { query, variables } = JSON.parse(String(init.body));
    expect(query).toContain("states: [MERGED], resources: [$line], present: true");
    asked.push(variables);
    const nodes = [card("ex-1", "ex-there"), card("ex-2", "ex-here"), card("ex-3", "ex-unseen")];
    const asOf = { seq: 1, now: "2026-03-02T08:00:00.000Z" };
    return Response.json({ data: { asOf, exceptions: { totalCount: 3, nodes } } });
  });
  const exceptions = new Map([
    ["ex-there", { title: "Line 2 is down", resource: "LINE-2" }],
    ["ex-here", { title: "Line 1 is down", resource: "LINE-1" }],
  ]);
  const state = { seq: 1, now: "2026-03-02T08:00:00.000Z", exceptions };
  const snapshot = { phase: { kind: "live" }, frozen: false, state, clockOffsetMs: 0, liveFromSeq: 0 };
  const client = createClient(droppableReads());
  const live = { snapshot: () => snapshot, subscribe: () => () => undefined, rendered: () => undefined };
  const router = createRouter({
    routeTree: createRootRoute({
      validateSearch: viewOf,
      component: () => (
        <ApolloProvider client={client}>
          <ServicesProvider services={{ client, live } as unknown as Services}>
            <MergedAway line="LINE-1" />
          </ServicesProvider>
        </ApolloProvider>
      ),
    }),
    history: createMemoryHistory({ initialEntries: ["/"] }),
  });
  await router.load();
  const place = document.createElement("div");
  const root = createRoot(place);
  await act(async () => root.render(<RouterProvider router={router as never} />));
  end = () => act(() => root.unmount());
  await vi.waitFor(async () => {
    await act(async () => {});
    expect(place.textContent).toContain("2 more were merged into other cards");
  });
  expect(asked).toEqual([{ line: "LINE-1" }]);
  const links = [...place.querySelectorAll("a")].map((link) => [link.textContent, link.getAttribute("href")]);
  expect(links).toEqual([
    ["Line 2 is down", expect.stringContaining("at=ex-there")],
    ["a card of another plant", expect.stringContaining("at=ex-unseen")],
  ]);
  expect(place.textContent).not.toContain("Card ex-2");
});
