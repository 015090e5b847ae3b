import { gql, type TypedDocumentNode } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, test, vi } from "vitest";
import type { AsOf } from "../api/answers.ts";
import { createClient } from "../api/client.ts";
import { droppableReads } from "../api/droppable-reads.ts";
import { type Services, ServicesProvider } from "../shell/context.tsx";
import { useLiveQuery } from "./use-live-query.ts";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const DEAR: TypedDocumentNode<{ readonly asOf: AsOf }, { readonly site: string }> = gql`
  query Dear($site: ID) { asOf { seq now } overview(site: $site) { openOrderLines } }
`;

let end = (): void => {};
afterEach(() => {
  end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A page that asks of A, while the board moves on by one step each second. */
async function opened(everyMs?: number) {
  const at = (seq: number) => ({
    ...{ phase: { kind: "live" }, frozen: false, clockOffsetMs: 0, liveFromSeq: 0 },
    state: { seq, now: "2026-03-02T08:00:00.000Z" },
  });
  let snapshot = at(1);
  const listening = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listening.add(listener);
    return () => listening.delete(listener);
  };
  const client = createClient(droppableReads());
  const services = {
    client,
    live: { snapshot: () => snapshot, subscribe, rendered: () => undefined },
  } as unknown as Services;
  function Asking({ site }: { readonly site: string }) {
    useLiveQuery(DEAR, { site }, everyMs);
    return null;
  }
  const root = createRoot(document.createElement("div"));
  const ask = async (site: string): Promise<void> => {
    await act(async () =>
      root.render(
        <ApolloProvider client={client}>
          <ServicesProvider services={services}>
            <Asking site={site} />
          </ServicesProvider>
        </ApolloProvider>,
      ),
    );
    // It asks when what is there has been drawn.
    await act(() => vi.advanceTimersByTimeAsync(0));
  };
  await ask("A");
  end = () => act(() => root.unmount());
  const step = async (): Promise<void> => {
    snapshot = at(snapshot.state.seq + 1);
    await act(async () => {
      for (const listen of listening) listen();
    });
    await act(() => vi.advanceTimersByTimeAsync(1_000));
  };
  return { ask, step };
}

const answer = (seq: number): Response =>
  Response.json({ data: { asOf: { seq, now: "2026-03-02T08:00:00.000Z" }, overview: { openOrderLines: 0 } } });

/** How often it was asked after steps of the board; the first change is read at once. */
async function asked(steps: number, everyMs?: number, { takesMs = 0, seq: answered = 0 } = {}): Promise<number> {
  vi.useFakeTimers();
  let times = 0;
  let under = 0;
  vi.stubGlobal("fetch", async () => {
    times += 1;
    under += 1;
    expect(under, "one after the other").toBe(1);
    await new Promise((resolve) => setTimeout(resolve, takesMs));
    under -= 1;
    return answer(answered);
  });
  const page = await opened(everyMs);
  for (let k = 0; k < steps; k += 1) await page.step();
  return times;
}

test("what changes each second is read each second", async () => {
  expect(await asked(5)).toBeGreaterThanOrEqual(5);
});

test("a dear question is read for the first change, and then as seldom as it says", async () => {
  expect(await asked(5, 60_000)).toBe(2);
  end();
  expect(await asked(70, 60_000)).toBe(3);
});

test("what is slow to read is read one after the other, with as long a pause as it took", async () => {
  // From 0 to 3 s the first, then at once what has changed: from 3 s to 6 s, from 9 s to 12 s, from 15 s.
  expect(await asked(16, undefined, { takesMs: 3_000 })).toBe(4);
});

test("what was read of a later moment is not read again for an earlier one", async () => {
  expect(await asked(5, undefined, { seq: 100 })).toBe(1);
});

test("another question is read on, whatever becomes of the reading of the one before", async () => {
  vi.useFakeTimers();
  const read: string[] = [];
  vi.stubGlobal("fetch", (_: string, init: { readonly body: string }) => {
    const { site } = (JSON.parse(init.body) as { readonly variables: { readonly site: string } }).variables;
    read.push(site);
    // What is read of A for the second time is never answered.
    if (site === "A" && read.length > 1) return new Promise(() => undefined);
    return Promise.resolve(answer(0));
  });
  const page = await opened();
  await page.step();
  expect(read).toEqual(["A", "A"]);
  await page.ask("B");
  for (let k = 0; k < 4; k += 1) await page.step();
  expect(read.filter((site) => site === "B").length).toBeGreaterThanOrEqual(4);
});
