import type { Role } from "@lockstep/protocol/generated/schema";
import type { Onlooker } from "@lockstep/store/store";
import type { FeedGrant } from "./feed-grant.ts";
import { everySite, type Scope } from "./scope.ts";

/** Who asks: with which roles, for which sites. */
export interface Viewer {
  readonly name: string;
  readonly roles: ReadonlySet<Role>;
  readonly scope: Scope;
  /** Of a program that shows a feed's token: what it may send. It may do nothing else. */
  readonly feed?: FeedGrant;
  /** The address that they ask from; left out: it is not known. */
  readonly from?: string;
  /** Who came by the session of a browser. */
  readonly isBrowser?: true;
  /** An administrator who looks with this person's eyes: nothing is done meanwhile. */
  readonly seenBy?: string;
  /** None of their roles is shown money here. */
  readonly withoutMoney?: true;
}

export const ROLES = [
  "PLANNER",
  "SUPERVISOR",
  "PLANT_MANAGER",
  "LEADER",
  "STEWARD",
  "INTEGRATOR",
  "ADMINISTRATOR",
  "AUDITOR",
] as const satisfies readonly Role[];

/** Who one is on one's own machine without a token: everyone. */
export const developer: Viewer = { name: "dev", roles: new Set(ROLES), scope: everySite };

/** Whether someone may do everything, everywhere. */
export const hasEveryRight = ({ roles, scope }: Viewer): boolean =>
  scope.sites === null && ROLES.every((role) => roles.has(role));

/** The same for those who are shown the same, but for what is of one person alone. */
export const rightsKeyOf = ({ roles, scope, isBrowser, seenBy, withoutMoney }: Viewer): string =>
  JSON.stringify([[...roles].sort(), scope.key, isBrowser, seenBy, withoutMoney]);

/** On whose behalf the store reads. */
export const onlookerOf = ({ name, scope }: Viewer): Onlooker => ({ person: name, sites: scope.sites });

export const hasRole = (viewer: Viewer, ...roles: readonly Role[]): boolean =>
  roles.some((role) => viewer.roles.has(role));
