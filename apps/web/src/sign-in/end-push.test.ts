import { afterEach, expect, test, vi } from "vitest";
import { endPush } from "./end-push.ts";

afterEach(() => vi.unstubAllGlobals());

test("who signs out is told no more on that device", async () => {
  const unsubscribe = vi.fn(async () => true);
  const pushManager = { getSubscription: async () => ({ unsubscribe }) };
  vi.stubGlobal("navigator", { serviceWorker: { getRegistration: async () => ({ pushManager }) } });
  await endPush();
  expect(unsubscribe).toHaveBeenCalledOnce();
});

test.each([
  ["that knows no service workers", {}],
  [
    "whose push service does not answer",
    { serviceWorker: { getRegistration: () => Promise.reject(new Error("lost")) } },
  ],
])("a browser %s lets them sign out all the same", async (_, browser) => {
  vi.stubGlobal("navigator", browser);
  await expect(endPush()).resolves.toBeUndefined();
});
