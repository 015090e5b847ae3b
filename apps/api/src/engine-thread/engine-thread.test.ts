import { BEGIN, networkEvents, randomEvent } from "@lockstep/testkit/random-history";
import { describe, expect, test } from "vitest";
import { passedBy } from "../testing/answers-of.ts";
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

describe("a pass that is told of in two parts", () => {
  test("comes to what it comes to at once, and its first part is there before the other is made", async () => {
    const whole = passedBy(createEngineHost(settings), facts, BEGIN);
    const told: Reply[] = [];
    const { thread } = threadOf((reply) => told.push(reply));
    const { projected, passed } = await thread.pass(facts, BEGIN);
    expect(told.map(({ kind }) => kind)).toEqual(["projected"]);
    expect(Object.keys(projected)).not.toContain("stockingPoints");
    const both = await passed;
    expect(both.stockingPoints.put.length).toBeGreaterThan(0);
    expect(both).toEqual(whole);
    expect(told.map(({ kind }) => kind)).toEqual(["projected", "points"]);
  });

  test("fails as a whole where the engine is lost before the other part", async () => {
    const { thread, lose } = threadOf(() => {});
    const { passed } = await thread.pass(facts, BEGIN);
    lose();
    await expect(passed).rejects.toBeInstanceOf(EngineLost);
  });

  test("fails at once where it fails itself, and the next one is told of in full", async () => {
    const { thread, fail } = threadOf(() => {});
    fail();
    await expect(thread.pass(facts, BEGIN)).rejects.toThrow("no pass");
    const { passed } = await thread.pass(facts, BEGIN);
    expect((await passed).stockingPoints.put.length).toBeGreaterThan(0);
  });
});

/** An engine at hand; the second part of a pass is told one turn after the first. */
function threadOf(tell: (reply: Reply) => void) {
  const host = createEngineHost(settings);
  let hear: (reply: Reply) => void = () => {};
  let tellLost: (why: Error) => void = () => {};
  let isLost = false;
  let fails = false;
  const say = (reply: Reply): void => {
    if (isLost) return;
    tell(reply);
    hear(reply);
  };
  const thread = joined({
    post: (request: Request) =>
      void unpacked(request).then((read) => {
        if (fails && "id" in read) {
          fails = false;
          say({ kind: "failed", id: read.id, message: "no pass" });
          return;
        }
        const last = host.answer(read, say);
        setImmediate(() => {
          if (last !== null) say(last);
        });
      }),
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
