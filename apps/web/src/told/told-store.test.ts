import { expect, test, vi } from "vitest";
import { createToldStore, type Message } from "./told-store.ts";

const message = (id: string, at: string): Message => ({ id, at, title: id, severity: "HIGH", exception: "E-1" });

test("what came before the page is counted, what comes while it is open is news, and reading is none; many words are one question", async () => {
  vi.useFakeTimers();
  try {
    const first = message("a", "2026-03-02T06:00:00.000Z");
    const second = message("b", "2026-03-02T06:05:00.000Z");
    let unread = { unread: 1, nodes: [first] };
    let asked = 0;
    let tell = (): void => undefined;
    const query = async (): Promise<unknown> => {
      asked += 1;
      return { data: { asOf: { seq: 1, now: "" }, notifications: unread } };
    };
    const store = createToldStore({
      client: { query } as unknown as Parameters<typeof createToldStore>[0]["client"],
      drawn: Promise.resolve(),
      onTold: (listen) => {
        tell = listen;
      },
    });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(store.snapshot()).toEqual({ unread: 1, news: null });
    unread = { unread: 2, nodes: [second] };
    for (let k = 0; k < 50; k += 1) tell();
    await vi.advanceTimersByTimeAsync(1_000);
    expect([store.snapshot(), asked]).toEqual([{ unread: 2, news: second }, 2]);
    unread = { unread: 1, nodes: [first] };
    tell();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(store.snapshot()).toEqual({ unread: 1, news: second });
    unread = { unread: 0, nodes: [] };
    tell();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(store.snapshot()).toEqual({ unread: 0, news: second });
  } finally {
    vi.useRealTimers();
  }
});
