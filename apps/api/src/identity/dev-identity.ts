import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Role } from "@lockstep/protocol/generated/schema";
import { everySite, scopeOf } from "./scope.ts";
import { developer, ROLES, type Viewer } from "./viewer.ts";

const FORM = "dev:<name>:<role> or dev:<name>:<role>:<site>,<site>";

/** The person that an `authorization` header names; without one, the developer of this machine. */
export function viewerOfHeader(header: string | undefined): Result<Viewer, string> {
  if (header === undefined) return ok(developer);
  const bearer = /^Bearer +(\S.*)$/i.exec(header.trim());
  if (bearer?.[1] !== undefined) return viewerOfToken(bearer[1]);
  return refuse(`The authorization header is not of the form "Bearer ${FORM}": leave it out, or send it like that.`);
}

/** The person that a token names; without one, the developer of this machine. */
export function viewerOfToken(token: unknown): Result<Viewer, string> {
  if (token === undefined || token === null) return ok(developer);
  const malformed = refuse(`The token is not of the form ${FORM}: leave it out, or send it like that.`);
  if (typeof token !== "string" || token.length > 2_000) return malformed;
  const [scheme, name, roleText, sitesText, ...more] = token.split(":");
  if (scheme !== "dev" || !name?.trim() || !roleText || more.length > 0) return malformed;
  const role = roleOf(roleText);
  if (role === undefined) {
    const known = ROLES.map((one) => one.toLowerCase().replaceAll("_", "-")).join(", ");
    return refuse(`The token names the role "${roleText}", which is none of ${known}.`);
  }
  const scope = sitesText === undefined ? everySite : scopeOfText(sitesText);
  return scope === null ? malformed : ok({ name, roles: new Set([role]), scope });
}

function roleOf(text: string): Role | undefined {
  const wanted = text.toUpperCase().replaceAll("-", "_");
  return ROLES.find((role) => role === wanted);
}

function scopeOfText(text: string) {
  const sites = text.split(",").map((site) => site.trim());
  return sites.every((site) => site !== "") ? scopeOf(sites) : null;
}
