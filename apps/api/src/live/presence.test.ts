import { expect, test } from "vitest";
import { createPresence } from "./presence.ts";

test("who writes about an exception is told once, until they stop, close the page or leave it", () => {
  const presence = createPresence();
  presence.look("s1", { user: "ann", looksAt: "ex-1" });
  const writing = { user: "ann", looksAt: "ex-1", typesOn: "ex-1" };
  expect(presence.type("s1", "ann", "ex-1")).toEqual([writing]);
  expect(presence.type("s1", "ann", "ex-1"), "the next letter is no news").toEqual([]);
  expect(presence.everyone()).toEqual([writing]);
  expect(presence.look("s1", { user: "ann", looksAt: "ex-2" })).toEqual([{ ...writing, looksAt: "ex-2" }]);
  expect(presence.type("s1", "ann", null)).toEqual([{ user: "ann", looksAt: "ex-2" }]);
  expect(presence.type("s1", "ann", null)).toEqual([]);
  presence.type("s1", "ann", "ex-2");
  expect(presence.leave("s1")).toEqual([{ user: "ann", looksAt: null }]);
  expect(presence.everyone()).toEqual([]);
});

test("a person with two pages writes where either of them does", () => {
  const presence = createPresence();
  presence.look("s1", { user: "ann", looksAt: null });
  presence.look("s2", { user: "ann", looksAt: "ex-1" });
  expect(presence.type("s1", "ann", "ex-3")).toEqual([{ user: "ann", looksAt: "ex-1", typesOn: "ex-3" }]);
  expect(presence.leave("s2")).toEqual([{ user: "ann", looksAt: null, typesOn: "ex-3" }]);
});
