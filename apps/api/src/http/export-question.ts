import { parseInstant } from "@lockstep/domain/instant-text";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Refusal } from "../errors.ts";
import type { Viewer } from "../identity/viewer.ts";
import type { View } from "../view/view.ts";

/** What the address of a file may say, as it came. */
type Said = Readonly<Record<string, unknown>>;

interface Range {
  readonly from: number;
  readonly to: number;
}

const bad = (message: string) => refuse({ code: "BAD_USER_INPUT", message } as const);

/** From `from` to before `to`; what is left out is as in `otherwise`, and refused where that is null. */
export function rangeIn({ from, to }: Said, otherwise: Range | null): Result<Range, Refusal> {
  const given = { from: instantIn(from, otherwise?.from), to: instantIn(to, otherwise?.to) };
  if (given.from === null || given.to === null) {
    return bad("from and to must be instants of ISO 8601 with their offset, such as 2026-03-02T00:00:00Z.");
  }
  return ok({ from: given.from, to: given.to });
}

function instantIn(text: unknown, otherwise: number | undefined): number | null {
  if (text === undefined) return otherwise ?? null;
  return typeof text === "string" ? parseInstant(text) : null;
}

/** The one site that is asked for, which the viewer must see; null: all that they see. */
export function siteIn({ site }: Said, { scope }: Viewer): Result<string | null, Refusal> {
  if (site === undefined) return ok(null);
  if (typeof site !== "string" || site === "") return bad("site must be one id, or left out.");
  if (scope.sees(site)) return ok(site);
  return refuse({ code: "FORBIDDEN", message: "You do not see that site: leave it out, or name another." });
}

/** Whoever sees every site sees ids of which there is none: a file of nothing would look like a plant at rest. */
export function existingIn(site: string | null, { world }: View): Result<string | null, Refusal> {
  if (site === null || world.sites.has(site)) return ok(site);
  return bad(`There is no site ${site}: leave it out, or take one of the list of sites.`);
}
