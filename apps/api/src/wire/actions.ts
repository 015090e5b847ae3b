import type { ActionKind, Role } from "@lockstep/protocol/generated/schema";
import type { Actor, ExceptionRecord } from "@lockstep/workflow/model";
import { nextActions, type Places } from "@lockstep/workflow/permissions";
import type { Viewer } from "../identity/viewer.ts";
import { lower, upper } from "./words.ts";

const rightsOf = ({ roles, scope }: Viewer): Pick<Actor, "roles" | "sites"> => ({
  roles: [...roles].map((role: Role) => lower(role)),
  sites: scope.sites,
});

export const actorOf = (viewer: Viewer): Actor => ({
  name: viewer.name,
  ...rightsOf(viewer),
  ...(viewer.from !== undefined && { from: viewer.from }),
});

/** What this person may do now with an exception that is there. */
export const actionsOf = (record: ExceptionRecord, places: Places, viewer: Viewer): readonly ActionKind[] =>
  nextActions(record, rightsOf(viewer), places).map((action) => upper(action));
