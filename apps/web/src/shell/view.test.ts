import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { openPlace, parseSearch, placeOf, stringifySearch, textOfPlace, type View, viewOf } from "./view.ts";

const text = fc.string({ minLength: 1, maxLength: 12 });
const place = fc
  .record({ kind: fc.constantFrom("line", "order", "point", "supply"), id: text })
  .map(({ kind, id }) => `${kind}:${id}`);

describe("the address is the view", () => {
  test("what it says comes back from it", () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            site: text,
            line: text,
            customer: text,
            q: text,
            at: text,
            from: text,
            order: fc.constantFrom("time", "severity", "opened"),
            mine: fc.constant("yes"),
            cleared: fc.constant("shown"),
            kind: fc.uniqueArray(text, { minLength: 1 }),
            open: fc.array(place, { minLength: 1 }),
          },
          { requiredKeys: [] },
        ),
        (wanted) => {
          const view = viewOf(wanted);
          expect(viewOf(parseSearch(stringifySearch({ ...view })))).toEqual(view);
        },
      ),
    );
  });

  test("it is readable", () => {
    const view: View = { kind: ["OVERLOAD", "SCRAP"], at: "x-1", open: ["line:SO-1/10", "point:FG-1@PLANT-A"] };
    expect(stringifySearch({ ...view })).toBe(
      "?kind=OVERLOAD&kind=SCRAP&at=x-1&open=line:SO-1/10&open=point:FG-1@PLANT-A",
    );
  });

  test("what it may not say is left out", () => {
    expect(viewOf({ order: "random", open: ["nonsense", "line:", "wall:1"], kind: "SCRAP", extra: 1 })).toEqual({
      kind: ["SCRAP"],
    });
    expect(viewOf({ order: "money", site: "" })).toEqual({});
  });
});

test("opening what is on the trail goes back to it", () => {
  const trail = ["line:SO-1/10", "order:WO-1"];
  expect(openPlace(trail, { kind: "resource", id: "L-1" })).toEqual([...trail, "resource:L-1"]);
  expect(openPlace(trail, { kind: "line", id: "SO-1/10" })).toEqual(["line:SO-1/10"]);
});

test("an id may hold colons", () => {
  expect(placeOf("hold:urn:1")).toEqual({ kind: "hold", id: "urn:1" });
  expect(textOfPlace({ kind: "hold", id: "urn:1" })).toBe("hold:urn:1");
});
