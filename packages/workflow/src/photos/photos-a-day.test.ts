import { DAY, MINUTE } from "@lockstep/domain/instant";
import { expect, test } from "vitest";
import { nextPhotoAt, PHOTOS_A_DAY } from "./photos-a-day.ts";

test("[V4] somebody sends so many photos a day, and the next one a day after the oldest of those", () => {
  const now = 10 * DAY;
  const sent = Array.from({ length: PHOTOS_A_DAY }, (_, k) => now - (k + 1) * MINUTE);
  expect(nextPhotoAt(sent.slice(1), now)).toBeNull();
  const next = now - PHOTOS_A_DAY * MINUTE + DAY;
  expect(nextPhotoAt(sent, now)).toBe(next);
  expect(nextPhotoAt(sent, next - 1)).toBe(next);
  expect(nextPhotoAt(sent, next)).toBeNull();
});
