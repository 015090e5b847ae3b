import type { LiveException } from "@lockstep/protocol/live";
import { MantineProvider } from "@mantine/core";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, test, vi } from "vitest";
import { createClient } from "../api/client.ts";
import { droppableReads } from "../api/droppable-reads.ts";
import { type Services, ServicesProvider } from "../shell/context.tsx";
import { Many } from "./many.tsx";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

afterEach(() => vi.unstubAllGlobals());

const ROWS = Array.from(
  { length: 1_001 },
  (_, k) => ({ id: `e-${k}`, nextActions: ["ACKNOWLEDGE"] }) as unknown as LiveException,
);

interface Asked {
  readonly variables: { readonly ids: readonly string[]; readonly commandId: string };
}

/** A server that takes every part but the second one, which is lost the first time. */
function server() {
  const parts: Asked["variables"][] = [];
  const answers: (() => void)[] = [];
  const answer = (_: unknown, init: RequestInit): Promise<Response> => {
    const { variables } = JSON.parse(String(init.body)) as Asked;
    parts.push(variables);
    if (parts.length === 2) return Promise.reject(new TypeError("lost"));
    const taken = { many: { done: variables.ids.length, refused: [] } };
    return new Promise((resolve) => answers.push(() => resolve(Response.json({ data: taken }))));
  };
  vi.stubGlobal("fetch", answer);
  return { parts, answer: () => act(() => vi.waitFor(() => (answers.shift() ?? notYet)())) };
}

const notYet = (): never => {
  throw new Error("nothing is asked");
};

async function shown() {
  const snapshot = { phase: { kind: "live" }, frozen: false, state: null, clockOffsetMs: 0 };
  const live = { snapshot: () => snapshot, subscribe: () => () => undefined, rendered: () => undefined };
  const services = { client: createClient(droppableReads()), live } as unknown as Services;
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  const router = createRouter({
    routeTree: createRootRoute({
      component: () => (
        <ServicesProvider services={services}>
          <MantineProvider env="test">
            <Many rows={ROWS} onClose={() => undefined} />
          </MantineProvider>
        </ServicesProvider>
      ),
    }),
    history: createMemoryHistory({ initialEntries: ["/"] }),
  });
  await router.load();
  await act(async () => root.render(<RouterProvider router={router as never} />));
  const text = (): string => document.body.textContent ?? "";
  return {
    text,
    says: (part: string) => act(() => vi.waitFor(() => expect(text()).toContain(part))),
    press: (name: string) =>
      act(async () => {
        [...document.querySelectorAll("button")].find(({ textContent }) => textContent === name)?.click();
      }),
    leave: () => {
      act(() => root.unmount());
      place.remove();
    },
  };
}

test("what failed halfway is sent again at once, and cannot be taken back any more", async () => {
  const { parts, answer } = server();
  const page = await shown();
  await page.press("Acknowledge: 1,001 exceptions");
  expect(page.text()).toContain("Nothing is sent yet");
  await page.press("Send now");
  expect(page.text()).toContain("being sent");
  await answer();
  await page.says("The server did not answer; some may be done");
  await page.press("Try again");
  expect(page.text()).toContain("1,001 exceptions are being sent");
  expect(page.text()).not.toContain("Undo");
  await answer();
  await answer();
  await page.says("1001 done");
  expect(parts.map(({ ids }) => ids.length)).toEqual([1_000, 1, 1_000, 1]);
  expect(parts.slice(2)).toEqual(parts.slice(0, 2));
  page.leave();
});
