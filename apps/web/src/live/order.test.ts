import { expect, test } from "vitest";
import { nextShown } from "./order.ts";

const first = nextShown(null, { group: "g", ids: ["a", "b", "c"] }, true);

test("the first list is shown as it is, frozen or not", () => {
  expect(first).toEqual({ group: "g", ids: ["a", "b", "c"], fresh: 0, moved: false });
});

test("while frozen nothing moves: what comes waits, what goes stays in its place", () => {
  const next = nextShown(first, { group: "g", ids: ["new", "c", "a", "newer"] }, true);
  expect(next.ids).toEqual(["a", "b", "c"]);
  expect(next.fresh).toBe(2);
  expect(next.moved).toBe(true);
});

test("what has only gone is no new order", () => {
  expect(nextShown(first, { group: "g", ids: ["a", "c"] }, true).moved).toBe(false);
});

test("let go, the wanted order is shown and nothing waits", () => {
  const frozen = nextShown(first, { group: "g", ids: ["new", "a"] }, true);
  expect(nextShown(frozen, { group: "g", ids: ["new", "a"] }, false)).toEqual({
    group: "g",
    ids: ["new", "a"],
    fresh: 0,
    moved: false,
  });
});

test("another filter is another list, frozen or not", () => {
  expect(nextShown(first, { group: "h", ids: ["z"] }, true).ids).toEqual(["z"]);
});

test("an empty list is never frozen: the first exception shows itself", () => {
  const empty = nextShown(null, { group: "g", ids: [] }, true);
  expect(nextShown(empty, { group: "g", ids: ["a"] }, true).ids).toEqual(["a"]);
});
