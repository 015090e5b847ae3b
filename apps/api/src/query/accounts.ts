import { isoOf } from "@lockstep/domain/instant";
import type { Account as AccountAnswer } from "@lockstep/protocol/generated/schema";
import type { Account } from "../identity/accounts.ts";
import { ROLES } from "../identity/viewer.ts";

/** Without anything that a browser could show. */
export function accountRow({ name, roles, sites, isActive, sessions }: Account): AccountAnswer {
  const [latest] = sessions;
  return {
    ...{ name, sites, isActive, roles: ROLES.filter((role) => roles.includes(role)) },
    lastSeenAt: latest === undefined ? null : isoOf(latest.seenAt),
    sessions: sessions.map(({ startedAt, seenAt, endsAt }) => ({
      ...{ startedAt: isoOf(startedAt), seenAt: isoOf(seenAt), endsAt: isoOf(endsAt) },
    })),
  };
}
