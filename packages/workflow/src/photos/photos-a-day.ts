import { DAY, type Instant } from "@lockstep/domain/instant";

/** As many as anybody takes, and few enough that nobody fills the disk. */
export const PHOTOS_A_DAY = 200;

/** From when on somebody may send another one; null: now. `sentAt` has theirs, the newest first. */
export function nextPhotoAt(sentAt: readonly Instant[], now: Instant): Instant | null {
  const oldest = sentAt[PHOTOS_A_DAY - 1];
  return oldest === undefined || oldest + DAY <= now ? null : oldest + DAY;
}
