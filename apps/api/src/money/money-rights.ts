import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Role } from "@lockstep/protocol/generated/schema";
import { ROLES, type Viewer } from "../identity/viewer.ts";
import { upper } from "../wire/words.ts";

/** The roles that are shown no money here; empty: all are shown it. */
export type NoMoney = ReadonlySet<Role>;

/** As the environment names them, or in one line what is wrong: `supervisor,steward`. */
export function readNoMoney(text: string): Result<NoMoney, string> {
  const names = text.split(",").map((name) => name.trim());
  const roles = names.filter((name) => name !== "").map(upper);
  const known = new Set(ROLES.filter((role) => roles.includes(role)));
  const unknown = roles.find((role) => !known.has(role as Role));
  return unknown === undefined ? ok(known) : refuse(`${unknown.toLowerCase()} is no role`);
}

/** Whoever has a role that is shown money is shown it, whatever other roles they have. */
export const seesMoney = (noMoney: NoMoney, roles: Iterable<string>): boolean =>
  noMoney.size === 0 || [...roles].some((role) => !noMoney.has(upper(role) as Role));

/** The same person, as this installation shows them money. */
export function shownMoney(noMoney: NoMoney, viewer: Viewer): Viewer {
  const { withoutMoney: _, ...rest } = viewer;
  return seesMoney(noMoney, viewer.roles) ? rest : { ...rest, withoutMoney: true };
}
