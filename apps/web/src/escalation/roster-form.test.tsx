import { ApolloClient, ApolloLink, InMemoryCache, Observable } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import type { Roster } from "@lockstep/protocol/generated/schema";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import "../i18n/escalation-texts.ts";
import { RosterForm } from "./roster-form.tsx";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const personOf = (id: string) => ({ id, name: id, email: "x", webhook: null, quietFrom: null, quietTo: null });
const roster = {
  ...{ version: 1, site: "A", timeZone: "UTC", people: [personOf("ann"), personOf("ben")] },
  ...{ duties: [], standIns: [], holidays: [] },
} as unknown as Roster;

test("what the server found in one row does not stand at the one that takes its place", async () => {
  const refused = { message: "no address", extensions: { code: "INVALID", field: "people.0.email" } };
  const link = new ApolloLink(
    () =>
      new Observable((answer) => {
        answer.next({ errors: [refused] });
        answer.complete();
      }),
  );
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const place = document.createElement("div");
  const root = createRoot(place);
  const router = createRouter({
    routeTree: createRootRoute({
      component: () => (
        <ApolloProvider client={client}>
          <RosterForm site="A" roster={roster} onClose={() => undefined} onPut={() => undefined} />
        </ApolloProvider>
      ),
    }),
    history: createMemoryHistory({ initialEntries: ["/"] }),
  });
  await router.load();
  await act(async () => root.render(<RouterProvider router={router as never} />));
  const wrong = (): number => place.querySelectorAll('[aria-invalid="true"]').length;
  await act(async () => {
    place.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
    await new Promise((resolve) => setTimeout(resolve, 5));
  });
  expect(wrong()).toBe(1);
  await act(async () => place.querySelector<HTMLElement>('.ro-row [aria-label*="ann"]')?.click());
  expect(place.querySelectorAll(".ro-row")).toHaveLength(1);
  expect(wrong()).toBe(0);
  expect(place.textContent).not.toContain("no address");
  act(() => root.unmount());
});
