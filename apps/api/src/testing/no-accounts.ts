import type { Accounts } from "../identity/accounts.ts";

/** Nobody signs in. */
export const noAccounts: Accounts = {
  all: () => [],
  find: () => null,
  endSessions: async () => 0,
  change: async () => {},
  followEyes: async () => {},
};
