import { afterEach, expect, test, vi } from "vitest";
import { endPush } from "./end-push.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

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
    "whose push service cannot be reached",
    { serviceWorker: { getRegistration: () => Promise.reject(new Error("lost")) } },
  ],
])("a browser %s lets them sign out all the same", async (_, browser) => {
  vi.stubGlobal("navigator", browser);
  await expect(endPush()).resolves.toBeUndefined();
});

test("a push service that never answers is waited for two seconds", async () => {
  vi.useFakeTimers();
  const never = () => new Promise<boolean>(() => {});
  const pushManager = { getSubscription: async () => ({ unsubscribe: never }) };
  vi.stubGlobal("navigator", { serviceWorker: { getRegistration: async () => ({ pushManager }) } });
  const ended = vi.fn();
  void endPush().then(ended);
  await vi.advanceTimersByTimeAsync(1_999);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toHaveBeenCalledOnce();
});
