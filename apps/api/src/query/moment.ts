import type { Viewer } from "../identity/viewer.ts";
import type { View } from "../view/view.ts";

/** One person's look at one view: all that a query is answered from. */
export interface Moment {
  readonly viewer: Viewer;
  readonly view: View;
}
