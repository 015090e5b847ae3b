import { gql, type TypedDocumentNode } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, expect, test, vi } from "vitest";
import type { AsOf } from "../api/answers.ts";
import { createClient } from "../api/client.ts";
import { droppableReads } from "../api/droppable-reads.ts";
import { type Services, ServicesContext } from "../shell/context.tsx";
import { useLiveQuery } from "./use-live-query.ts";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const DEAR: TypedDocumentNode<{ readonly asOf: AsOf }, Record<string, never>> = gql`
  query Dear { asOf { seq now } }
`;

let end = (): void => {};
afterEach(() => {
  end();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** How often it was asked after steps of the board, one each second; the first change is read at once. */
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
    return Response.json({ data: { asOf: { seq: answered, now: "2026-03-02T08:00:00.000Z" } } });
  });
  const at = (seq: number) => ({
    ...{ phase: { kind: "live" }, frozen: false, clockOffsetMs: 0, liveFromSeq: 0 },
    state: { seq, now: "2026-03-02T08:00:00.000Z" },
  });
  let snapshot = at(1);
  let changed = (): void => {};
  const subscribe = (listener: () => void) => {
    changed = listener;
    return () => undefined;
  };
  const client = createClient(droppableReads());
  const services = { client, live: { snapshot: () => snapshot, subscribe } } as unknown as Services;
  function Asking() {
    useLiveQuery(DEAR, {}, everyMs);
    return null;
  }
  const root = createRoot(document.createElement("div"));
  await act(async () =>
    root.render(
      <ApolloProvider client={client}>
        <ServicesContext value={services}>
          <Asking />
        </ServicesContext>
      </ApolloProvider>,
    ),
  );
  end = () => act(() => root.unmount());
  for (let step = 1; step <= steps; step += 1)
    await act(async () => {
      snapshot = at(step + 1);
      changed();
      await vi.advanceTimersByTimeAsync(1_000);
    });
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
