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

/** What takes a card from everybody's eyes, also of those who are where its cause is. */
const PUTS_AWAY: ReadonlySet<ActionKind> = new Set(["shelve", "resolve", "flag-false", "merge"]);

export interface Places {
  /** Those that it touches now. */
  readonly sites: readonly string[];
  /** Where its cause is. */
  readonly subjectSites: readonly string[];
}

/** Whether it is for those at the cause's own site alone. */
export const isForItsSite = (action: string): boolean => PUTS_AWAY.has(action as ActionKind);

/** What this person may do with it now. */
export function nextActions(
  record: ExceptionRecord,
  actor: Pick<Actor, "roles" | "sites">,
  { sites, subjectSites }: Places = { sites: record.seen.sites, subjectSites: [] },
): readonly ActionKind[] {
  if (!mayActInRole(actor) || !maySee(actor, sites)) return [];
  const isThere = maySee(actor, subjectSites);
  return [...actionsIn(record.state), ...joiningActions(record)].filter((one) => isThere || !isForItsSite(one));
}
