import { afterEach, expect, test, vi } from "vitest";
import { reloadOnNewVersion } from "./failures.tsx";

afterEach(() => vi.unstubAllGlobals());

test("for a part that cannot be fetched the page is loaded again once a minute, and not while the server is away", async () => {
  const reload = vi.fn();
  vi.stubGlobal("location", { reload });
  let answer = (): Promise<object> => Promise.reject(new Error("no network"));
  const asked = vi.fn(() => answer());
  vi.stubGlobal("fetch", asked);
  sessionStorage.clear();
  reloadOnNewVersion();
  const miss = async (): Promise<number> => {
    window.dispatchEvent(new Event("vite:preloadError"));
    await new Promise((resolve) => setTimeout(resolve));
    return reload.mock.calls.length;
  };
  expect(await miss()).toBe(0);
  answer = async () => ({ ok: false });
  expect(await miss()).toBe(0);
  answer = async () => ({ ok: true });
  expect([await miss(), await miss(), asked.mock.calls.length]).toEqual([1, 1, 4]);
});
