import type { DeltaFrame, LiveException, WatchAnswer, WatchRequest } from "@lockstep/protocol/live";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { BoardRead, LiveSocket, LiveStore, Refusal } from "./contract.ts";
import type { BoardState } from "./frames.ts";
import { createLiveStore } from "./live-store.ts";

/** The far end of the wire, played by the test. */
class Wire implements LiveSocket {
  connected = true;
  watches: { request: WatchRequest; answer: (answer: WatchAnswer) => void }[] = [];
  toldPainted: (readonly (readonly number[])[])[] = [];
  painted(delaysMs: readonly number[], ofNewsMs: readonly number[]): void {
    this.toldPainted.push([delaysMs, ofNewsMs]);
  }
  serverSeq = 10;
  answersBeats = true;
  frame: (frame: DeltaFrame) => void = () => undefined;
  resync: () => void = () => undefined;
  connect: () => void = () => undefined;
  lost: () => void = () => undefined;
  watch(request: WatchRequest, answer: (answer: WatchAnswer) => void): void {
    this.watches.push({ request, answer });
  }
  /** Answers that lie on a slow line until the test lets them through. */
  heldAnswers: (() => void)[] | null = null;
  beat(answer: (answer: { seq: number; at: string }) => void): void {
    const told = { seq: this.serverSeq, at: new Date().toISOString() };
    if (this.heldAnswers) this.heldAnswers.push(() => answer(told));
    else if (this.answersBeats) answer({ seq: this.serverSeq, at: new Date().toISOString() });
  }
  onFrame(listen: (frame: DeltaFrame) => void): void {
    this.frame = listen;
  }
  onResync(listen: (frame: { seq: number }) => void): void {
    this.resync = () => listen({ seq: this.serverSeq });
  }
  onConnect(listen: () => void): void {
    this.connect = listen;
  }
  onLost(listen: () => void): void {
    this.lost = listen;
  }
  close(): void {}
  send(fromSeq: number, toSeq: number, titles: Record<string, string> = {}): void {
    this.serverSeq = Math.max(this.serverSeq, toSeq);
    this.frame(frameOf(fromSeq, toSeq, titles));
  }
}

let wire: Wire;
let reads: { resolve: (read: BoardRead | Refusal) => void; reject: (error: Error) => void }[];
let store: LiveStore;
let drops: number;
let touchedAt: number;

beforeEach(() => {
  vi.useFakeTimers();
  wire = new Wire();
  reads = [];
  drops = 0;
  touchedAt = 0;
  store = createLiveStore({
    socket: wire,
    read: () => new Promise((resolve, reject) => reads.push({ resolve, reject })),
    dropReads: () => {
      drops += 1;
    },
    afterPaint: (painted) => painted(),
    touchedAt: () => touchedAt,
  });
});

afterEach(() => {
  store.close();
  vi.useRealTimers();
});

async function answerRead(seq: number, titles: Record<string, string> = {}, completeAtSeq = seq): Promise<void> {
  reads.at(-1)?.resolve({ state: stateOf(seq, titles), completeAtSeq, manualClock: false });
  await vi.advanceTimersByTimeAsync(0);
}

function acceptWatch(seq: number): void {
  wire.watches.at(-1)?.answer({ ok: true, seq });
}

async function goLive(titles: Record<string, string> = { a: "one" }): Promise<void> {
  await answerRead(10, titles);
  acceptWatch(10);
}

const phase = () => store.snapshot().phase;
const title = (id: string) => store.snapshot().state?.exceptions.get(id)?.title;

