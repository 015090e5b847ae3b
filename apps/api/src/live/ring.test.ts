import { describe, expect, test } from "vitest";
import type { Publication } from "./publication.ts";
import { createRing } from "./ring.ts";

const START = { seq: 10, revision: 1 };
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
  test("before anything is published, only the start is known", () => {
    const ring = ringOf([]);
    expect([ring.revisionOf(9), ring.revisionOf(10), ring.revisionOf(11)]).toEqual([null, 1, null]);
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
  });

  test("many rows count like many publications, but the last one stays", () => {
    const ring = ringOf([publication(2, 10, 11, 600), publication(3, 11, 12, 2_000)]);
    expect(ring.after(1).map(({ revision }) => revision)).toEqual([3]);
  });
});
