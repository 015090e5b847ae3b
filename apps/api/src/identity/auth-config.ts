import { isIP } from "node:net";
import { MINUTE } from "@lockstep/domain/instant";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Role } from "@lockstep/protocol/generated/schema";
import { ROLES } from "./viewer.ts";

/** How people come in, and under which address. */
export interface AuthConfig {
  readonly mode: "dev" | "local" | "oidc";
  /** The address that browsers know this server by; null: the one it listens on. */
  readonly publicUrl: URL | null;
  readonly sessions: SessionLimits;
  /** How many proxies of one's own a request comes through: so many of its forwarded addresses are believed. */
  readonly proxies: number;
  /** Only where the mode is `oidc`. */
  readonly oidc: OidcConfig | null;
  /** Whether sessions of browsers are answered only what our own page asks. */
  readonly trustedDocuments: boolean;
}

export interface SessionLimits {
  readonly idleMs: number;
  readonly longestMs: number;
}

export interface OidcConfig {
  readonly issuer: URL;
  readonly clientId: string;
  /** `${env:NAME}` or `${file:/path}`; null: a public client. */
  readonly secret: string | null;
  readonly scope: string;
  /** Who access tokens must be for; null: none are taken. */
  readonly audience: string | null;
  readonly nameClaim: string;
  readonly rolesClaim: string;
  readonly roles: ReadonlyMap<string, Role>;
  /** Null: everyone sees every site. */
  readonly sitesClaim: string | null;
}

type Env = Readonly<Record<string, string | undefined>>;
type Read<T> = Result<T, string>;

/** How people come in, as the environment asks for it; or in one line why that cannot be. */
export function readAuth(env: Env, host: string): Read<AuthConfig> {
  const mode = textOf(env, "LOCKSTEP_AUTH") ?? "dev";
  if (mode !== "dev" && mode !== "local" && mode !== "oidc") {
    return refuse(`LOCKSTEP_AUTH=${mode} is none of dev, local, oidc`);
  }
  const publicUrl = readPublicUrl(env);
  if (!publicUrl.ok) return publicUrl;
  const reach = checkReach(mode, host, publicUrl.value);
  if (!reach.ok) return reach;
  const idle = readMinutes(env, "LOCKSTEP_SESSION_IDLE_MINUTES", 60);
  const longest = readMinutes(env, "LOCKSTEP_SESSION_HOURS", 12, 60);
  const proxies = readCount(env, "LOCKSTEP_PROXIES");
  const oidc = mode === "oidc" ? readOidc(env) : ok(null);
  if (!idle.ok) return idle;
  if (!longest.ok) return longest;
  if (!proxies.ok) return proxies;
  const trusted = textOf(env, "LOCKSTEP_TRUSTED_DOCUMENTS") ?? (mode === "dev" ? "0" : "1");
  if (trusted !== "0" && trusted !== "1") return refuse(`LOCKSTEP_TRUSTED_DOCUMENTS=${trusted} is neither 0 nor 1`);
  if (!oidc.ok) return oidc;
  return ok({
    mode,
    publicUrl: publicUrl.value,
    sessions: { idleMs: idle.value, longestMs: longest.value },
    proxies: proxies.value,
    oidc: oidc.value,
    trustedDocuments: trusted === "1",
  });
}

/** Whether only this machine can reach an address that the server listens on. */
export function isLoopback(host: string): boolean {
  if (host === "localhost" || host === "::1") return true;
  return isIP(host) === 4 && host.startsWith("127.");
}

/** The name in an address, without the brackets of IPv6. */
export const hostOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, "");

const textOf = (env: Env, name: string): string | undefined => env[name]?.trim() || undefined;

function checkReach(mode: AuthConfig["mode"], host: string, publicUrl: URL | null): Read<null> {
  if (isLoopback(host) && publicUrl === null) return ok(null);
  if (mode === "dev") {
    if (isLoopback(host) && publicUrl !== null && isLoopback(hostOf(publicUrl))) return ok(null);
    const what = isLoopback(host) ? "LOCKSTEP_PUBLIC_URL names an address that" : `HOST=${host}`;
    return refuse(
      `${what} can be reached from other machines, and LOCKSTEP_AUTH=dev lets everyone in: ` +
        "use HOST=127.0.0.1, or LOCKSTEP_AUTH=oidc or local",
    );
  }
  if (publicUrl === null) {
    return refuse(`HOST=${host} can be reached from other machines: say under which address in LOCKSTEP_PUBLIC_URL`);
  }
  if (publicUrl.protocol === "https:" || isLoopback(hostOf(publicUrl))) return ok(null);
  return refuse(
    "LOCKSTEP_PUBLIC_URL begins with http://, over which passwords and sessions could be read: use https://",
  );
}

