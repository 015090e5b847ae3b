import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { goWhereTold } from "./go-where-told.ts";

const source = readFileSync(join(import.meta.dirname, "../../public/push-worker.js"), "utf8");

/** The worker with these windows, the first found first. */
function started(windows: readonly object[]) {
  const listeners = new Map<string, (event: object) => void>();
  const openWindow = vi.fn(async () => null);
  const self = {
    addEventListener: (type: string, listener: (event: object) => void) => listeners.set(type, listener),
    clients: { matchAll: async () => windows, openWindow },
  };
  new Function("self", source)(self);
  const tap = async (exception: string | null): Promise<void> => {
    const waits: Promise<unknown>[] = [];
    const notification = { close: () => {}, data: { exception } };
    listeners.get("notificationclick")?.({ notification, waitUntil: (what: Promise<unknown>) => waits.push(what) });
    await Promise.all(waits);
  };
  return { tap, openWindow };
}

/** A window: the page in it listens, or is another one. */
function windowWith(listener: EventTarget | null) {
  const postMessage = (data: object, ports: readonly MessagePort[]): void => {
    listener?.dispatchEvent(Object.assign(new Event("message"), { data, ports }));
  };
  return { postMessage, focus: vi.fn(async () => null), navigate: vi.fn() };
}

test("an open page goes where it is told by itself, and is not loaded again", async () => {
  const listener = new EventTarget();
  const places: string[] = [];
  goWhereTold(listener, (place) => places.push(place));
  const shown = windowWith(listener);
  const { tap, openWindow } = started([shown]);
  await tap("ex/1");
  await tap(null);
  expect(places).toEqual(["/?at=ex%2F1", "/escalation"]);
  expect(shown.focus).toHaveBeenCalledTimes(2);
  expect(shown.navigate).not.toHaveBeenCalled();
  expect(openWindow).not.toHaveBeenCalled();
});

test("where no page answers, as on the one to sign in, another window is opened", async () => {
  vi.useFakeTimers();
  const shown = windowWith(null);
  for (const windows of [[], [shown]]) {
    const { tap, openWindow } = started(windows);
    const done = tap("ex-1");
    await vi.advanceTimersByTimeAsync(1_000);
    await done;
    expect(openWindow).toHaveBeenCalledExactlyOnceWith("/?at=ex-1");
  }
  expect(shown.navigate).not.toHaveBeenCalled();
  vi.useRealTimers();
});
