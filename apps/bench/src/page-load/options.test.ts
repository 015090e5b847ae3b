import { expect, test } from "vitest";
import { parsePageOptions } from "./options.ts";

test("without options every page is measured and written", () => {
  expect(parsePageOptions([])).toEqual({
    ok: true,
    value: {
      ...{ parts: ["board", "plan", "leader", "gantt"], lines: 20_000, rate: 50, throttle: 4, loads: 5, rounds: 5 },
      ...{ seconds: 6, seed: 1, port: 0, shots: null, profiles: null, isLighthouse: false, isWritten: true },
    },
  });
});

test("Lighthouse can be asked for its scores", () => {
  expect(parsePageOptions(["--lighthouse"])).toMatchObject({
    ok: true,
    value: { isLighthouse: true, isWritten: true },
  });
});

test("one page can be measured alone", () => {
  expect(parsePageOptions(["--only", "gantt", "--no-write"])).toMatchObject({
    ok: true,
    value: { parts: ["gantt"], isWritten: false },
  });
});

test.each([
  [["--help"]],
  [["--only", "wall"]],
  [["--throttle", "0"]],
  [["--loads", "many"]],
  [["--port", "-1"]],
  [["--slow"]],
  [["only", "plan"]],
])("%j is refused with the usage", (args) => {
  const parsed = parsePageOptions(args);
  expect(parsed.ok ? "" : parsed.error).toContain("npm run bench:pages");
});
