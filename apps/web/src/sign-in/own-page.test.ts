import { expect, test } from "vitest";
import { ownPage } from "./own-page.ts";

const ORIGIN = "https://tower.test:8443";

test.each([
  "/.//evil.test",
  "/\\evil.test",
  "//evil.test",
  "https://evil.test/",
  "javascript:alert(1)",
  "http://[",
  "/%2e//evil.test",
  null,
])("%s leads nowhere but home", (wanted) => {
  expect(ownPage(wanted, ORIGIN)).toBe(`${ORIGIN}/`);
});

test("a page of ours stays as it was asked for", () => {
  expect(ownPage("/quarantine?site=A#b", ORIGIN)).toBe(`${ORIGIN}/quarantine?site=A#b`);
  expect(ownPage("?done", ORIGIN)).toBe(`${ORIGIN}/?done`);
});
