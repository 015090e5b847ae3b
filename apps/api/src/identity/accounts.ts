import { isDeepStrictEqual } from "node:util";
import { groupBy } from "@lockstep/domain/ledger/parts";
import type { Role } from "@lockstep/protocol/generated/schema";
import type { SessionRow } from "@lockstep/store/store";
import type { Noted } from "../writer/audit-rows.ts";
import type { AuthConfig } from "./auth-config.ts";
import type { People } from "./people.ts";
import { seeingBegan, seeingEnded } from "./seeing.ts";
import type { Sessions } from "./sessions.ts";
import { vouchedFor } from "./vouched.ts";

/** Somebody who can sign in here, or is signed in. */
export interface Account {
  readonly name: string;
  readonly roles: readonly string[];
  /** Null: every site. */
  readonly sites: readonly string[] | null;
  /** Whether they may sign in; null: a provider says so, not this server. */
  readonly isActive: boolean | null;
  /** The one that was used last is the first. */
  readonly sessions: readonly SessionRow[];
}

export interface AccountRights {
  readonly roles: readonly Role[];
  readonly sites: readonly string[] | null;
  readonly isActive: boolean;
}

export interface Accounts {
  all(): readonly Account[];
  find(name: string): Account | null;
  /** How many there were. Their sockets are told nothing more from that moment on. */
  endSessions(name: string): Promise<number>;
  /** Of somebody whose password is kept here. Durable; whoever is signed in with other rights is signed in no more. */
  change(name: string, rights: AccountRights, by: string): Promise<void>;
  /**
   * Whoever looks with these eyes looks with the rights that they have now, and begins anew; of somebody who is let in no more, they are
   * signed out. Audited as an end and a beginning.
   */
  followEyes(name: string): Promise<void>;
}

interface Parts {
  readonly mode: AuthConfig["mode"];
  readonly people: People;
  readonly sessions: Sessions;
  readonly now: () => number;
  readonly note: (noted: Noted) => Promise<unknown>;
}

/** Who may come in and who is here: for those who keep people. */
export function createAccounts({ mode, people, sessions, now, note }: Parts): Accounts {
  const all = (): readonly Account[] => {
    const latestFirst = (a: SessionRow, b: SessionRow): number => b.seenAt - a.seenAt;
    const byName = groupBy(sessions.all(), ({ person }) => person, { order: latestFirst });
    if (mode === "local") {
      return people.all().map(({ name, roles, sites, isActive }) => {
        return { name, roles, sites, isActive, sessions: byName.get(name) ?? [] };
      });
    }
    return [...byName].map(([name, own]) => ({ name, ...vouchedRights(own), isActive: null, sessions: own }));
  };
  const find = (name: string): Account | null => all().find((one) => one.name === name) ?? null;
  const followEyes = async (name: string): Promise<void> => {
    const looking = sessions.all().filter((row) => vouchedFor(row).sees?.name === name);
    const account = looking.length === 0 ? null : find(name);
    // A provider is asked again when they sign in again.
    if (account === null) return;
    if (account.isActive === false) {
      await sessions.end((row) => vouchedFor(row).sees?.name === name);
      return;
    }
    const { roles, sites } = account;
    for (const row of looking) {
      const { sees, ...own } = vouchedFor(row);
      const ended = seeingEnded(row, now());
      if (sees === undefined || ended === null || isDeepStrictEqual([sees.roles, sees.sites], [roles, sites])) continue;
      const seesNow = { name, roles, sites, since: now() };
      await note(ended);
      await note(seeingBegan(row, seesNow));
      await sessions.change(row.idHash, { ...own, sees: seesNow });
    }
  };
  const endSessions = (name: string): Promise<number> => sessions.end(({ person }) => person === name);
  return {
    all,
    find,
    endSessions,
    followEyes,
    async change(name, rights, by) {
      const before = people.find(name);
      if (before === null) throw new Error(`${name} is nobody whose password is kept here`);
      const { roles, sites, isActive } = before;
      if (isDeepStrictEqual({ roles, sites, isActive }, rights)) return;
      await people.save({ ...before, ...rights, changedAt: now(), changedBy: by });
      await endSessions(name);
      await followEyes(name);
    },
  };
}

/** As their provider said at the latest. */
function vouchedRights([latest]: readonly SessionRow[]): Pick<Account, "roles" | "sites"> {
  const vouched = latest === undefined ? null : vouchedFor(latest);
  return vouched?.by === "provider" ? vouched : { roles: [], sites: [] };
}
