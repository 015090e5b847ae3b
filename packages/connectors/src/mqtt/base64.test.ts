import fc from "fast-check";
import { expect, test } from "vitest";
import { base64Of } from "./base64.ts";

test("any bytes are written as everyone else writes them", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
      expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString("base64"));
    }),
  );
});
