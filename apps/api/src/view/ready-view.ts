import type { Asked } from "../engine-thread/protocol.ts";
import type { View } from "./view.ts";

export interface ReadyViews {
  readonly view: View;
  ready(asked: readonly Asked[]): Promise<void>;
}

/** The view that has what is asked for: read it in one go. Between being told so and looking another may have been shown. */
export async function readyView(views: ReadyViews, asked: readonly Asked[]): Promise<View> {
  for (;;) {
    await views.ready(asked);
    const { view } = views;
    if (view.isPast || asked.every((one) => view.onRequest.has(one))) return view;
  }
}
