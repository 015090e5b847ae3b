import type { IncomingHttpHeaders } from "node:http";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { SessionRow } from "@lockstep/store/store";
import { type NoMoney, shownMoney } from "../money/money-rights.ts";
import type { Noted } from "../writer/audit-rows.ts";
import { type Accounts, createAccounts } from "./accounts.ts";
import type { AuthConfig } from "./auth-config.ts";
import { cookieIn } from "./cookies.ts";
import { viewerOfHeader, viewerOfToken } from "./dev-identity.ts";
import { FEED_TOKEN, type FeedTokens } from "./feed-tokens.ts";
import type { Provider } from "./oidc.ts";
import { type People, viewerOfPerson } from "./people.ts";
import { isSame, newSecret } from "./secrets.ts";
import { withEyesOf } from "./seeing.ts";
import type { Sessions } from "./sessions.ts";
import { developer, type Viewer } from "./viewer.ts";
import { vouchedFor } from "./vouched.ts";

/** Somebody who has shown who they are. */
export interface Identified {
  readonly viewer: Viewer;
  /** Of one who shows a cookie, which a browser sends unasked: what they ask for must come from our own pages. */
  readonly session: SessionRow | null;
  /** Whether they are let in still, as who they were: asked while a request lasts. To ask is to use what they show. */
  isStillIn(): boolean;
  /** Calls once they are nobody any more; returns how to stop that. */
  onEnd(listen: () => void): () => void;
}

export interface Identity {
  readonly mode: AuthConfig["mode"];
  readonly cookie: string;
  readonly sessions: Sessions;
  readonly people: People;
  readonly accounts: Accounts;
  readonly feedTokens: FeedTokens;
  readonly provider: Provider | null;
  /** A token for a process of our own: an integrator at every site, until this process ends. */
  readonly ownToken: string;
  ofRequest(headers: IncomingHttpHeaders): Promise<Result<Identified, string>>;
  /** `token` is what the client names in its handshake. */
  ofSocket(token: unknown, headers: IncomingHttpHeaders): Promise<Result<Identified, string>>;
  readonly noMoney: NoMoney;
  /** As this installation shows them money: whoever is answered or told something has gone through here. */
  shownMoney(viewer: Viewer): Viewer;
  /** Who a session is of now; null if they may not come in any more. */
  viewerOf(session: SessionRow): Viewer | null;
}

interface Parts {
  readonly mode: AuthConfig["mode"];
  readonly cookie: string;
  readonly sessions: Sessions;
  readonly people: People;
  readonly feedTokens: FeedTokens;
  readonly provider: Provider | null;
  readonly noMoney: NoMoney;
  readonly note: (noted: Noted) => Promise<unknown>;
}

const SIGN_IN = "Nobody is signed in: sign in first.";
const ENDED = "The session has ended: sign in again.";
const OWN_PAGES = "A session is good for our own pages alone: show an access token.";
const NO_TOKEN = "The token is not known, has run out or was revoked: get a new one.";

/** Who may come in, by what they show: a session's cookie, an access token, a feed's token; in development a name. */
export function createIdentity(parts: Parts): Identity {
  const { mode, cookie, sessions, people, feedTokens, provider } = parts;
  const ownToken = newSecret();

  const viewerOf = (session: SessionRow): Viewer | null => {
    const vouched = vouchedFor(session);
    if (vouched.by === "provider") {
      return mode === "oidc" ? viewerOfPerson({ ...vouched, name: session.person }) : null;
    }
    const person = mode === "local" ? people.find(session.person) : null;
    return person?.isActive === true ? viewerOfPerson(person) : null;
  };

  const ofSession = (headers: IncomingHttpHeaders): Result<Identified, string> => {
    const secret = cookieIn(headers.cookie, cookie);
    if (secret === undefined) return refuse(SIGN_IN);
    const session = sessions.find(secret);
    const own = session === null ? null : viewerOf(session);
    if (session === null || own === null) return refuse(ENDED);
    const viewer = withEyesOf(own, vouchedFor(session).sees);
    return ok({
      ...{ viewer, session },
      isStillIn() {
        const now = sessions.find(secret);
        return now !== null && now.vouched === session.vouched && viewerOf(now) !== null;
      },
      onEnd: (listen) => sessions.onEnd(session.idHash, listen),
    });
  };

  const ofBearer = async (token: string): Promise<Result<Identified, string>> => {
    if (token.startsWith(FEED_TOKEN)) {
      const viewer = feedTokens.viewerOf(token);
      const isStillIn = (): boolean => feedTokens.viewerOf(token) !== null;
      return viewer === null ? refuse(NO_TOKEN) : ok({ ...lasting(viewer), isStillIn });
    }
    if (isSame(token, ownToken)) return ok(lasting({ ...developer, name: "lockstep", roles: new Set(["INTEGRATOR"]) }));
    const bearer = (await provider?.bearer(token)) ?? null;
    if (bearer === null) return refuse(NO_TOKEN);
    const { claimed, until } = bearer;
    return ok({
      ...{ viewer: viewerOfPerson(claimed), session: null },
      isStillIn: () => Date.now() < until,
      onEnd: (listen) => atTime(until, listen),
    });
  };

  return {
    ...parts,
    ownToken,
    accounts: createAccounts({ mode, people, sessions, now: Date.now, note: parts.note }),
    viewerOf,
    shownMoney: (viewer) => shownMoney(parts.noMoney, viewer),
    async ofRequest(headers) {
      const shown = headers.authorization === undefined ? null : bearerIn(headers.authorization);
      if (mode === "dev" && shown?.startsWith(FEED_TOKEN) !== true) {
        const viewer = viewerOfHeader(headers.authorization);
        return viewer.ok ? ok(lasting(viewer.value)) : viewer;
      }
      if (headers.authorization === undefined) return ofSession(headers);
      return shown === null ? refuse('The authorization header is not of the form "Bearer <token>".') : ofBearer(shown);
    },
    async ofSocket(given, headers) {
      // As in the header, with its scheme, it is the same token.
      const token = typeof given === "string" ? (bearerIn(given) ?? given) : given;
      if (mode === "dev") {
        const viewer = viewerOfToken(token);
        return viewer.ok ? ok(lasting(viewer.value)) : viewer;
      }
      if (token === undefined || token === null) {
        const who = ofSession(headers);
        if (who.ok && headers.origin === undefined) return refuse(OWN_PAGES);
        return who;
      }
      if (typeof token !== "string" || token.startsWith(FEED_TOKEN)) return refuse(NO_TOKEN);
      return ofBearer(token);
    },
  };
}

const lasting = (viewer: Viewer): Identified => ({
  ...{ viewer, session: null },
  isStillIn: () => true,
  onEnd: () => () => {},
});

const bearerIn = (header: string): string | null => /^Bearer +(\S+)$/i.exec(header.trim())?.[1] ?? null;

/** Longer than a timer can run, nothing is waited for. */
function atTime(until: number, listen: () => void): () => void {
  const timer = setTimeout(listen, Math.min(2_147_483_647, Math.max(0, until - Date.now())));
  timer.unref();
  return () => clearTimeout(timer);
}
