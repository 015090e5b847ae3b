import { expect, test } from "vitest";
import { createSwitch } from "./connector-switch.ts";

test("a connector is stopped and started again, each once, as a new one", async () => {
  const ended: number[] = [];
  let begun = 0;
  const one = createSwitch(() => {
    begun += 1;
    const number = begun;
    const counts = { messages: 0, offered: 0, refused: 0, ignored: 0, failures: 0, lastMessageAt: null };
    return {
      status: { id: "one", isUp: true, ...counts },
      stop: async () => void ended.push(number),
    };
  });
  await one.start();
  expect([begun, one.status.isUp, one.running === null]).toEqual([1, true, false]);
  await Promise.all([one.stop(), one.stop()]);
  expect([ended, one.status.isUp, one.running]).toEqual([[1], false, null]);
  await Promise.all([one.start(), one.start()]);
  expect([begun, one.status.isUp]).toEqual([2, true]);
});
