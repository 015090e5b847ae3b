import { act, type ComponentType } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { fetched } from "./fetched.tsx";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

let place: HTMLElement;
let root: Root;
beforeEach(() => {
  place = document.createElement("div");
  root = createRoot(place);
  // React tells of what a boundary has caught.
  vi.spyOn(console, "error").mockImplementation(() => {});
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.restoreAllMocks();
});

const press = (name: string) =>
  act(async () => [...place.querySelectorAll("button")].find(({ textContent }) => textContent === name)?.click());
const Figure = ({ of }: { readonly of: string }) => <b>{of}</b>;

test("a part that cannot be fetched says so in its place, all else stays, and it is there as soon as it can be", async () => {
  let isAway = true;
  const load = vi.fn(async (): Promise<ComponentType<{ of: string }>> => {
    if (isAway) throw new TypeError("Failed to fetch dynamically imported module");
    return Figure;
  });
  const Part = fetched(load);
  await act(async () =>
    root.render(
      <>
        <h1>Board</h1>
        <Part of="8" />
      </>,
    ),
  );
  expect(place.querySelector("h1")).not.toBeNull();
  expect(place.querySelector("[role=alert]")?.textContent).toContain("could not be loaded");
  expect(place.textContent, "what the browser says helps nobody").not.toContain("module");
  await press("Try now");
  expect(place.querySelector("[role=alert]")).not.toBeNull();
  isAway = false;
  await press("Try now");
  expect([place.innerHTML, load.mock.calls.length]).toEqual(["<h1>Board</h1><b>8</b>", 3]);
});

test("what opens over the page can be given up, and is fetched anew when it is asked for again", async () => {
  let isAway = true;
  const Part = fetched(async () => {
    if (isAway) throw new TypeError("no network");
    return Figure;
  });
  const onGiveUp = vi.fn(() => root.render(null));
  const open = () => act(async () => root.render(<Part of="8" meanwhile={<i />} onGiveUp={onGiveUp} />));
  await open();
  expect(place.querySelector("i"), "what opens it is still there").not.toBeNull();
  await press("Close");
  expect([onGiveUp.mock.calls.length, place.innerHTML]).toEqual([1, ""]);
  isAway = false;
  await open();
  expect(place.innerHTML).toBe("<b>8</b>");
});

test("of what nobody has asked for nobody is told", async () => {
  const Part = fetched(async (): Promise<ComponentType<{ of: string }>> => {
    throw new TypeError("no network");
  });
  await act(async () => root.render(<Part of="8" onGiveUp={null} />));
  expect(place.innerHTML).toBe("");
});

test("a part that fails as it is drawn takes nothing else along", async () => {
  const Part = fetched(async () => ({ of }: { readonly of: string }) => {
    if (of === "8") throw new Error("no such column");
    return <b>{of}</b>;
  });
  const show = (of: string) =>
    act(async () =>
      root.render(
        <>
          <h1>Board</h1>
          <Part of={of} />
        </>,
      ),
    );
  await show("8");
  expect(place.querySelector("h1")).not.toBeNull();
  expect(place.textContent).toContain("no such column");
  expect(place.textContent).toContain("Load again");
  window.history.pushState({}, "", "?at=9");
  await show("9");
  expect(place.innerHTML, "nor what is opened after it").toBe("<h1>Board</h1><b>9</b>");
});
