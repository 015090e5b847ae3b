import { describe, expect, test } from "vitest";
import type { Publication } from "./publication.ts";
import { createRing } from "./ring.ts";

const START = { seq: 10, revision: 1, whole: null };
const ROOMY = { publications: 100, rows: 1_000 };

function publication(revision: number, fromSeq: number, toSeq: number, rows = 0): Publication {
  const orderLines = Array.from({ length: rows }, (_, k) => ({ id: `L-${k}`, before: null, after: null }));
  return { revision, fromSeq, toSeq, now: 0, factAt: null, exceptions: [], orderLines, feeds: [] };
}

function ringOf(publications: readonly Publication[], limits = ROOMY) {
  const ring = createRing(START, limits);
  for (const one of publications) ring.push(one);
  return ring;
}

describe("where a reader of a position goes on", () => {
  test("after a restart nobody knows how much of the start they have seen, but who has read since they were told to", () => {
    const ring = ringOf([]);
    expect([ring.revisionOf(9), ring.revisionOf(10), ring.revisionOf(11)]).toEqual([null, null, null]);
    expect([ring.revisionOf(9, 1), ring.revisionOf(10, 1), ring.revisionOf(10, 0)]).toEqual([null, 1, null]);
  });

  test("of a log without facts the start is known to all", () => {
    const ring = createRing({ seq: 0, revision: 1, whole: null }, ROOMY);
    expect([ring.revisionOf(0), ring.revisionOf(1)]).toEqual([1, null]);
  });

  test("where all of the start is little, whoever has read as far as that is told all of it", () => {
    const whole = publication(1, 10, 10, 3);
    const ring = createRing({ seq: 10, revision: 1, whole }, ROOMY);
    ring.push(publication(2, 10, 10, 1));
    expect([ring.revisionOf(9), ring.revisionOf(10)]).toEqual([null, 0]);
    expect(ring.after(0).map(({ orderLines }) => orderLines.length)).toEqual([3, 1]);
    expect(ring.seqAt(0)).toBe(10);
  });

  test("a state that was published several times counts from the first: what came after may be new", () => {
    const ring = ringOf([publication(2, 10, 12), publication(3, 12, 12), publication(4, 12, 15)]);
    expect(ring.revisionOf(12)).toBe(2);
    expect(ring.after(2).map(({ revision }) => revision)).toEqual([3, 4]);
  });

  test("between two states, from the one before", () => {
    const ring = ringOf([publication(2, 10, 12), publication(3, 12, 15)]);
    expect(ring.revisionOf(13)).toBe(2);
    expect(ring.seqAt(2)).toBe(12);
  });
});

describe("forgetting", () => {
  test("the oldest go first, and who read as far as these has to read again", () => {
    const ring = ringOf([publication(2, 10, 12), publication(3, 12, 14), publication(4, 14, 16)], {
      ...ROOMY,
      publications: 2,
    });
    expect([ring.revisionOf(10), ring.revisionOf(11), ring.revisionOf(12), ring.revisionOf(14)]).toEqual([
      null,
      null,
      2,
      3,
    ]);
  });

  test("a position of which the first state is forgotten is forgotten, too", () => {
    const ring = ringOf([publication(2, 10, 12), publication(3, 12, 12), publication(4, 12, 13)], {
      ...ROOMY,
      publications: 1,
    });
    expect([ring.revisionOf(12), ring.revisionOf(13)]).toEqual([null, 4]);
    // Time alone has changed so much that what it began with is forgotten: who reads again may go on from there.
    expect([ring.revisionOf(12, 2), ring.revisionOf(12, 3), ring.revisionOf(13, 3)]).toEqual([null, 3, 4]);
  });

  test("many rows count like many publications, but the last one stays", () => {
    const ring = ringOf([publication(2, 10, 11, 600), publication(3, 11, 12, 2_000)]);
    expect(ring.after(1).map(({ revision }) => revision)).toEqual([3]);
  });
});
