import type { IncomingHttpHeaders } from "node:http";
import { isLoopback } from "../config.ts";

/** Whether a request comes from a page of this server, of this machine, or from no page at all. */
export function isOwnOrigin({ origin, host }: IncomingHttpHeaders): boolean {
  if (origin === undefined) return true;
  if (!URL.canParse(origin)) return false;
  const url = new URL(origin);
  return url.host === host || isOwnName(url.hostname);
}

/**
 * Whether the name in the address is this machine's own. Another name that leads here would let any page that its owner
 * serves act as the developer.
 */
export function isOwnHost(host: string | undefined): boolean {
  return host === undefined || (URL.canParse(`http://${host}`) && isOwnName(new URL(`http://${host}`).hostname));
}

const isOwnName = (name: string): boolean => name.endsWith(".localhost") || isLoopback(name.replace(/^\[|\]$/g, ""));
