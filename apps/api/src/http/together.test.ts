import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { together } from "./together.ts";

const patient = { pauseMs: 60_000, mostMs: 60_000, most: 1_000 };

async function* groups(...all: readonly (number[] | Promise<number[]>)[]): AsyncIterable<number[]> {
  for (const one of all) yield await one;
}

async function all(from: AsyncIterable<readonly number[]>): Promise<(readonly number[])[]> {
  const found: (readonly number[])[] = [];
  for await (const one of from) found.push(one);
  return found;
}

test("what comes one right after the other is one group", async () => {
  expect(await all(together(groups([1], [2, 3], [4]), patient))).toEqual([[1, 2, 3, 4]]);
  expect(await all(together(groups(), patient))).toEqual([]);
});

test("a group to which so many belong already is added to no more", async () => {
  expect(await all(together(groups([1], [2, 3], [4], [5]), { ...patient, most: 3 }))).toEqual([
    [1, 2, 3],
    [4, 5],
  ]);
});

test("nothing is kept back while nothing comes, nor for longer than told while more comes", async () => {
  let goOn: (group: number[]) => void = () => {};
  const later = new Promise<number[]>((resolve) => {
    goOn = resolve;
  });
  const from = together(groups([1], later), { ...patient, pauseMs: 5 })[Symbol.asyncIterator]();
  expect((await from.next()).value).toEqual([1]);
  goOn([2]);
  expect((await from.next()).value).toEqual([2]);
  expect((await from.next()).done).toBe(true);

  async function* endless(): AsyncIterable<number[]> {
    for (let k = 0; ; k += 1) {
      await sleep(2);
      yield [k];
    }
  }
  const first = await together(endless(), { ...patient, mostMs: 40 })
    [Symbol.asyncIterator]()
    .next();
  expect(first.value?.[0]).toBe(0);
});

test("what fails fails after what came before it, and nobody is told of what nobody waits for", async () => {
  const fails = groups([1], [2], Promise.reject(new Error("it is gone")));
  const from = together(fails, patient)[Symbol.asyncIterator]();
  expect((await from.next()).value).toEqual([1, 2]);
  await expect(from.next()).rejects.toThrow("it is gone");

  const never = new Promise<number[]>(() => {});
  for await (const group of together(groups([1], never), { ...patient, pauseMs: 5 })) {
    expect(group).toEqual([1]);
    break;
  }
});
