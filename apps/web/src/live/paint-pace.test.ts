import type { LiveException } from "@lockstep/protocol/live";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BoardState } from "./frames.ts";
import { bringsNews, createPaintPace } from "./paint-pace.ts";

/** Plays frames that come at those moments, and says when the page was drawn, and how long each frame waited. */
function play(frames: readonly { readonly at: number; readonly isNews: boolean }[]) {
  const pace = createPaintPace();
  const paints: number[] = [];
  const waits: { readonly isNews: boolean; readonly ms: number }[] = [];
  let waiting: { readonly at: number; readonly isNews: boolean }[] = [];
  let due = Number.POSITIVE_INFINITY;
  const paint = (): void => {
    paints.push(due);
    pace.painted(due);
    for (const { at, isNews } of waiting) waits.push({ isNews, ms: due - at });
    waiting = [];
    due = Number.POSITIVE_INFINITY;
  };
  for (const frame of frames) {
    while (due <= frame.at) paint();
    waiting.push(frame);
    const hasNews = waiting.some(({ isNews }) => isNews);
    due = Math.min(due, pace.dueAt(frame.at, hasNews));
  }
  if (waiting.length > 0) paint();
  return { paints, waits };
}

describe("the page is drawn", () => {
  test("four times in any second at most, whatever comes, and nothing waits for longer than a second", () => {
    const frames = fc
      .array(fc.record({ after: fc.integer({ min: 0, max: 400 }), isNews: fc.boolean() }), { maxLength: 200 })
      .map((list) => {
        let at = 1_000_000;
        return list.map(({ after, isNews }) => {
          at += after;
          return { at, isNews };
        });
      });
    fc.assert(
      fc.property(frames, (list) => {
        const { paints, waits } = play(list);
        expect(waits).toHaveLength(list.length);
        for (const [k, at] of paints.entries()) {
          const before = paints[k - 4];
          if (before !== undefined) expect(at - before).toBeGreaterThanOrEqual(1_000);
        }
        for (const { ms } of waits) expect(ms).toBeLessThanOrEqual(1_000);
      }),
    );
  });

  test("at once for news, also while something changes all the time", () => {
    const frames = Array.from({ length: 400 }, (_, k) => ({ at: 1_000_000 + k * 30, isNews: k % 45 === 44 }));
    const { paints, waits } = play(frames);
    expect(waits.filter(({ isNews }) => isNews).map(({ ms }) => ms)).toEqual(Array(8).fill(0));
    expect(Math.max(...waits.map(({ ms }) => ms))).toBeLessThanOrEqual(334);
    // Twelve seconds: three a second for what changes, and the news.
    expect(paints.length).toBeGreaterThan(36);
  });

  test("at once after a while in which nothing came", () => {
    const { waits } = play([0, 400, 800, 1_200].map((at) => ({ at: 1_000_000 + at, isNews: false })));
    expect(waits.map(({ ms }) => ms)).toEqual([0, 0, 0, 0]);
  });
});

describe("news", () => {
  const card = (id: string, more: object = {}) =>
    ({ id, severity: "MEDIUM", state: "OPEN", present: true, mergedInto: null, ...more }) as LiveException;
  const before = { exceptions: new Map([card("A"), card("gone", { present: false })].map((row) => [row.id, row])) };
  const isNews = (...exceptions: LiveException[]) => bringsNews({ exceptions }, before as unknown as BoardState);

  test("is a card that was not there, or is graver than it was", () => {
    expect(isNews(card("B"))).toBe(true);
    expect(isNews(card("A", { severity: "HIGH" }))).toBe(true);
    expect(isNews(card("gone"))).toBe(true);
    expect(isNews(card("A"), card("B"))).toBe(true);
  });

  test("is nothing else: other figures, less grave, acknowledged, settled, cleared", () => {
    expect(isNews()).toBe(false);
    expect(isNews(card("A", { valueAtRisk: { amount: "9.00", currency: "EUR" } }))).toBe(false);
    expect(isNews(card("A", { severity: "LOW" }))).toBe(false);
    expect(isNews(card("A", { state: "ACKNOWLEDGED" }))).toBe(false);
    expect(isNews(card("B", { state: "RESOLVED" }))).toBe(false);
    expect(isNews(card("B", { present: false }))).toBe(false);
  });
});
