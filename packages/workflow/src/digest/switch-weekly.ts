import type { Instant } from "@lockstep/domain/instant";
import type { DirectoryEvent } from "../escalation/model.ts";

/** Somebody wants the weekly digest, or wants it no more. It is theirs alone to say. */
export const switchWeekly = (person: string, isOn: boolean, at: Instant): DirectoryEvent => ({
  ...{
    type: "weekly-switched",
    exceptionId: `escalation:weeklies:${person}`,
    at,
    by: person,
    before: null,
    after: null,
  },
  note: isOn ? "wants the weekly digest" : "wants the weekly digest no more",
  ...{ person, isOn },
});
