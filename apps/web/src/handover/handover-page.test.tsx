import { ApolloClient, ApolloLink, InMemoryCache } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import type { Handover, HandoverNow } from "@lockstep/protocol/generated/schema";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act, useState } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import { Sheet } from "./handover-page.tsx";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const client = new ApolloClient({ link: ApolloLink.empty(), cache: new InMemoryCache() });
const shift = { from: "2026-03-02T06:00:00Z", to: "2026-03-02T14:00:00Z", people: [] };
const sheet = {
  ...{ shift, next: null, isRostered: true, since: shift.from, until: shift.to },
  ...{ open: [], done: [], stops: [], made: [], due: [] },
} as const;
const now: HandoverNow = { site: "A", resource: null, mayHandOver: true, sheet, signed: null, waiting: null };
const waiting: Handover = {
  ...{ id: "h-1", site: "A", resource: null, shiftFrom: "2026-03-01T22:00:00Z", sheet, cameAfter: [] },
  ...{ at: shift.from, by: "ann", note: "belt 3", accepted: null, lateAfter: shift.to },
  ...{ mayAccept: true, state: "WAITING" as const },
};

test("a note begun for the next handover stays while the one that waits is accepted", async () => {
  let change: (next: HandoverNow) => void = () => undefined;
  const Page = () => {
    const [shown, setShown] = useState<HandoverNow>({ ...now, waiting });
    change = setShown;
    return (
      <ApolloProvider client={client}>
        <Sheet now={shown} asOf={null} onSigned={() => undefined} />
      </ApolloProvider>
    );
  };
  const place = document.createElement("div");
  const root = createRoot(place);
  const router = createRouter({
    routeTree: createRootRoute({ component: Page }),
    history: createMemoryHistory({ initialEntries: ["/"] }),
  });
  await router.load();
  await act(async () => root.render(<RouterProvider router={router as never} />));
  const next = () => place.querySelector("details");
  const area = (): HTMLTextAreaElement | null => place.querySelector("details textarea");
  expect(next()?.open).toBe(false);
  expect(next()?.querySelector("summary")?.hidden).toBe(false);
  act(() => {
    Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(area(), "oil is low");
    area()?.dispatchEvent(new Event("input", { bubbles: true }));
  });
  act(() => change(now));
  expect(area()?.value).toBe("oil is low");
  expect(next()?.open).toBe(true);
  expect(next()?.querySelector("summary")?.hidden).toBe(true);
  act(() => root.unmount());
});