describe("start", () => {
  test("watches from the seq that it has read, and is live once it is accepted and caught up", async () => {
    expect(phase()).toEqual({ kind: "loading" });
    await answerRead(10, { a: "one" });
    expect(wire.watches[0]?.request.since).toBe(10);
    expect(phase().kind).not.toBe("live");
    acceptWatch(12);
    expect(phase().kind).not.toBe("live");
    wire.send(10, 12, { a: "two" });
    expect(phase()).toEqual({ kind: "live" });
    await vi.advanceTimersByTimeAsync(250);
    expect(title("a")).toBe("two");
  });

  test("pages of several moments are live only from the newest of them on", async () => {
    await answerRead(10, { a: "one" }, 13);
    acceptWatch(10);
    expect(phase().kind).not.toBe("live");
    wire.send(10, 13);
    expect(phase().kind).toBe("live");
  });

  test("what was read with the board is as live as the board; what stood there through a silence or a loss may be old", async () => {
    const from = () => store.snapshot().liveFromSeq;
    await answerRead(10, { a: "one" });
    acceptWatch(12);
    wire.send(10, 12);
    expect([phase().kind, from()]).toEqual(["live", 10]);
    wire.answersBeats = false;
    await vi.advanceTimersByTimeAsync(4_000);
    expect(phase().kind).toBe("stale");
    wire.answersBeats = true;
    await vi.advanceTimersByTimeAsync(1_000);
    expect([phase().kind, from()]).toEqual(["live", 12]);
    wire.lost();
    wire.connect();
    await answerRead(15, { a: "two" });
    acceptWatch(16);
    wire.send(15, 16);
    expect([phase().kind, from()]).toEqual(["live", 15]);
  });

  test("a refusal is told, and nothing is tried behind it", async () => {
    reads[0]?.resolve({ code: "FORBIDDEN", message: "Ask for the planner's role." });
    await vi.advanceTimersByTimeAsync(10_000);
    expect(phase()).toEqual({ kind: "refused", code: "FORBIDDEN", message: "Ask for the planner's role." });
    expect(reads).toHaveLength(1);
  });

  test("a failed reading is tried again, later each time", async () => {
    reads[0]?.reject(new Error("no route"));
    await vi.advanceTimersByTimeAsync(0);
    expect(phase()).toEqual({ kind: "stale", why: "lost" });
    await vi.advanceTimersByTimeAsync(500);
    expect(reads).toHaveLength(2);
    await goLive();
    expect(phase().kind).toBe("live");
  });
});

describe("a page that is read before it is connected", () => {
  const opened = (): void => {
    store.close();
    wire = new Wire();
    wire.connected = false;
    reads = [];
    store = createLiveStore({
      ...{ socket: wire, dropReads: () => undefined, afterPaint: (painted) => painted(), touchedAt: () => 0 },
      read: () => new Promise((resolve, reject) => reads.push({ resolve, reject })),
    });
  };
  const connect = (): void => {
    wire.connected = true;
    wire.connect();
  };

  test.each(["before", "after"])("is read once, though the answer comes %s the connection", async (when) => {
    opened();
    if (when === "after") connect();
    await answerRead(10, { a: "one" });
    if (when === "before") connect();
    await vi.advanceTimersByTimeAsync(0);
    acceptWatch(10);
    expect(reads).toHaveLength(1);
    expect(wire.watches.map(({ request }) => request.since)).toEqual([10]);
    expect(phase()).toEqual({ kind: "live" });
  });

  test("is read again where the reading failed, and where the server knows nothing of its moment", async () => {
    opened();
    reads[0]?.reject(new Error("no route"));
    await vi.advanceTimersByTimeAsync(0);
    connect();
    expect(reads).toHaveLength(2);
    await answerRead(10, { a: "one" });
    wire.resync();
    expect(reads).toHaveLength(3);
    expect(phase().kind).not.toBe("live");
  });
});

