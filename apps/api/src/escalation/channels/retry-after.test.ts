import { HOUR, MINUTE, SECOND } from "@lockstep/domain/instant";
import { expect, test } from "vitest";
import { pauseAsked } from "./retry-after.ts";

const NOW = Date.UTC(1994, 10, 6, 8, 49, 37);

test.each([
  ["120", 2 * MINUTE],
  [" 5 ", 5 * SECOND],
  ["Sun, 06 Nov 1994 08:59:37 GMT", 10 * MINUTE],
  ["Sunday, 06-Nov-94 08:59:37 GMT", 10 * MINUTE],
  ["Sun Nov  6 08:59:37 1994", 10 * MINUTE],
  ["86400", HOUR],
  ["9".repeat(400), HOUR],
  ["Fri, 06 Nov 2099 08:59:37 GMT", HOUR],
])("a server that says %j is left alone for %i ms", (retryAfter, pauseMs) => {
  expect(pauseAsked({ status: 429, retryAfter }, NOW)).toEqual({ pauseMs });
  expect(pauseAsked({ status: 503, retryAfter }, NOW)).toEqual({ pauseMs });
});

test.each([
  null,
  "",
  "0",
  "-5",
  "1.5",
  "1e3",
  "0x10",
  "soon",
  "5, 10",
  "1994-11-06T08:59:37Z",
  "Sun, 06 Nov 1994 08:39:37 GMT",
  "Sun, 99 Nov 1994 08:39:37 GMT",
])("a server that says %j asks for no pause", (retryAfter) => {
  expect(pauseAsked({ status: 503, retryAfter }, NOW)).toEqual({});
});

test("what another answer says is not heeded", () => {
  expect(pauseAsked({ status: 500, retryAfter: "60" }, NOW)).toEqual({});
});
