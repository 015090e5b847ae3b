import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { More } from "./more.tsx";
import type { Pages } from "./use-pages.ts";

const nothing = (): void => {};
const read: Pages<number> = {
  ...{ rows: [1, 2], total: 5, asOf: { seq: 1, now: "2026-03-02T08:00:00Z" } as Pages<number>["asOf"] },
  ...{ refusal: null, hasMore: true, more: nothing, again: nothing },
};
const lost = { code: "UNREACHABLE", message: "no network" };

async function textOf(pages: Pages<number>): Promise<string> {
  const router = createRouter({
    routeTree: createRootRoute({ component: () => <More {...pages} /> }),
    history: createMemoryHistory({ initialEntries: ["/"] }),
  });
  await router.load();
  return renderToStaticMarkup(<RouterProvider router={router as never} />)
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
}

test("a list says how much of it is shown, of when it is, and when it could not be read again", async () => {
  expect(await textOf(read)).toBe("2 of 5 Show more as of 08:00:00");
  expect(await textOf({ ...read, refusal: lost })).toBe(
    "This could not be read no network Try again 2 of 5 Show more as of 08:00:00",
  );
  expect(await textOf({ ...read, rows: [], total: 0, hasMore: false })).toBe("as of 08:00:00");
  expect(await textOf({ ...read, rows: null, asOf: null, hasMore: false, refusal: lost })).toBe(
    "This could not be read no network Try again",
  );
  expect(await textOf({ ...read, rows: null, asOf: null, hasMore: false })).toBe("");
});
