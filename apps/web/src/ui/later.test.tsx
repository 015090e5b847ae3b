import { act } from "react";
import { createRoot } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Next } from "./later.tsx";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "requestAnimationFrame"] });
  vi.spyOn(document, "visibilityState", "get").mockReturnValue("visible");
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test("pictures come when the words are on the screen, also where the words change at once again; and not where nobody waits", async () => {
  const place = document.createElement("div");
  const root = createRoot(place);
  let drawn = 0;
  const Picture = () => {
    drawn += 1;
    return <i />;
  };
  const say = (words: string) =>
    act(async () =>
      root.render(
        <>
          {words}
          <Next>
            <Picture />
          </Next>
        </>,
      ),
    );
  const settle = () => act(() => vi.advanceTimersByTimeAsync(150));
  await say("two lines are late");
  await say("three lines are late");
  expect([place.innerHTML, drawn]).toEqual(["three lines are late", 0]);
  await settle();
  expect([place.innerHTML, drawn]).toEqual(["three lines are late<i></i>", 1]);
  await act(async () => root.unmount());

  const other = createRoot(place);
  await act(async () =>
    other.render(
      <Next>
        <Picture />
      </Next>,
    ),
  );
  await act(async () => other.unmount());
  await settle();
  expect(drawn).toBe(1);
});
