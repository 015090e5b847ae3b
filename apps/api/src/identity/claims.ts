import type { Role } from "@lockstep/protocol/generated/schema";
import type { OidcConfig } from "./auth-config.ts";

/** What a provider vouches for, in our words. */
export interface Claimed {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Null: every site. */
  readonly sites: readonly string[] | null;
}

/** Every site, in the claim that names sites. */
const ALL = "*";

type Mapping = Pick<OidcConfig, "nameClaim" | "rolesClaim" | "roles" | "sitesClaim">;

/** Reads roles and sites as declared. Who has no role that is mapped has none; a claim of sites that is missing means none. */
export function claimedIn(claims: object, { nameClaim, rolesClaim, roles, sitesClaim }: Mapping): Claimed {
  const name = textsAt(claims, nameClaim)[0] ?? textsAt(claims, "sub")[0] ?? "";
  const mapped = textsAt(claims, rolesClaim).flatMap((one) => roles.get(one) ?? []);
  const sites = sitesClaim === null ? [ALL] : textsAt(claims, sitesClaim);
  return { name, roles: [...new Set(mapped)], sites: sites.includes(ALL) ? null : sites };
}

/** A claim by its name, or by a path such as `realm_access.roles`; one text, or a list of them. */
function textsAt(claims: object, path: string): readonly string[] {
  const own = (from: unknown, name: string): unknown =>
    typeof from === "object" && from !== null && Object.hasOwn(from, name)
      ? (from as Readonly<Record<string, unknown>>)[name]
      : undefined;
  const found = own(claims, path) ?? path.split(".").reduce<unknown>(own, claims);
  const list: readonly unknown[] = Array.isArray(found) ? found : [found];
  return list.filter((one): one is string => typeof one === "string" && one !== "");
}
