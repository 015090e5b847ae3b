import { expect, test } from "vitest";
import { parseSearch, stringifySearch } from "../shell/view.ts";
import { traceSearchOf } from "./trace-search.ts";

test("an address keeps what it says of a trace, and drops what it may not say", () => {
  const said = { item: "SAUCE", lot: "S/1", direction: "BACKWARD", show: "table", node: "lot:SAUCE:S/1" } as const;
  expect(traceSearchOf(parseSearch(stringifySearch(said)))).toEqual(said);
  expect(
    traceSearchOf({ item: "", serial: ["a"], direction: "SIDEWAYS", show: "film", as: "dev:eve:steward" }),
  ).toEqual({});
});
