import { afterEach, beforeEach, expect, test, vi } from "vitest";

const reload = vi.fn();
const cookieOf = (person: string): void => {
  // biome-ignore lint/suspicious/noDocumentCookie: as the server sets it
  document.cookie = `lockstep-person${window.location.port}=${person}; path=/`;
};

beforeEach(() => {
  vi.resetModules();
  reload.mockReset();
  vi.stubGlobal("fetch", () => Promise.resolve(Response.json({ mode: "local", person: "someone" })));
  vi.spyOn(window.location, "reload").mockImplementation(reload);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  // Where the page is read anew what asks never ends: no other test is to wait for it.
  vi.resetModules();
  cookieOf("; max-age=0");
});

/** The page is opened by one, and the session has ended before what asks again is loaded. */
async function endedFor(opened: string | null, signedIn: string) {
  const { openedBy } = await import("./page-person.ts");
  openedBy(opened);
  const { signedInAgain } = await import("./session-ended.ts");
  cookieOf(signedIn);
  let isOver = false;
  void signedInAgain().then(() => {
    isOver = true;
  });
  await new Promise((resolve) => setTimeout(resolve, 20));
  return { isOver, reloads: reload.mock.calls.length };
}

test("the page goes on for who opened it", async () => {
  expect(await endedFor("ann", "ann")).toEqual({ isOver: true, reloads: 0 });
});

test.each(["ben", null])(
  "who signs in over the page that %s opened gets it anew, and nothing is sent meanwhile",
  async (opened) => {
    expect(await endedFor(opened, "ann")).toEqual({ isOver: false, reloads: 1 });
  },
);
