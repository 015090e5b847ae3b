import type { DeltaFrame, LiveException } from "@lockstep/protocol/live";
import fc from "fast-check";
import { expect, test } from "vitest";
import { applyFrames, type BoardState, join } from "./frames.ts";

const STATES = ["OPEN", "ACKNOWLEDGED", "SHELVED", "RESOLVED"];

const change = fc.record({
  id: fc.constantFrom("a", "b", "c", "d"),
  state: fc.constantFrom(...STATES),
  removed: fc.boolean(),
});

test("many frames at once say what they say one by one", () => {
  fc.assert(
    fc.property(fc.array(fc.array(change, { maxLength: 5 }), { maxLength: 20 }), (history) => {
      const frames = history.map((changes, index) => frameOf(index, changes));
      const atOnce = applyFrames(EMPTY, frames).state;
      const oneByOne = frames.reduce((state, frame) => applyFrames(state, [frame]).state, EMPTY);
      expect([...atOnce.exceptions].sort()).toEqual([...oneByOne.exceptions].sort());
      expect(atOnce.seq).toBe(oneByOne.seq);
    }),
  );
});

test("any stream with repeats joins to the same, and any stream with a hole is noticed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 30 }), fc.array(fc.nat(29)), fc.nat(29), (length, repeats, hole) => {
      let head = 0;
      const take = (fromSeq: number): string => {
        const stands = join(head, { fromSeq, toSeq: fromSeq + 1 });
        if (stands === "next") head = fromSeq + 1;
        return stands;
      };
      for (let seq = 0; seq < length; seq += 1) {
        expect(take(seq)).toBe("next");
        for (const back of repeats) if (back <= seq) expect(take(back)).toBe("repeated");
      }
      expect(head).toBe(length);
      expect(join(head, { fromSeq: head + 1 + hole, toSeq: head + 2 + hole })).toBe("gap");
    }),
  );
});

test("a row that is sent again as it was is no change, and a settled one leaves", () => {
  const opened = applyFrames(EMPTY, [frameOf(0, [{ id: "a", state: "OPEN", removed: false }])]);
  expect(opened.changed).toEqual(new Set(["a"]));
  const again = applyFrames(opened.state, [frameOf(1, [{ id: "a", state: "OPEN", removed: false }])]);
  expect(again.changed).toEqual(new Set());
  const settled = applyFrames(again.state, [frameOf(2, [{ id: "a", state: "RESOLVED", removed: false }])]);
  expect(settled.changed).toEqual(new Set(["a"]));
  expect(settled.state.exceptions.size).toBe(0);
});

const EMPTY: BoardState = {
  seq: 0,
  now: "",
  exceptions: new Map(),
  lines: new Map(),
  feeds: new Map(),
  presence: new Map(),
};

function frameOf(fromSeq: number, changes: readonly { id: string; state: string; removed: boolean }[]): DeltaFrame {
  return {
    fromSeq,
    toSeq: fromSeq + 1,
    now: "2026-03-02T08:00:00.000Z",
    factAt: null,
    exceptions: changes.filter((one) => !one.removed).map(({ id, state }) => ({ id, state }) as LiveException),
    removedExceptions: changes.filter((one) => one.removed).map((one) => one.id),
    orderLines: [],
    removedOrderLines: [],
    feeds: [],
    presence: [],
  };
}
