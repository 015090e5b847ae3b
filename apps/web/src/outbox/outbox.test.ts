import { describe, expect, test } from "vitest";
import type { Refusal } from "../live/contract.ts";
import { createOutbox, type Sent, type Unsent, type Waiting, type WaitingStore } from "./outbox.ts";

const entry = (commandId: string, at: string): Unsent => ({
  kind: "acknowledge",
  commandId,
  exception: `ex-${commandId}`,
  title: "Line 1 is down",
  note: "On it",
  estimate: null,
  at,
});
const UNREACHABLE: Refusal = { code: "UNREACHABLE", message: "gone" };

/** Keeps its entries as long as the test: what the browser's database does for longer. */
function memoryStore(): WaitingStore {
  const entries = new Map<string, Waiting>();
  return {
    all: async () => [...entries.values()],
    put: async (one) => void entries.set(one.commandId, one),
    remove: async (id) => void entries.delete(id),
  };
}

/** A server that takes what `refuse` does not name, and remembers in which order. */
function server() {
  const taken: string[] = [];
  const answers = new Map<string, Refusal>();
  const send = async ({ commandId }: Waiting): Promise<Sent> => {
    const refusal = answers.get(commandId);
    if (refusal !== undefined) return { refusal };
    taken.push(commandId);
    return { meanwhile: [] };
  };
  return { taken, answers, send };
}

describe("the outbox", () => {
  test("sends what waits in the order in which it was decided, once", async () => {
    const { taken, send } = server();
    const outbox = createOutbox({ store: memoryStore(), by: null, send });
    await outbox.add(entry("b", "2026-03-02T11:31:00.000Z"));
    await outbox.add(entry("a", "2026-03-02T11:30:00.000Z"));
    expect(outbox.snapshot().map(({ commandId }) => commandId)).toEqual(["a", "b"]);
    await Promise.all([outbox.flush(), outbox.flush()]);
    await outbox.flush();
    expect(taken).toEqual(["a", "b"]);
    expect(outbox.snapshot()).toEqual([]);
  });

  test("keeps what could not be sent, and what stands behind it, for the next time", async () => {
    const { taken, answers, send } = server();
    answers.set("a", UNREACHABLE);
    const outbox = createOutbox({ store: memoryStore(), by: null, send });
    await outbox.add(entry("a", "2026-03-02T11:30:00.000Z"));
    await outbox.add(entry("b", "2026-03-02T11:31:00.000Z"));
    await outbox.flush();
    expect(taken).toEqual([]);
    answers.clear();
    await outbox.flush();
    expect(taken).toEqual(["a", "b"]);
  });

  test("keeps a refused one with the server's words, tries it no more, and goes on with the others", async () => {
    const { taken, answers, send } = server();
    answers.set("a", { code: "CONFLICT", message: "It is resolved." });
    const outbox = createOutbox({ store: memoryStore(), by: null, send });
    await outbox.add(entry("a", "2026-03-02T11:30:00.000Z"));
    await outbox.add(entry("b", "2026-03-02T11:31:00.000Z"));
    await outbox.flush();
    answers.clear();
    await outbox.flush();
    expect(taken).toEqual(["b"]);
    expect(outbox.snapshot().map(({ refusal }) => refusal)).toEqual(["It is resolved."]);
    await outbox.discard("a");
    expect(outbox.snapshot()).toEqual([]);
  });

  test("keeps one that was taken while somebody else had decided later, with who and when, until it is read", async () => {
    const meanwhile = [{ by: "maria", action: "acknowledged", at: "2026-03-02T09:12:00.000Z" }];
    let sent = 0;
    const send = async (): Promise<Sent> => {
      sent += 1;
      return { meanwhile };
    };
    const store = memoryStore();
    const outbox = createOutbox({ store, by: null, send });
    await outbox.add(entry("a", "2026-03-02T09:05:00.000Z"));
    await outbox.flush();
    await outbox.flush();
    expect([sent, await store.all()]).toEqual([
      1,
      [expect.objectContaining({ commandId: "a", refusal: null, meanwhile })],
    ]);
    await outbox.discard("a");
    expect(outbox.snapshot()).toEqual([]);
  });

  test("outlives the page, and is sent as nobody but who decided", async () => {
    const store = memoryStore();
    const { taken, send } = server();
    await createOutbox({ store, by: "dev:sam:supervisor", send }).add(entry("a", "2026-03-02T11:30:00.000Z"));
    const reloaded = createOutbox({ store, by: "dev:sam:supervisor", send });
    await new Promise<void>((resolve) => void reloaded.subscribe(resolve));
    expect(reloaded.snapshot().map(({ commandId }) => commandId)).toEqual(["a"]);
    await createOutbox({ store, by: "dev:petra:planner", send }).flush();
    expect(taken).toEqual([]);
    await createOutbox({ store, by: "dev:sam:supervisor", send }).flush();
    expect(taken).toEqual(["a"]);
  });
});
