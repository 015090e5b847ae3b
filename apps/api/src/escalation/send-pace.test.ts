import fc from "fast-check";
import { expect, test } from "vitest";
import { createPaces, roomFor, type SentMessage } from "./send-pace.ts";

const of = (target: string): number => (target === "email" ? 100 : 20);
const waiting = (many: number, deadline: number, target = "webhook") =>
  Array.from({ length: many }, () => ({ target, deadline }));
const sent = (begunAt: number, target = "webhook"): SentMessage => ({ target, begunAt });

test("one at a time, where that is enough", () => {
  expect(roomFor(waiting(50, 1_000), [], { of }, 0)).toBe(1);
  expect(roomFor(waiting(49, 1_000), [sent(0)], { of }, 0)).toBe(0);
});

test("no more at once than have all taken in time", () => {
  expect(roomFor(waiting(51, 1_000), [], { of }, 0)).toBe(2);
  expect(roomFor(waiting(51, 1_000), [sent(0)], { of }, 0)).toBe(1);
  expect(roomFor([...waiting(10, 1_000), ...waiting(10, 1_000, "email")], [], { of }, 0)).toBe(2);
});

test("the first ones may need more than all together", () => {
  expect(roomFor([...waiting(20, 100), ...waiting(10, 5_000)], [], { of }, 0)).toBe(5);
});

test("what is late goes at once", () => {
  expect(roomFor(waiting(2, 1_000), [], { of }, 1_000)).toBe(Number.POSITIVE_INFINITY);
  expect(roomFor(waiting(1, 1_000), [sent(985)], { of }, 990)).toBe(Number.POSITIVE_INFINITY);
});

test("one that hangs holds up nobody", () => {
  expect(roomFor(waiting(1, 3_000), [sent(0)], { of }, 999)).toBe(0);
  expect(roomFor(waiting(1, 3_000), [sent(0)], { of }, 1_000)).toBe(1);
});

test("a target is reckoned to take what the quickest of the last five has taken", () => {
  const paces = createPaces();
  const took = (...times: number[]) => {
    for (const one of times) paces.took("webhook", one);
    return paces.of("webhook");
  };
  // As long as it has just begun, it may be slow because it has.
  expect([paces.of("webhook"), took(200), took(200, 180, 190), took(200)]).toEqual([25, 25, 25, 180]);
  expect([took(10), took(300, 300, 300, 300), took(300), paces.of("email")]).toEqual([10, 10, 300, 25]);
});

/** Sends as the rule says, with messages that take just their pace; when each was taken, and the most at once. */
function sending(many: number, deadline: number, pace: number) {
  const left = waiting(many, deadline);
  const underWay = new Set<SentMessage>();
  const taken: number[] = [];
  let most = 0;
  for (let now = 0; taken.length < many; now += 1) {
    for (const one of underWay)
      if (now - one.begunAt >= pace) {
        underWay.delete(one);
        taken.push(now);
      }
    for (let room = roomFor(left, underWay, { of: () => pace }, now); room > 0 && left.length > 0; room -= 1) {
      left.pop();
      underWay.add(sent(now));
    }
    most = Math.max(most, underWay.size);
  }
  return { last: Math.max(...taken), most };
}

test("all are taken in time, with no more at once than that takes", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 30 }), (many, pace) => {
      const deadline = 1_000;
      const { last, most } = sending(many, deadline, pace);
      expect(last).toBeLessThanOrEqual(deadline);
      expect(most).toBeLessThanOrEqual(Math.ceil((many * pace) / (deadline - pace)) + 1);
      if (many * (pace + 1) <= deadline) expect(most).toBe(1);
    }),
  );
});
