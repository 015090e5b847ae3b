import { afterEach, expect, test, vi } from "vitest";
import { connect } from "./connect.ts";

const { socket } = vi.hoisted(() => {
  const listeners = new Map<string, () => void>();
  const on = (name: string, listen: () => void) => listeners.set(name, listen);
  return { socket: { active: false, on, connect: vi.fn(), happen: (name: string) => listeners.get(name)?.() } };
});
vi.mock("socket.io-client", () => ({ io: () => socket }));

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("who is refused waits a second at least before it asks again", async () => {
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ mode: "dev", person: null })));
  vi.useFakeTimers();
  connect("dev:nobody");
  socket.happen("connect_error");
  await vi.dynamicImportSettled();
  await vi.advanceTimersByTimeAsync(900);
  expect(socket.connect).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_200);
  expect(socket.connect).toHaveBeenCalledTimes(1);
});
