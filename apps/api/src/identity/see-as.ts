import type { IncomingHttpHeaders } from "node:http";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Refusal } from "../errors.ts";
import type { Noted } from "../writer/audit-rows.ts";
import { viewerOfToken } from "./dev-identity.ts";
import { hasRole, type Viewer } from "./viewer.ts";

const HEADER = "lockstep-see-as";
/** That somebody looks with other eyes is audited once in this time, not with every question of a page. */
const NOTED_FOR_MS = 3_600_000;

interface Asked {
  readonly headers: IncomingHttpHeaders;
}

/**
 * An administrator of every site may look with the eyes of a role, at all sites or some, by the header
 * `lockstep-see-as: supervisor:PLANT-A`. They do nothing that way, and it is audited before anything is shown.
 */
export function createSeeAs(note: (noted: Noted) => Promise<unknown>) {
  const notedAt = new Map<string, number>();
  return async (viewer: Viewer, { headers }: Asked): Promise<Result<Viewer, Refusal>> => {
    const as = headers[HEADER];
    if (as === undefined) return ok(viewer);
    const no = (message: string): Result<never, Refusal> => refuse({ code: "FORBIDDEN", message });
    if (!hasRole(viewer, "ADMINISTRATOR") || viewer.scope.sites !== null || viewer.seenBy !== undefined) {
      return no("Only administrators of every site look with the eyes of others.");
    }
    const seen = viewerOfToken(`dev:${viewer.name.replaceAll(":", "")}:${String(as)}`);
    if (!seen.ok) return no(`The header ${HEADER} is of the form role or role:site,site.`);
    const key = JSON.stringify([viewer.name, as]);
    const now = Date.now();
    if (now - (notedAt.get(key) ?? 0) > NOTED_FOR_MS) {
      const what = { before: null, after: null, note: String(as) };
      await note({ about: `person:${viewer.name}`, at: now, by: viewer.name, action: "seen-as", ...what });
      notedAt.set(key, now);
    }
    return ok({ ...seen.value, name: viewer.name, seenBy: viewer.name });
  };
}
