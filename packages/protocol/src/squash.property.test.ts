import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DeltaFrame, LiveException, LiveFeed, LiveOrderLine, LivePresence } from "./live.ts";
import { squash } from "./squash.ts";

interface State {
  seq: number;
  now: string;
  exceptions: Map<string, unknown>;
  lines: Map<string, unknown>;
  feeds: Map<string, unknown>;
  presence: Map<string, unknown>;
}

function apply(state: State, frame: DeltaFrame): State {
  const put = (map: Map<string, unknown>, rows: readonly { id: string }[], gone: readonly string[]) => {
    const next = new Map(map);
    for (const row of rows) next.set(row.id, row);
    for (const id of gone) next.delete(id);
    return next;
  };
  return {
    seq: frame.toSeq,
    now: frame.now,
    exceptions: put(state.exceptions, frame.exceptions, frame.removedExceptions),
    lines: put(state.lines, frame.orderLines, frame.removedOrderLines),
    feeds: put(state.feeds, frame.feeds, []),
    presence: put(
      state.presence,
      frame.presence.map((person) => ({ ...person, id: person.user })),
      [],
    ),
  };
}

const id = fc.constantFrom("a", "b", "c", "d");
const row = fc.record({ id, value: fc.nat(9) });
const uniqueRows = fc.uniqueArray(row, { selector: (one) => one.id });
const ids = fc.uniqueArray(id);

const steps = fc.array(
  fc.record({
    by: fc.nat(3),
    factAt: fc.option(fc.constantFrom("2026-03-02T08:00:00.000Z", "2026-03-02T09:00:00.000Z")),
    exceptions: uniqueRows,
    removedExceptions: ids,
    orderLines: uniqueRows,
    removedOrderLines: ids,
    feeds: uniqueRows,
    presence: fc.uniqueArray(fc.record({ user: id, looksAt: fc.option(id) }), { selector: (one) => one.user }),
  }),
  { minLength: 1, maxLength: 6 },
);

function framesOf(run: typeof steps extends fc.Arbitrary<infer T> ? T : never): DeltaFrame[] {
  let seq = 10;
  return run.map(({ by, ...frame }, k) => {
    const fromSeq = seq;
    seq += by;
    return {
      ...frame,
      fromSeq,
      toSeq: seq,
      now: `2026-03-02T08:0${k}:00.000Z`,
      exceptions: frame.exceptions as unknown as LiveException[],
      orderLines: frame.orderLines as unknown as LiveOrderLine[],
      feeds: frame.feeds as unknown as LiveFeed[],
      presence: frame.presence as LivePresence[],
    };
  });
}

const before: State = {
  seq: 10,
  now: "",
  exceptions: new Map([["a", "old"]]),
  lines: new Map([["b", "old"]]),
  feeds: new Map(),
  presence: new Map(),
};

describe("several frames as one", () => {
  test("end in the state that they end in one by one", () => {
    fc.assert(
      fc.property(steps, (run) => {
        const frames = framesOf(run);
        const joined = squash(frames);
        if (joined === null) throw new Error("no frame");
        expect(apply(before, joined)).toEqual(frames.reduce(apply, before));
        expect(joined.fromSeq).toBe(10);
      }),
    );
  });

  test("name each element once", () => {
    fc.assert(
      fc.property(steps, (run) => {
        const joined = squash(framesOf(run));
        const named = joined?.exceptions.map((one) => one.id) ?? [];
        expect(new Set(named).size).toBe(named.length);
      }),
    );
  });

  test("are received when the latest of their facts was", () => {
    fc.assert(
      fc.property(steps, (run) => {
        const told = run.flatMap(({ factAt }) => factAt ?? []).sort();
        expect(squash(framesOf(run))?.factAt).toBe(told.at(-1) ?? null);
      }),
    );
  });

  test("are none if there is none", () => {
    expect(squash([])).toBeNull();
  });
});
