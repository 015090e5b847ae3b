import { expect, test } from "vitest";
import { startRounds } from "./rounds.ts";

const NEVER_MS = 1_000_000;

/** Rounds that end when they are told to, each with a long pause after it. */
function begin() {
  const stopping = new AbortController();
  const ends: (() => void)[] = [];
  const waiting = new Map<number, () => void>();
  let count = 0;
  const rounds = startRounds(() => {
    count += 1;
    waiting.get(count)?.();
    return new Promise((resolve) => ends.push(() => resolve(NEVER_MS)));
  }, stopping);
  return {
    rounds,
    stopping,
    get count() {
      return count;
    },
    end: () => ends.shift()?.(),
    began: (wanted: number) =>
      new Promise<void>((resolve) => (count >= wanted ? resolve() : waiting.set(wanted, resolve))),
  };
}

test("who is woken in a round begins the next one when it has ended, and who is woken in a pause at once", async () => {
  const some = begin();
  some.rounds.wake();
  some.end();
  await some.began(2);
  some.end();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(some.count).toBe(2);
  some.rounds.wake();
  await some.began(3);
  some.end();
  await some.rounds.stop();
});

test("who is stopped in a pause ends at once, and begins nothing more", async () => {
  const some = begin();
  some.end();
  await new Promise((resolve) => setTimeout(resolve, 20));
  await some.rounds.stop();
  expect([some.count, some.stopping.signal.aborted]).toEqual([1, true]);
});

test("a round that is under way when it is stopped is the last", async () => {
  const some = begin();
  const stopped = some.rounds.stop();
  some.end();
  await stopped;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(some.count).toBe(1);
});
