import type { Request, RequestHandler, Response } from "express";
import { notFromOurPages } from "../identity/from-our-pages.ts";
import type { Identity } from "../identity/identity.ts";
import { may, type Route, rightToRoute } from "../identity/rights.ts";
import { createSeeAs } from "../identity/see-as.ts";
import { mayBeAsked } from "../identity/seeing.ts";
import type { Log } from "../log.ts";
import type { Noted } from "../writer/audit-rows.ts";
import { createRateLimit } from "./rate.ts";
import { refuseWith, setViewer, viewerOf } from "./refuse.ts";
import { setStillIn } from "./still-in.ts";

type Refusing = (
  response: Response,
  status: number,
  refusal: { readonly code: string; readonly message: string },
) => void;

/** A page asks a few times a second at most; many people may sit behind one address. */
const EACH_PERSON = { perSecond: 50, burst: 300 };
const EACH_ADDRESS = { perSecond: 200, burst: 1_000 };

export interface Identifying {
  readonly identity: () => Identity;
  readonly note: (noted: Noted) => Promise<unknown>;
  readonly log: Log;
}

/** Finds out who asks, or answers that nobody does. */
export function identify({ identity, note, log }: Identifying, refuse: Refusing = refuseWith): RequestHandler {
  const ofPerson = createRateLimit(EACH_PERSON);
  const ofAddress = createRateLimit(EACH_ADDRESS);
  const seeAs = createSeeAs(note);
  /** Of whoever sends facts, the log itself says when it is behind. */
  const tooMany = (response: Response, wait: number): boolean => {
    if (wait === 0 || identity().mode === "dev") return false;
    response.setHeader("retry-after", String(wait));
    refuse(response, 429, { code: "TOO_MANY_REQUESTS", message: `Too many requests: ask again in ${wait} seconds.` });
    return true;
  };
  return async (request, response, next) => {
    if (tooMany(response, ofAddress(request.ip ?? "", Date.now()))) return;
    const who = await ask(identity(), request, log);
    if (who === null) {
      response.setHeader("retry-after", "5");
      const message = "The provider that vouches for people cannot be asked now: try again in 5 seconds.";
      refuse(response, 503, { code: "UNAVAILABLE", message });
      return;
    }
    if (!who.ok) {
      response.setHeader("www-authenticate", "Bearer");
      refuse(response, 401, { code: "UNAUTHENTICATED", message: who.error });
      return;
    }
    const trouble = who.value.session === null ? null : notFromOurPages(request);
    if (trouble !== null) {
      refuse(response, 403, { code: "FORBIDDEN", message: trouble });
      return;
    }
    const { viewer } = who.value;
    if (viewer.feed === undefined && tooMany(response, ofPerson(viewer.seenBy ?? viewer.name, Date.now()))) return;
    const seen = await seeAs(viewer, request);
    if (!seen.ok) {
      refuse(response, 403, seen.error);
      return;
    }
    const asked = mayBeAsked(seen.value, request);
    if (!asked.ok) {
      refuse(response, 403, asked.error);
      return;
    }
    setStillIn(request, who.value.isStillIn);
    setViewer(response, {
      ...identity().shownMoney(seen.value),
      ...(request.ip !== undefined && { from: request.ip }),
      ...(who.value.session !== null && { isBrowser: true }),
    });
    next();
  };
}

async function ask(identity: Identity, request: Request, log: Log) {
  try {
    return await identity.ofRequest(request.headers);
  } catch (error) {
    log.error(error, "it could not be found out who asks");
    return null;
  }
}

/** Lets through who has the right to an address. */
export function only(route: Route, refuse: Refusing = refuseWith): RequestHandler {
  const right = rightToRoute(route);
  return (_, response, next) => {
    const allowed = may(right, viewerOf(response));
    if (allowed.ok) next();
    else refuse(response, 403, allowed.error);
  };
}
