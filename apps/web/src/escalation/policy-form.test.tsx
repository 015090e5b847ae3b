import { ApolloClient, ApolloLink, InMemoryCache, Observable } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test, vi } from "vitest";
import "../i18n/detail-texts.ts";
import "../i18n/escalation-texts.ts";
import { type Services, ServicesProvider } from "../shell/context.tsx";
import type { PolicyDraft } from "./policy-draft.ts";
import { PolicyForm } from "./policy-form.tsx";
import { stepsOf } from "./steps.ts";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const draft: PolicyDraft = {
  ...{ site: "A", kind: undefined, severity: "HIGH", clock: "WORKING", settle: "30", lapse: "120" },
  steps: stepsOf([
    { afterMinutes: 0, role: "SUPERVISOR", team: null, person: null, channels: ["IN_APP", "EMAIL"] },
    { afterMinutes: 15, role: "PLANNER", team: null, person: null, channels: ["IN_APP"] },
  ]),
};

const judged = {
  asOf: { seq: 1, now: "2026-03-02T08:00:00.000Z" },
  policyDraft: {
    problem: null,
    steps: [
      {
        ...{ afterMinutes: 0, role: "supervisor", from: null, isReachable: false },
        ...{ reason: "Maria cannot be reached by email", people: [] },
      },
    ],
  },
};

test("a policy is made of kind, severity, clock, steps for roles and people over channels, in an order; the server judges the draft", async () => {
  const put: unknown[] = [];
  const asked: unknown[] = [];
  const link = new ApolloLink(
    ({ operationName, variables }) =>
      new Observable((answer) => {
        (operationName === "PutPolicy" ? put : asked).push(variables["policy"]);
        answer.next({ data: operationName === "PutPolicy" ? { done: { version: 2 } } : judged });
        answer.complete();
      }),
  );
  const client = new ApolloClient({ link, cache: new InMemoryCache() });
  const snapshot = { phase: { kind: "live" }, frozen: false, state: null, liveFromSeq: 0 };
  const live = { snapshot: () => snapshot, subscribe: () => () => undefined, rendered: () => undefined };
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  const onPut = vi.fn();
  const router = createRouter({
    routeTree: createRootRoute({
      component: () => (
        <ApolloProvider client={client}>
          <ServicesProvider services={{ client, live } as unknown as Services}>
            <PolicyForm
              draft={draft}
              site="A"
              callable={{ people: [{ id: "zoe", name: "Zoe" }], teams: ["maintenance"] }}
              onClose={() => undefined}
              onPut={onPut}
            />
          </ServicesProvider>
        </ApolloProvider>
      ),
    }),
    history: createMemoryHistory({ initialEntries: ["/"] }),
  });
  await router.load();
  await act(async () => root.render(<RouterProvider router={router as never} />));
  const named = <E extends HTMLElement>(name: string): E => {
    const found = place.querySelector<E>(`[aria-label="${name}"]`);
    if (found === null) throw new Error(`nothing is called ${name}`);
    return found;
  };
  const choose = (name: string, value: string): void =>
    act(() => {
      named<HTMLSelectElement>(name).value = value;
      named(name).dispatchEvent(new Event("change", { bubbles: true }));
    });
  await vi.waitFor(async () => {
    await act(async () => {});
    expect(named("Whom this would call now").textContent).toContain("Maria cannot be reached by email");
  });
  choose("Kind", "SCRAP");
  choose("Severity", "MEDIUM");
  choose("Clock", "ALWAYS");
  choose("Who is called in step 2", "person:zoe");
  choose("Who is called in step 1", "team:maintenance");
  act(() => named("Step 1: e-mail").click());
  act(() => named("Move step 2 up").click());
  await act(async () => {
    place.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
  });
  const made = {
    ...{ site: "A", kind: "SCRAP", severity: "MEDIUM", clock: "ALWAYS", settleSeconds: 30, lapseMinutes: 120 },
    steps: [
      { afterMinutes: 0, person: "zoe", channels: ["IN_APP"] },
      { afterMinutes: 15, team: "maintenance", channels: ["IN_APP"] },
    ],
  };
  await vi.waitFor(() => expect(onPut).toHaveBeenCalled());
  expect(put).toEqual([made]);
  await vi.waitFor(async () => {
    await act(async () => {});
    expect(asked.at(-1)).toEqual(made);
  });
  act(() => root.unmount());
  place.remove();
});
