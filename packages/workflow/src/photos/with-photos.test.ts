import { expect, test } from "vitest";
import { plant } from "../escalation/testing/plant.ts";
import type { Actor } from "../model.ts";

const maria: Actor = { name: "maria", roles: ["supervisor"], sites: ["A"] };
const sha = (letter: string): string => letter.repeat(64);

test("[V3] photos of an acknowledgement and of a comment are on the timeline, each once", () => {
  const t = plant();
  t.stands("06:10", t.down());
  const photos = [sha("a"), sha("b"), sha("a")];
  t.does("06:11", maria, { type: "acknowledge", note: null, estimate: null, at: null, photos });
  t.does("06:12", maria, { type: "comment", text: "see", photos: [sha("c")] });
  t.does("06:13", maria, { type: "comment", text: "no picture" });
  const entries = t.recordOf("LINE-1")?.timeline.filter(({ by }) => by === "maria") ?? [];
  expect(entries.map((entry) => entry.photos)).toEqual([[sha("a"), sha("b")], [sha("c")], undefined]);
});

test.each([
  [Array.from({ length: 6 }, (_, k) => sha(String(k))), "There are 6 photos"],
  [["../../etc/passwd"], "named by its SHA-256"],
  [[sha("A")], "named by its SHA-256"],
])("[V3] what is no photo, or too many, is refused: %#", (photos, why) => {
  const t = plant();
  t.stands("06:10", t.down());
  const done = t.does("06:11", maria, { type: "comment", text: "see", photos });
  expect(!done.ok && done.error.message).toContain(why);
});
