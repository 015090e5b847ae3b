import { HOUR, type Millis } from "@lockstep/domain/instant";
import { type ActionKind, actionsIn, joiningActions } from "./life.ts";
import type { Actor, ExceptionRecord } from "./model.ts";

export type Role =
  | "planner"
  | "supervisor"
  | "plant-manager"
  | "leader"
  | "steward"
  | "integrator"
  | "administrator"
  | "auditor";

/** How long each role may put an exception off; roles that are not here may read only. One shift is 8 hours. */
const LONGEST_SHELF: { readonly [R in Role]?: Millis } = {
  supervisor: 8 * HOUR,
  planner: 24 * HOUR,
  "plant-manager": 24 * HOUR,
  administrator: 24 * HOUR,
};

/** Whether any of the sites that it touches is the person's; what touches none is everyone's. */
export function maySee({ sites: own }: Pick<Actor, "sites">, sites: readonly string[]): boolean {
  return own === null || sites.length === 0 || sites.some((site) => own.includes(site));
}

export const mayActInRole = (actor: Pick<Actor, "roles">): boolean =>
  actor.roles.some((role) => LONGEST_SHELF[role] !== undefined);

export const longestShelf = (actor: Actor): Millis =>
  Math.max(0, ...actor.roles.map((role) => LONGEST_SHELF[role] ?? 0));

/** What this person may do with it now; `sites` are those that it touches now. */
export function nextActions(
  record: ExceptionRecord,
  actor: Pick<Actor, "roles" | "sites">,
  sites: readonly string[] = record.seen.sites,
): readonly ActionKind[] {
  return mayActInRole(actor) && maySee(actor, sites) ? [...actionsIn(record.state), ...joiningActions(record)] : [];
}
