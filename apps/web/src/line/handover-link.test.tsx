import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import { HandoverLink } from "./handover-link.tsx";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

async function addressOf(line: string | undefined, at: string): Promise<string | null | undefined> {
  const place = document.createElement("div");
  const root = createRoot(place);
  const router = createRouter({
    routeTree: createRootRoute({ component: () => <HandoverLink line={line} /> }),
    history: createMemoryHistory({ initialEntries: [at] }),
  });
  await router.load();
  await act(async () => root.render(<RouterProvider router={router as never} />));
  const address = place.querySelector("a")?.getAttribute("href");
  act(() => root.unmount());
  return address;
}

test.each([
  ["LINE-1", "/line?site=A", "/handover?site=A&line=LINE-1"],
  ["LINE-2", "/line?line=LINE-2", "/handover?line=LINE-2"],
  [undefined, "/line?site=A", "/handover?site=A"],
])("the handover of %s is reached from %s", async (line, at, address) => {
  expect(await addressOf(line, at)).toBe(address);
});