describe("frames", () => {
  test("are applied in order, and at most four times a second", async () => {
    await goLive();
    await vi.advanceTimersByTimeAsync(300);
    let updates = 0;
    store.subscribe(() => {
      updates += 1;
    });
    for (let n = 0; n < 40; n += 1) {
      wire.send(10 + n, 11 + n, { a: `t${n}` });
      await vi.advanceTimersByTimeAsync(25);
    }
    expect(updates).toBeLessThanOrEqual(5);
    await vi.advanceTimersByTimeAsync(250);
    expect(title("a")).toBe("t39");
    expect(store.snapshot().state?.seq).toBe(50);
  });

  test("that bring a new card are drawn at once, while others come all the time, and four a second in all", async () => {
    await goLive();
    await vi.advanceTimersByTimeAsync(1_000);
    const updates: number[] = [];
    store.subscribe(() => updates.push(Date.now()));
    let shownAfter: number | null = null;
    for (let n = 0; n < 120; n += 1) {
      wire.send(10 + n, 11 + n, n === 70 ? { b: "new" } : { a: `t${n}` });
      await vi.advanceTimersByTimeAsync(1);
      if (n === 70) shownAfter = title("b") === "new" ? 1 : null;
      await vi.advanceTimersByTimeAsync(24);
    }
    expect(shownAfter).toBe(1);
    expect(updates.length).toBeGreaterThan(8);
    for (const [k, at] of updates.entries()) expect(at - (updates[k - 4] ?? -1_000)).toBeGreaterThanOrEqual(1_000);
  });

  test("wait for what somebody has just touched to be drawn, and for a second at most", async () => {
    await goLive();
    await vi.advanceTimersByTimeAsync(300);
    touchedAt = Date.now();
    wire.send(10, 11, { a: "two" });
    await vi.advanceTimersByTimeAsync(190);
    expect(title("a")).toBe("one");
    await vi.advanceTimersByTimeAsync(20);
    expect(title("a")).toBe("two");
    wire.send(11, 12, { a: "three" });
    for (let k = 0; k < 30 && title("a") === "two"; k += 1) {
      touchedAt = Date.now();
      await vi.advanceTimersByTimeAsync(50);
    }
    expect(title("a"), "who types on and on sees it all the same").toBe("three");
    expect(Date.now() - touchedAt).toBeLessThan(100);
  });

  test("a repeated frame changes nothing", async () => {
    await goLive();
    wire.send(10, 11, { a: "two" });
    wire.send(11, 12, { a: "three" });
    wire.send(10, 11, { a: "two" });
    await vi.advanceTimersByTimeAsync(250);
    expect(title("a")).toBe("three");
    expect(phase().kind).toBe("live");
    expect(reads).toHaveLength(1);
  });

  test("time alone moves by frames that stay on their seq", async () => {
    await goLive();
    wire.send(10, 10, { a: "act by has passed" });
    await vi.advanceTimersByTimeAsync(250);
    expect(title("a")).toBe("act by has passed");
  });

  test("a gap is stale at once, is read again, and nothing of the broken stream is shown", async () => {
    await goLive();
    wire.send(11, 12, { a: "from after the gap" });
    expect(phase()).toEqual({ kind: "stale", why: "catching-up" });
    expect(title("a")).toBe("one");
    wire.send(12, 13, { a: "still the broken stream" });
    await answerRead(13, { a: "read again" });
    acceptWatch(13);
    expect(wire.watches.at(-1)?.request.since).toBe(13);
    await vi.advanceTimersByTimeAsync(250);
    expect(phase().kind).toBe("live");
    expect(title("a")).toBe("read again");
  });

  test("resync reads again; an answer to the reading before it is dropped", async () => {
    await goLive();
    wire.resync();
    wire.resync();
    expect(phase()).toEqual({ kind: "stale", why: "catching-up" });
    reads[1]?.resolve({ state: stateOf(11, { a: "older reading" }), completeAtSeq: 11, manualClock: false });
    await vi.advanceTimersByTimeAsync(0);
    expect(title("a")).toBe("one");
    await answerRead(12, { a: "newer reading" });
    acceptWatch(12);
    expect(title("a")).toBe("newer reading");
    expect(phase().kind).toBe("live");
  });
});

