import { expect, test } from "vitest";
import { operationId, orderOfOperation } from "./world.ts";

test("an operation is of its order, also where the order's id has a stroke; one in one piece is its own", () => {
  const orders = new Set(["WO-1", "2026/7", "KIT/7", "BLOCK"]);
  expect(orderOfOperation(operationId("WO-1", 10), orders)).toBe("WO-1");
  expect(orderOfOperation(operationId("2026/7", 10), orders)).toBe("2026/7");
  expect(orderOfOperation("KIT/7", orders)).toBe("KIT/7");
  expect(orderOfOperation("BLOCK", orders)).toBe("BLOCK");
  expect(orderOfOperation("UNKNOWN", orders)).toBe("UNKNOWN");
});
