import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { buildIn, keepUp } from "./keep-up.ts";

const page = (build: string): string => `<script type="module" crossorigin src="/assets/${build}.js"></script>`;
const A_MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test("a build is told by the name of the page's script", () => {
  expect(buildIn(page("index-CiT8s_0U"))).toBe("index-CiT8s_0U.js");
  expect(buildIn("<p>502 Bad Gateway</p>")).toBeNull();
});

test("the page is loaded anew when the server has another build, not while it is away or has the same", async () => {
  const answers = [page("index-a"), null, "<p>502</p>", page("index-b")];
  let reloads = 0;
  const stop = keepUp("index-a.js", {
    readPage: () => Promise.resolve(answers.shift() ?? null),
    reload: () => {
      reloads += 1;
    },
  });
  await vi.advanceTimersByTimeAsync(3 * A_MINUTE);
  expect(reloads).toBe(0);
  await vi.advanceTimersByTimeAsync(A_MINUTE);
  expect(reloads).toBe(1);
  stop();
});

test("a page without a build, as in development, is left alone", async () => {
  const reload = vi.fn();
  const stop = keepUp(null, { readPage: () => Promise.resolve(page("index-b")), reload });
  await vi.advanceTimersByTimeAsync(A_MINUTE);
  expect(reload).not.toHaveBeenCalled();
  stop();
});
