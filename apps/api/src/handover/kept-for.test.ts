import { expect, test } from "vitest";
import { createKeptFor } from "./kept-for.ts";

test("of one owner a thing is made once of each key, and of the next one anew", () => {
  const keptFor = createKeptFor<object, number>();
  let times = 0;
  const make = (): number => {
    times += 1;
    return times;
  };
  const [first, second] = [{}, {}];
  const asked = [keptFor(first, "a", make), keptFor(first, "a", make), keptFor(first, "b", make)];
  expect([...asked, keptFor(second, "a", make), keptFor(first, "a", make)]).toEqual([1, 1, 2, 3, 1]);
});
