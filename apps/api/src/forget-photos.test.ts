import { DAY } from "@lockstep/domain/instant";
import { plant } from "@lockstep/workflow/escalation/testing/plant";
import type { Actor } from "@lockstep/workflow/model";
import { expect, test } from "vitest";
import { forgetPhotos } from "./forget-photos.ts";

const maria: Actor = { name: "maria", roles: ["supervisor"], sites: ["A"] };
const [early, late, unnamed] = ["a", "b", "c"].map((letter) => letter.repeat(64)) as [string, string, string];

test("what is named until the last moment stays, and of the rest what was not sent again since", async () => {
  const t = plant();
  t.stands("06:10", t.down());
  const comment = (wall: string, photo: string) =>
    t.does(wall, maria, { type: "comment", text: "see", photos: [photo] });
  comment("06:11", early);
  const deleted: unknown[] = [];
  await forgetPhotos({
    store: {
      async photosBefore() {
        comment("06:12", late);
        return [early, late, unnamed];
      },
      async deletePhotos(...asked) {
        deleted.push(asked);
      },
    },
    workflow: () => t.state,
    now: 10 * DAY,
    log: { info: () => {}, error: (error: unknown) => deleted.push(error) },
  });
  expect(deleted).toEqual([[[unnamed], 9 * DAY]]);
});
