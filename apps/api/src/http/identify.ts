import type { Request, RequestHandler, Response } from "express";
import { notFromOurPages } from "../identity/from-our-pages.ts";
import type { Identity } from "../identity/identity.ts";
import { may, type Route, rightToRoute } from "../identity/rights.ts";
import type { Log } from "../log.ts";
import { refuseWith, setViewer, viewerOf } from "./refuse.ts";

type Refusing = (
  response: Response,
  status: number,
  refusal: { readonly code: string; readonly message: string },
) => void;

/** Finds out who asks, or answers that nobody does. */
export function identify(identity: () => Identity, log: Log, refuse: Refusing = refuseWith): RequestHandler {
  return async (request, response, next) => {
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
    setViewer(response, who.value.viewer);
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
