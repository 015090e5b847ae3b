import type { SessionRow, Store } from "@lockstep/store/store";
import type { Log } from "../log.ts";
import type { NoMoney } from "../money/money-rights.ts";
import type { Noted } from "../writer/audit-rows.ts";
import type { AuthConfig } from "./auth-config.ts";
import { createFeedTokens } from "./feed-tokens.ts";
import { createIdentity, type Identity } from "./identity.ts";
import type { Provider } from "./oidc.ts";
import { createPeople } from "./people.ts";
import { seeingEnded } from "./seeing.ts";
import { createSessions } from "./sessions.ts";

interface Opening {
  readonly auth: AuthConfig;
  readonly store: Store;
  readonly provider: Provider | null;
  /** Tells the cookies of servers on one machine apart. */
  readonly port: string;
  readonly log: Log;
  readonly noMoney: NoMoney;
  readonly note: (noted: Noted) => Promise<unknown>;
}

/** Reads who may come in, and who is. */
export async function openIdentity({ auth, store, provider, port, log, noMoney, note }: Opening): Promise<Identity> {
  const { mode, publicUrl } = auth;
  const people = await createPeople(store);
  const onEnded = (row: SessionRow): void => {
    const ended = seeingEnded(row, Date.now());
    if (ended !== null) note(ended).catch((error: unknown) => log.error(error, "the end of seeing-as is not audited"));
  };
  if (mode === "local" && people.count === 0) {
    log.warn("nobody can sign in yet: stop the server and add an administrator with npm run user:add");
  }
  return createIdentity({
    mode,
    cookie: publicUrl?.protocol === "https:" ? "__Host-lockstep" : `lockstep-${port}`,
    sessions: await createSessions({ store, limits: auth.sessions, log, onEnded }),
    people,
    feedTokens: await createFeedTokens(store, log),
    provider,
    noMoney,
    note,
  });
}
