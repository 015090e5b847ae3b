import type { IncomingHttpHeaders } from "node:http";

interface Asked {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/**
 * What is wrong with a request that shows a session, or null: a browser sends its cookie whoever makes it ask. That the
 * origin is ours, where there is one, has been looked at before.
 */
export function notFromOurPages({ method, headers }: Asked): string | null {
  const site = headers["sec-fetch-site"];
  if (site === "cross-site" || site === "same-site") return "A page of somebody else has asked for this.";
  if (method === "GET" || method === "HEAD" || headers.origin !== undefined || site === "same-origin") return null;
  return "A session is good for our own pages alone: send the header origin with this server's address.";
}
