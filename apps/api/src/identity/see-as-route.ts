import { isObject } from "@lockstep/domain/json";
import { type Request, type Response, Router } from "express";
import { readJson } from "../http/body.ts";
import { refuseWith } from "../http/refuse.ts";
import type { Noted } from "../writer/audit-rows.ts";
import { notFromOurPages } from "./from-our-pages.ts";
import type { Identified, Identity } from "./identity.ts";
import { may, rightToRoute } from "./rights.ts";
import { seeingBegan, seeingEnded } from "./seeing.ts";
import { vouchedFor } from "./vouched.ts";

interface Parts {
  readonly identity: () => Identity;
  readonly note: (noted: Noted) => Promise<unknown>;
  /** What the page keeps is kept apart under that name. */
  readonly setPerson: (request: Request, response: Response, name: string) => void;
}

/**
 * `POST /auth/see-as` { name }: from now on this session shows its administrator what that account is shown, and does nothing. `POST
 * /auth/see-as/end`: no more. Both are audited first; open pages of the session begin anew.
 */
export function seeAsRoute({ identity, note, setPerson }: Parts): Router {
  const router = Router();

  async function whoAsks(request: Request, response: Response): Promise<Identified | null> {
    const who = await identity().ofRequest(request.headers);
    if (!who.ok) {
      refuseWith(response, 401, { code: "UNAUTHENTICATED", message: who.error });
      return null;
    }
    const trouble = who.value.session === null ? null : notFromOurPages(request);
    if (trouble === null) return who.value;
    refuseWith(response, 403, { code: "FORBIDDEN", message: trouble });
    return null;
  }

  router.post("/", async (request, response) => {
    const who = await whoAsks(request, response);
    if (who === null) return;
    const allowed = may(rightToRoute("POST /auth/see-as"), who.viewer);
    if (!allowed.ok) return refuseWith(response, 403, allowed.error);
    const { session } = who;
    if (session === null || who.viewer.seenBy !== undefined) {
      const message =
        session === null
          ? "Nobody is signed in with a session here: sign in first."
          : "You look with the eyes of others already: end that first.";
      return refuseWith(response, 409, { code: "CONFLICT", message });
    }
    const body = await readJson(request, { mostBytes: 10_000, what: "This" });
    if (!body.ok) return refuseWith(response, body.error.status, body.error);
    const name = isObject(body.value.value) ? body.value.value["name"] : undefined;
    const account = typeof name === "string" && name !== session.person ? identity().accounts.find(name) : null;
    if (account === null || account.isActive === false) {
      const message = "There is nobody else of that name who comes in here: read the list again.";
      return refuseWith(response, 404, { code: "NOT_FOUND", message });
    }
    const { roles, sites } = account;
    const sees = { name: account.name, roles, sites, since: Date.now() };
    await note(seeingBegan(session, sees));
    await identity().sessions.change(session.idHash, { ...vouchedFor(session), sees });
    // Other rights that came meanwhile.
    await identity().accounts.followEyes(account.name);
    setPerson(request, response, `${session.person} as ${account.name}`);
    response.status(204).end();
  });

  router.post("/end", async (request, response) => {
    const who = await whoAsks(request, response);
    if (who === null) return;
    const { session } = who;
    const ended = session === null ? null : seeingEnded(session, Date.now());
    if (session !== null && ended !== null) {
      await note(ended);
      const { sees: _, ...own } = vouchedFor(session);
      await identity().sessions.change(session.idHash, own);
      setPerson(request, response, session.person);
    }
    response.status(204).end();
  });

  return router;
}
