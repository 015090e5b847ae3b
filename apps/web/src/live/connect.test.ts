import { afterEach, expect, test, vi } from "vitest";
import { connect } from "./connect.ts";

const { socket } = vi.hoisted(() => {
  const listeners = new Map<string, () => void>();
  const on = (name: string, listen: () => void) => listeners.set(name, listen);
  return { socket: { active: false, on, connect: vi.fn(), happen: (name: string) => listeners.get(name)?.() } };
});
vi.mock("socket.io-client", () => ({ io: () => socket }));
vi.mock("../api/signed-in-again.ts", () => ({ signedInAgain: () => Promise.resolve() }));

afterEach(() => vi.useRealTimers());

test("who is refused waits a second at least before it asks again", async () => {
  vi.useFakeTimers();
  connect("dev:nobody");
  socket.happen("connect_error");
  await vi.advanceTimersByTimeAsync(900);
  expect(socket.connect).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1_200);
  expect(socket.connect).toHaveBeenCalledTimes(1);
});
