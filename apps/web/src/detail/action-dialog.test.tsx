import { ApolloProvider } from "@apollo/client/react";
import type { LiveException } from "@lockstep/protocol/live";
import { MantineProvider } from "@mantine/core";
import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, test, vi } from "vitest";
import { createClient } from "../api/client.ts";
import { droppableReads } from "../api/droppable-reads.ts";
import "../i18n/detail-texts.ts";
import type { Unsent } from "../outbox/outbox.ts";
import { ActingContext, type Action } from "../shell/acting.ts";
import { type Services, ServicesProvider } from "../shell/context.tsx";
import { ActionDialog } from "./action-dialog.tsx";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let end = (): void => {};
afterEach(() => {
  end();
  vi.unstubAllGlobals();
});

const row = { id: "ex-1", title: "Line 1 is down", subjectType: "RESOURCE", sites: [] } as unknown as LiveException;

interface Asked {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

interface Around {
  /** Null: it is lost. */
  readonly answers: readonly (object | null)[];
  readonly isLive?: boolean;
  /** What the server names each picture by, one after the other; lost where there are no more. */
  readonly photos?: readonly string[];
}

async function dialog(action: Action, { answers, isLive = true, photos = [] }: Around) {
  const pictures = [...photos];
  const sent: Asked["variables"][] = [];
  vi.stubGlobal("fetch", async (address: string, init: RequestInit): Promise<Response> => {
    if (address === "/photos") {
      const photo = pictures.shift();
      if (photo === undefined) throw new TypeError("lost");
      return Response.json({ photo });
    }
    const { query, variables } = JSON.parse(String(init.body)) as Asked;
    if (query.includes("ReadRevision")) return Response.json({ data: { exception: { id: "ex-1", revision: 4 } } });
    if (!query.startsWith("mutation")) return Response.json({ data: null });
    sent.push(variables);
    const answer = answers[sent.length - 1];
    if (answer === null) throw new TypeError("lost");
    return Response.json(answer);
  });
  const kept: Unsent[] = [];
  const typing: (string | null)[] = [];
  const snapshot = { phase: { kind: isLive ? "live" : "stale" }, frozen: false, state: null, clockOffsetMs: 0 };
  const live = { snapshot: () => snapshot, subscribe: () => () => undefined, rendered: () => undefined };
  const client = createClient(droppableReads());
  const outbox = { add: async (entry: Unsent) => void kept.push(entry) };
  const services = { client, live, outbox, typing: (on: string | null) => typing.push(on) } as unknown as Services;
  const acting = {
    start: () => {},
    startMany: () => {},
    isManyOpen: false,
    sending: new Set<string>(),
    setSending: () => {},
  };
  const onClose = vi.fn();
  const place = document.body.appendChild(document.createElement("div"));
  const root = createRoot(place);
  const router = createRouter({
    routeTree: createRootRoute({
      component: () => (
        <ApolloProvider client={client}>
          <ServicesProvider services={services}>
            <ActingContext value={acting}>
              <MantineProvider env="test">
                <ActionDialog action={action} row={row} onClose={onClose} />
              </MantineProvider>
            </ActingContext>
          </ServicesProvider>
        </ApolloProvider>
      ),
    }),
    history: createMemoryHistory({ initialEntries: ["/"] }),
  });
  await router.load();
  await act(async () => root.render(<RouterProvider router={router as never} />));
  end = () => {
    act(() => root.unmount());
    place.remove();
  };
  // Kept, it stays busy: it is closed.
  const isDone = (): Promise<void> =>
    vi.waitFor(async () => {
      await act(async () => {});
      const isBusy = document.querySelector("form")?.getAttribute("aria-busy") === "true";
      expect(isBusy && onClose.mock.calls.length === 0).toBe(false);
    });
  const area = (): HTMLTextAreaElement | null => document.querySelector("textarea[name=note]");
  return {
    sent,
    kept,
    typing,
    onClose,
    area,
    text: () => document.body.textContent ?? "",
    write: (said: string) =>
      act(async () => {
        Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value")?.set?.call(area(), said);
        area()?.dispatchEvent(new Event("input", { bubbles: true }));
      }),
    choose: (photo: File) =>
      act(async () => {
        const input = document.querySelector<HTMLInputElement>("input[name=photo]");
        Object.defineProperty(input, "files", { value: [photo], configurable: true });
        input?.dispatchEvent(new Event("change", { bubbles: true }));
      }),
    submit: async () => {
      await act(async () => {
        document.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
      });
      await isDone();
    },
    press: async (name: string) => {
      await act(async () => {
        [...document.querySelectorAll("button")].find(({ textContent }) => textContent === name)?.click();
      });
      await isDone();
    },
  };
}

test("who was slower sees what the other has written beside their own, and sends it all the same", async () => {
  const entries = [{ seq: 5, at: "2026-03-02T08:00:00.000Z", by: "ben", action: "commented", note: "belt ordered" }];
  const theirs = { revision: 5, entries };
  const refused = { data: null, errors: [{ message: "ben was faster", extensions: { code: "CONFLICT", theirs } }] };
  const shown = await dialog("COMMENT", { answers: [refused, { data: { settled: null } }] });
  await shown.write("belt borrowed");
  expect(shown.typing).toEqual(["ex-1"]);
  await shown.submit();
  expect(shown.sent[0]).toMatchObject({ text: "belt borrowed", expectedRevision: 4 });
  expect(shown.text()).toContain("belt ordered");
  expect(shown.area()?.value).toBe("belt borrowed");
  expect(shown.onClose).not.toHaveBeenCalled();
  await shown.press("Send mine, too");
  expect(shown.sent[1]).toMatchObject({ text: "belt borrowed", expectedRevision: 5 });
  expect(shown.onClose).toHaveBeenCalledOnce();
});

test("an acknowledgement with a photo waits whole where the server cannot be reached, whether that was known or not", async () => {
  const photo = new File([new Uint8Array([0xff, 0xd8])], "belt.jpg", { type: "image/jpeg" });
  for (const isLive of [false, true]) {
    const shown = await dialog("ACKNOWLEDGE", { answers: [], isLive });
    await shown.write("belt");
    await shown.choose(photo);
    await shown.submit();
    expect(shown.sent).toEqual([]);
    expect(shown.kept).toMatchObject([{ kind: "acknowledge", exception: "ex-1", note: "belt" }]);
    expect(shown.kept[0]).toHaveProperty("photo", photo);
    expect(shown.onClose).toHaveBeenCalledOnce();
    end();
    end = () => {};
  }
});

test("another photo is another command; the same one sent again is the same", async () => {
  const [belt, motor] = ["belt.jpg", "motor.jpg"].map((name) => new File(["x"], name, { type: "image/jpeg" }));
  const answers = [null, null, { data: { settled: null } }];
  const shown = await dialog("COMMENT", { answers, photos: ["belt", "belt", "motor"] });
  await shown.write("worn");
  await shown.choose(belt as File);
  await shown.submit();
  await shown.submit();
  await shown.choose(motor as File);
  await shown.submit();
  expect(shown.sent).toMatchObject([{ photos: ["belt"] }, { photos: ["belt"] }, { photos: ["motor"] }]);
  const [first, again, other] = shown.sent.map(({ commandId }) => commandId);
  expect(again).toBe(first);
  expect(other).not.toBe(first);
  expect(shown.onClose).toHaveBeenCalledOnce();
});
