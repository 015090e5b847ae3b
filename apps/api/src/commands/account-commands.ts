import { findTrouble } from "@lockstep/domain/json";
import type {
  Account as AccountAnswer,
  MutationChangeAccountArgs,
  MutationEndSessionsArgs,
} from "@lockstep/protocol/generated/schema";
import { badReason } from "@lockstep/workflow/escalation/put";
import { asGraphQLError, badInput } from "../errors.ts";
import type { Context } from "../graphql/context.ts";
import type { Account } from "../identity/accounts.ts";
import { accountRow } from "../query/accounts.ts";

const LONGEST_SITE = 200;

/** Signs somebody out everywhere, at once. Who may sign in may do so again. */
export async function endSessions(context: Context, { name, reason }: MutationEndSessionsArgs): Promise<AccountAnswer> {
  checkReason(reason);
  const before = accountOf(context, name);
  const ended = await context.accounts.endSessions(name);
  await note(context, { name, action: "sessions-ended", before: String(before.sessions.length), after: "0", reason });
  return accountRow(context.accounts.find(name) ?? { ...before, sessions: before.sessions.slice(ended) });
}

/** Other roles and sites, or no more way in. Whoever is signed in with others has to sign in again. */
export async function changeAccount(
  context: Context,
  { name, roles, sites = null, isActive, reason }: MutationChangeAccountArgs,
): Promise<AccountAnswer> {
  checkReason(reason);
  const before = accountOf(context, name);
  if (before.isActive === null) throw badInput("What people may do here is said by your provider: change it there.");
  const rights = { roles: [...new Set(roles)], sites: sites === null ? null : [...new Set(sites)], isActive };
  checkRights(rights);
  const isOwn = name === context.viewer.name;
  const staysIn = isActive && roles.includes("ADMINISTRATOR") && sites === null;
  if (isOwn && !staysIn) throw badInput("You would lock yourself out: ask another administrator.");
  await context.accounts.change(name, rights, context.viewer.name);
  if (!isActive) await endDevices(context, name);
  await note(context, { name, action: "account-changed", before: textOf(before), after: textOf(rights), reason });
  return accountRow(accountOf(context, name));
}

/** Who may no longer sign in is told nothing on their devices either. */
async function endDevices({ writer }: Context, name: string): Promise<void> {
  const { devices } = writer.reach;
  for (const { id } of devices?.of(name) ?? []) await devices?.end(id, name);
}

function accountOf({ accounts }: Context, name: string): Account {
  const found = accounts.find(name);
  if (found !== null) return found;
  throw asGraphQLError({ code: "NOT_FOUND", message: `Nobody called ${name} signs in here: read the list again.` });
}

function checkReason(reason: string): void {
  const bad = badReason(reason);
  if (bad !== null) throw asGraphQLError(bad);
  if (findTrouble(reason) !== null) throw badInput("reason holds what no text may: type it again.");
}

function checkRights({ roles, sites }: Pick<Account, "roles" | "sites">): void {
  if (roles.length === 0) throw badInput("Somebody without a role sees nothing: name one, or let them in no more.");
  if (sites?.length === 0) throw badInput("An empty list of sites shows nothing: leave it out for every site.");
  const isReadable = findTrouble(sites ?? []) === null;
  if (!isReadable || sites?.some((site) => site.trim() === "" || site.length > LONGEST_SITE) === true) {
    throw badInput(`A site's id has 1 to ${LONGEST_SITE} characters: take those of the list of sites.`);
  }
}

const textOf = ({ roles, sites, isActive }: Pick<Account, "roles" | "sites" | "isActive">): string =>
  [isActive === false ? "not let in" : "let in", roles.join(", "), sites?.join(", ") ?? "every site"].join("; ");

interface Done {
  readonly name: string;
  readonly action: string;
  readonly before: string;
  readonly after: string;
  readonly reason: string;
}

const note = ({ writer, viewer }: Context, { name, reason, ...done }: Done): Promise<unknown> =>
  writer.note([{ about: `person:${name}`, at: Date.now(), by: viewer.name, ...done, note: reason }]);