function readPublicUrl(env: Env): Read<URL | null> {
  const text = textOf(env, "LOCKSTEP_PUBLIC_URL");
  if (text === undefined) return ok(null);
  const url = URL.canParse(text) ? new URL(text) : null;
  const isPlain = url !== null && url.pathname === "/" && url.search === "" && url.username === "";
  if (isPlain && (url.protocol === "https:" || url.protocol === "http:")) return ok(url);
  return refuse("LOCKSTEP_PUBLIC_URL is no address such as https://lockstep.example.com, without a path");
}

function readOidc(env: Env): Read<OidcConfig> {
  const issuerText = textOf(env, "LOCKSTEP_OIDC_ISSUER");
  const clientId = textOf(env, "LOCKSTEP_OIDC_CLIENT_ID");
  if (issuerText === undefined) return refuse("LOCKSTEP_AUTH=oidc needs LOCKSTEP_OIDC_ISSUER, the provider's address");
  if (clientId === undefined)
    return refuse("LOCKSTEP_AUTH=oidc needs LOCKSTEP_OIDC_CLIENT_ID, as the provider knows us");
  const issuer = URL.canParse(issuerText) ? new URL(issuerText) : null;
  const isSafe = issuer?.protocol === "https:" || (issuer?.protocol === "http:" && isLoopback(hostOf(issuer)));
  if (issuer === null || !isSafe) return refuse("LOCKSTEP_OIDC_ISSUER is no address that begins with https://");
  const secret = textOf(env, "LOCKSTEP_OIDC_SECRET") ?? null;
  if (secret !== null && !/^\$\{(env|file):[^}]+\}$/.test(secret)) {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: as it is to be written
    return refuse("LOCKSTEP_OIDC_SECRET is not the secret itself but where it is: ${file:/path} or ${env:NAME}");
  }
  const audience = textOf(env, "LOCKSTEP_OIDC_AUDIENCE") ?? null;
  if (audience === clientId) {
    return refuse(
      "LOCKSTEP_OIDC_AUDIENCE is the client itself: name the API, so that no ID token passes for an access token",
    );
  }
  const roles = readRoleMap(textOf(env, "LOCKSTEP_OIDC_ROLES") ?? "");
  if (!roles.ok) return roles;
  return ok({
    issuer,
    clientId,
    secret,
    scope: textOf(env, "LOCKSTEP_OIDC_SCOPE") ?? "openid profile",
    audience,
    nameClaim: textOf(env, "LOCKSTEP_OIDC_NAME_CLAIM") ?? "preferred_username",
    rolesClaim: textOf(env, "LOCKSTEP_OIDC_ROLES_CLAIM") ?? "roles",
    roles: roles.value,
    sitesClaim: textOf(env, "LOCKSTEP_OIDC_SITES_CLAIM") ?? null,
  });
}

/** `planners=planner;cn=floor,dc=x=supervisor`; a role's own name stands for itself unless something is declared. */
function readRoleMap(text: string): Read<ReadonlyMap<string, Role>> {
  const map = new Map<string, Role>();
  if (text === "") for (const role of ROLES) map.set(role.toLowerCase().replaceAll("_", "-"), role);
  for (const pair of text.split(";").filter((one) => one.trim() !== "")) {
    const at = pair.lastIndexOf("=");
    const role = roleNamed(pair.slice(at + 1));
    const value = pair.slice(0, at).trim();
    if (at <= 0 || value === "" || role === undefined) {
      return refuse(
        `LOCKSTEP_OIDC_ROLES: "${pair.trim()}" is not of the form value=role, such as floor-leads=supervisor`,
      );
    }
    map.set(value, role);
  }
  return ok(map);
}

/** As people write it: `plant-manager`. */
export function roleNamed(text: string): Role | undefined {
  const wanted = text.trim().toUpperCase().replaceAll("-", "_");
  return ROLES.find((role) => role === wanted);
}

function readMinutes(env: Env, name: string, byDefault: number, minutes = 1): Read<number> {
  const text = textOf(env, name) ?? String(byDefault);
  const count = Number(text);
  if (/^\d{1,5}$/.test(text) && count >= 1) return ok(count * minutes * MINUTE);
  return refuse(`${name}=${text} is no such time: give a whole number from 1 to 99999`);
}

function readCount(env: Env, name: string): Read<number> {
  const text = textOf(env, name) ?? "0";
  return /^\d$/.test(text) ? ok(Number(text)) : refuse(`${name}=${text} is no number of proxies from 0 to 9`);
}
