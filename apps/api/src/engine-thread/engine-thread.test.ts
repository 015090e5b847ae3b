import { isoOf } from "@lockstep/domain/instant";
import * as t from "@lockstep/domain/testing/events";
import { BEGIN, networkEvents, randomEvent } from "@lockstep/testkit/random-history";
import { describe, expect, test } from "vitest";
import { passedBy } from "../testing/answers-of.ts";
import { engineHere } from "../testing/engine-here.ts";
import { factsOf } from "../testing/facts-of.ts";
import { createEngineHost } from "./engine-host.ts";
import { EngineLost, joined } from "./engine-thread.ts";
import type { Reply, Request } from "./protocol.ts";
import { unpacked } from "./unpacked.ts";

const settings = { mode: "manual", currency: "EUR" } as const;
const facts = factsOf(
  [...networkEvents(), ...Array.from({ length: 60 }, (_, k) => randomEvent(k * 7_919, BEGIN))],
  BEGIN,
);

describe("a pass", () => {
  test("comes to what it comes to at once, with stocking points only where they are wanted", async () => {
    const whole = passedBy(createEngineHost(settings), facts, BEGIN);
    expect(whole.points?.put.length).toBeGreaterThan(0);
    const { thread } = threadOf();
    expect(await thread.pass(facts, { clock: BEGIN, displaces: false, pointsOf: 0 })).toEqual(whole);
    const other = threadOf();
    expect(await other.thread.pass(facts, { clock: BEGIN, displaces: false, pointsOf: null })).toEqual({
      ...whole,
      points: null,
    });
  });

  test("of many lines comes in parts, and is one for who asked", async () => {
    const lines = Array.from({ length: 12_000 }, (_, k) =>
      t.salesLine({ order: `SO-${k}`, item: "F1", site: "A" }, { id: `line-${k}` }),
    );
    const some = factsOf([...networkEvents(), ...lines], BEGIN);
    const { thread } = engineHere(settings);
    const passed = await thread.pass(some, { clock: BEGIN, displaces: false, pointsOf: null });
    expect(passed).toEqual({ ...passedBy(createEngineHost(settings), some, BEGIN), points: null });
    const next = await thread.pass([], { clock: BEGIN, displaces: false, pointsOf: null });
    expect(next.orderLines.put, "what was told is told once").toEqual([]);
  });

  test("fails where the engine is lost before it has come to anything", async () => {
    const { thread, lose } = threadOf();
    const passed = thread.pass(facts, { clock: BEGIN, displaces: false, pointsOf: null });
    lose();
    await expect(passed).rejects.toBeInstanceOf(EngineLost);
  });

  test("that fails is said to, and the next one is told of in full", async () => {
    const { thread, fail } = threadOf();
    fail();
    await expect(thread.pass(facts, { clock: BEGIN, displaces: false, pointsOf: null })).rejects.toThrow("no pass");
    const { points } = await thread.pass(facts, { clock: BEGIN, displaces: false, pointsOf: 0 });
    expect(points?.put.length).toBeGreaterThan(0);
  });
});

test("of stocking points those are told that may not be as they are known, also after everything was built up anew", async () => {
  const host = createEngineHost(settings);
  const told = (pointsOf: number) => {
    const reply = host.answer({ kind: "tell", id: 1, asked: ["points"], rules: [], pointsOf });
    return reply?.kind === "told" ? new Map(reply.told.points?.put) : null;
  };
  passedBy(host, facts.slice(0, -1), BEGIN);
  const all = told(0);
  expect(all?.size).toBeGreaterThan(1);
  expect(told(1)?.size).toBe(0);
  const receipt = factsOf([{ ...t.receipt({ item: "C2", site: "A" }, { id: "late" }), time: isoOf(BEGIN) }], BEGIN);
  passedBy(host, receipt, BEGIN);
  const since = told(1);
  expect([...(since?.keys() ?? [])]).toContain("C2@A");
  expect(since?.size).toBeLessThan(all?.size ?? 0);
  expect(told(2)?.size).toBe(0);
  expect(since?.get("C2@A")).toBe(told(0)?.get("C2@A"));
});

/** An engine at hand; what it comes to is told one turn later. */
function threadOf() {
  const host = createEngineHost(settings);
  let hear: (reply: Reply) => void = () => {};
  let tellLost: (why: Error) => void = () => {};
  let isLost = false;
  let fails = false;
  const say = (reply: Reply): void => {
    if (!isLost) hear(reply);
  };
  const thread = joined({
    post: (request: Request) => {
      if (fails && "id" in request) {
        fails = false;
        say({ kind: "failed", id: request.id, message: "no pass" });
        return;
      }
      const last = host.answer(unpacked(request));
      setImmediate(() => {
        if (last !== null) say(last);
      });
    },
    listen: (onReply, onLost) => {
      hear = onReply;
      tellLost = onLost;
    },
    end: async () => {},
  });
  return {
    thread,
    /** What it is asked next. */
    fail: (): void => {
      fails = true;
    },
    lose: (): void => {
      isLost = true;
      tellLost(new Error("gone"));
    },
  };
}
