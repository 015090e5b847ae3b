/** One cookie of a request; undefined if there is none of that name. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  for (const part of (header ?? "").split(";")) {
    const at = part.indexOf("=");
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim();
  }
  return undefined;
}

export interface CookieOptions {
  readonly isSecure: boolean;
  /** Null: as long as the browser runs. */
  readonly seconds: number | null;
  /** Whether the page's own script may read it. */
  readonly isReadable?: boolean;
}

/** A cookie of this address alone, which no other site's request carries but a link that is followed. */
export function cookieText(name: string, value: string, { isSecure, seconds, isReadable }: CookieOptions): string {
  const parts = [`${name}=${value}`, "Path=/", "SameSite=Lax"];
  if (seconds !== null) parts.push(`Max-Age=${seconds}`);
  if (isReadable !== true) parts.push("HttpOnly");
  if (isSecure) parts.push("Secure");
  return parts.join("; ");
}
