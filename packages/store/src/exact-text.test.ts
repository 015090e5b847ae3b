import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromStorable, toStorable } from "./exact-text.ts";

describe("exact text", () => {
  it("leaves ordinary text as it is", () => {
    for (const text of ["", "plain", "é 漢 😀", "\n\t\\ \u0001\uffff"]) expect(toStorable(text)).toBe(text);
  });

  it("makes every string storable, and gives it back", () => {
    const odd = fc.constantFrom("\u0000", "\u0010", "\u00100000", "\u0010d800", "\ud800", "\udc00", "😀", "0", "d");
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(odd).map((units) => units.join("")),
    );
    fc.assert(
      fc.property(text, (original) => {
        const storable = toStorable(original);
        expect(storable).not.toContain("\u0000");
        expect(Buffer.from(storable, "utf8").toString("utf8")).toBe(storable);
        expect(fromStorable(storable)).toBe(original);
      }),
      { numRuns: 2_000 },
    );
  });

  it("keeps apart what is different", () => {
    const texts = ["\ud800", "\ud801", "\u0010d800", "\u0010d801", "\ufffd", "d800"];
    expect(new Set(texts.map(toStorable)).size).toBe(texts.length);
  });
});