describe("losing the server", () => {
  test("a closed connection is stale at once, and the old data stays", async () => {
    await goLive();
    wire.connected = false;
    wire.lost();
    expect(phase()).toEqual({ kind: "stale", why: "lost" });
    expect(title("a")).toBe("one");
  });

  test("silence is stale within three seconds though the connection says nothing", async () => {
    await goLive();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(phase().kind).toBe("live");
    wire.answersBeats = false;
    await vi.advanceTimersByTimeAsync(3_000);
    expect(phase()).toEqual({ kind: "stale", why: "lost" });
    expect(drops).toBe(1);
  });

  test("a watch whose answer is lost is tried again", async () => {
    await answerRead(10, { a: "one" });
    await vi.advanceTimersByTimeAsync(14_000);
    expect(reads).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(reads).toHaveLength(2);
    await answerRead(10, { a: "one" });
    acceptWatch(10);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(phase().kind).toBe("live");
    expect(reads).toHaveLength(2);
  });

  test("when the silence ends and nothing was missed, it is live again", async () => {
    await goLive();
    wire.answersBeats = false;
    await vi.advanceTimersByTimeAsync(4_000);
    wire.answersBeats = true;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(phase().kind).toBe("live");
    expect(reads).toHaveLength(1);
  });

  test("answers and frames that lay on a slow line do not make it live, a fresh answer has it read again", async () => {
    await goLive();
    const held: (() => void)[] = [];
    wire.heldAnswers = held;
    await vi.advanceTimersByTimeAsync(8_000);
    expect(phase()).toEqual({ kind: "stale", why: "lost" });
    for (const answer of held.slice(0, 5)) answer();
    wire.send(10, 11, { a: "late" });
    expect(phase()).toEqual({ kind: "stale", why: "lost" });
    wire.heldAnswers = null;
    wire.serverSeq = 12;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(phase()).toEqual({ kind: "stale", why: "catching-up" });
    await answerRead(12, { a: "now" });
    acceptWatch(12);
    expect(phase().kind).toBe("live");
    expect(title("a")).toBe("now");
  });

  test("frames that flow while nothing answers may all be old: stale", async () => {
    await goLive();
    wire.answersBeats = false;
    for (let seq = 10; seq < 14; seq += 1) {
      wire.send(seq, seq + 1);
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(phase()).toEqual({ kind: "stale", why: "lost" });
  });

  test("when the server is further than its frames have told, it is read again", async () => {
    await goLive();
    wire.serverSeq = 20;
    await vi.advanceTimersByTimeAsync(4_000);
    expect(reads).toHaveLength(2);
    expect(phase()).toEqual({ kind: "stale", why: "catching-up" });
  });

  test("a new connection always reads again: the server may have been another one", async () => {
    await goLive();
    wire.connected = false;
    wire.lost();
    wire.connected = true;
    wire.connect();
    expect(reads).toHaveLength(2);
    expect(phase().kind).toBe("stale");
    await answerRead(3, { a: "restarted" });
    acceptWatch(3);
    expect(phase().kind).toBe("live");
    expect(title("a")).toBe("restarted");
  });
});

test("a frozen page shows its moment until it goes on, and then the newest", async () => {
  await goLive();
  store.setFrozen(true);
  wire.send(10, 11, { a: "two", b: "new" });
  await vi.advanceTimersByTimeAsync(500);
  expect(store.snapshot().frozen).toBe(true);
  expect(title("a")).toBe("one");
  store.setFrozen(false);
  expect(title("a")).toBe("two");
  expect(title("b")).toBe("new");
});

test("the server is told which delays are those of news", async () => {
  await goLive();
  wire.send(10, 11, { a: "two" });
  await vi.advanceTimersByTimeAsync(400);
  store.rendered(store.snapshot().version);
  wire.send(11, 12, { b: "new" });
  await vi.advanceTimersByTimeAsync(0);
  store.rendered(store.snapshot().version);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(wire.toldPainted).toEqual([[[400, 0], [0]]]);
});

test("the delay is measured from the fact's receipt to the paint, of what comes while the page is there", async () => {
  await goLive();
  wire.frame({ ...frameOf(10, 11, { a: "of before" }), factAt: new Date(Date.now() - 60_000).toISOString() });
  await vi.advanceTimersByTimeAsync(300);
  store.rendered(store.snapshot().version);
  await vi.advanceTimersByTimeAsync(1_000);
  expect([title("a"), store.delay(Date.now())]).toEqual(["of before", null]);
  wire.send(11, 12, { a: "two" });
  const before = store.snapshot().version;
  await vi.advanceTimersByTimeAsync(250);
  store.rendered(before);
  expect(store.delay(Date.now()), "published is not yet on the page").toBeNull();
  await vi.advanceTimersByTimeAsync(150);
  store.rendered(store.snapshot().version);
  const figures = store.delay(Date.now());
  expect(figures?.n).toBe(1);
  expect(figures?.p50Ms).toBeGreaterThanOrEqual(150);
  expect(figures?.p50Ms).toBeLessThanOrEqual(400);
  expect(wire.toldPainted).toEqual([]);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(wire.toldPainted).toEqual([[[figures?.p50Ms], []]]);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(wire.toldPainted.length, "what is told is told once").toBe(1);
});

function exceptionOf(id: string, text: string): LiveException {
  return {
    id,
    kind: "SCRAP",
    subject: "WO-1",
    subjectType: "PRODUCTION_ORDER",
    title: text,
    state: "OPEN",
    present: true,
    severity: "HIGH",
    openedAt: "2026-03-02T08:00:00.000Z",
    actBy: null,
    firstImpactAt: null,
    valueAtRisk: { amount: "1.00", currency: "EUR" },
    impacted: [],
    mutedBy: null,
    sites: [],
    resource: null,
    owner: null,
    acknowledgedBy: null,
    acknowledgedAt: null,
    estimate: null,
    estimatedBy: null,
    shelvedUntil: null,
    recurrences: 0,
    revision: 1,
    mergedInto: null,
    mergedCount: 0,
    nextActions: [],
  };
}

function stateOf(seq: number, titles: Record<string, string>): BoardState {
  const exceptions = new Map(Object.entries(titles).map(([id, text]) => [id, exceptionOf(id, text)]));
  return { seq, now: new Date().toISOString(), exceptions, lines: new Map(), feeds: new Map(), presence: new Map() };
}

function frameOf(fromSeq: number, toSeq: number, titles: Record<string, string>): DeltaFrame {
  const now = new Date().toISOString();
  const exceptions = Object.entries(titles).map(([id, text]) => exceptionOf(id, text));
  return {
    fromSeq,
    toSeq,
    now,
    factAt: now,
    exceptions,
    removedExceptions: [],
    orderLines: [],
    removedOrderLines: [],
    feeds: [],
    presence: [],
  };
}
