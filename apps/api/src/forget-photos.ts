import { DAY } from "@lockstep/domain/instant";
import type { Store } from "@lockstep/store/store";
import type { WorkflowState } from "@lockstep/workflow/model";
import type { Log } from "./log.ts";
import { photosNamed } from "./query/photos.ts";

interface Parts {
  readonly store: Pick<Store, "photosBefore" | "deletePhotos">;
  /** As it is now: what it names while the photos are looked up stays. */
  readonly workflow: () => Pick<WorkflowState, "records">;
  readonly now: number;
  readonly log: Pick<Log, "info" | "error">;
}

/** Forgets what was sent and never named, as the command behind it did not come. */
export async function forgetPhotos({ store, workflow, now, log }: Parts): Promise<void> {
  try {
    const before = now - DAY;
    const all = await store.photosBefore(before);
    const named = photosNamed(workflow());
    const unnamed = all.filter((one) => !named.has(one));
    await store.deletePhotos(unnamed, before);
    if (unnamed.length > 0) log.info({ photos: unnamed.length }, "photos that nothing names were forgotten");
  } catch (error) {
    log.error(error, "photos that nothing names could not be forgotten");
  }
}
