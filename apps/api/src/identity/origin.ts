import type { IncomingHttpHeaders } from "node:http";
import { isLoopback } from "./auth-config.ts";

/** Says of requests whether they come from where they may. */
export interface Origins {
  /** Whether a request comes from a page that may ask us, or from no page at all. */
  isOwnOrigin(headers: IncomingHttpHeaders): boolean;
  /**
   * Whether the name in the address is ours. Another name that leads here would let any page that its owner serves act as
   * whoever looks at it.
   */
  isOwnHost(host: string | undefined): boolean;
}

/**
 * With sign-in, the one origin of our own pages: the declared address, or without one the very address that is asked, if
 * it is this machine's. Without, every page of this machine.
 */
export function createOrigins({ mode, publicUrl }: { readonly mode: string; readonly publicUrl: URL | null }): Origins {
  const isOwnHost = (host: string | undefined): boolean =>
    host === undefined || host === publicUrl?.host || isNameOfThisMachine(host);
  return {
    isOwnHost,
    isOwnOrigin({ origin, host }) {
      if (origin === undefined) return true;
      if (!URL.canParse(origin)) return false;
      if (mode === "dev") {
        const url = new URL(origin);
        return url.host === host || isOwnName(url.hostname);
      }
      if (publicUrl !== null) return origin === publicUrl.origin;
      return host !== undefined && isNameOfThisMachine(host) && origin === `http://${host}`;
    },
  };
}

const isNameOfThisMachine = (host: string): boolean =>
  URL.canParse(`http://${host}`) && isOwnName(new URL(`http://${host}`).hostname);

const isOwnName = (name: string): boolean => name.endsWith(".localhost") || isLoopback(name.replace(/^\[|\]$/g, ""));
