import type { WorkflowState } from "@lockstep/workflow/model";
import { exception } from "./exceptions.ts";
import type { Moment } from "./moment.ts";

/** Whether a photo was sent with an exception that the viewer sees. */
export function hasPhotoOf(moment: Moment, id: string, photo: string): boolean {
  if (exception(moment, id) === null) return false;
  const { timeline } = moment.view.workflow.records.get(id) ?? { timeline: [] };
  return timeline.some(({ photos }) => photos?.includes(photo) === true);
}

/** All that something names. */
export const photosNamed = ({ records }: Pick<WorkflowState, "records">): ReadonlySet<string> =>
  new Set([...records.values()].flatMap(({ timeline }) => timeline.flatMap(({ photos }) => photos ?? [])));
