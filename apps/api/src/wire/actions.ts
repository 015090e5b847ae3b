import type { ActionKind, Role } from "@lockstep/protocol/generated/schema";
import type { Actor, ExceptionRecord } from "@lockstep/workflow/model";
import { nextActions } from "@lockstep/workflow/permissions";
import type { Viewer } from "../identity/viewer.ts";
import { lower, upper } from "./words.ts";

export const actorOf = ({ name, roles, scope, from }: Viewer): Actor => ({
  name,
  roles: [...roles].map((role: Role) => lower(role)),
  sites: scope.sites,
  ...(from !== undefined && { from }),
});

/** What this person may do with an exception now. */
export const actionsOf = (record: ExceptionRecord, viewer: Viewer): readonly ActionKind[] =>
  nextActions(record, actorOf(viewer)).map((action) => upper(action));
