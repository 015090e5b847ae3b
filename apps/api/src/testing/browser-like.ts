/** Keeps cookies and follows where it is sent, by address, as a browser does; sends the header origin as a page would. */
export interface BrowserLike {
  cookies(origin: string): string;
  /** Follows until there is an answer that sends nowhere. */
  open(url: string): Promise<{ readonly url: URL; readonly response: Response }>;
  /** One request as a page of that origin makes it. */
  ask(url: string, options?: RequestInit): Promise<Response>;
}

const MOST_STEPS = 20;

export function browserLike(): BrowserLike {
  const jars = new Map<string, Map<string, string>>();
  const cookies = (origin: string): string =>
    [...(jars.get(origin) ?? [])].map(([name, value]) => `${name}=${value}`).join("; ");
  const once = async (url: URL, options: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(options.headers);
    const jar = cookies(url.origin);
    if (jar !== "") headers.set("cookie", jar);
    const response = await fetch(url, { ...options, headers, redirect: "manual" });
    const mine = jars.get(url.origin) ?? new Map<string, string>();
    jars.set(url.origin, mine);
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const at = pair.indexOf("=");
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) mine.delete(pair.slice(0, at));
      else mine.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  };
  return {
    cookies,
    async open(address) {
      let url = new URL(address);
      for (let step = 0; step < MOST_STEPS; step += 1) {
        const response = await once(url, { headers: { accept: "text/html" } });
        const next = response.headers.get("location");
        if (next === null) return { url, response };
        url = new URL(next, url);
      }
      throw new Error(`${address} leads in circles`);
    },
    ask(address, options = {}) {
      const url = new URL(address);
      const headers = new Headers(options.headers);
      headers.set("origin", url.origin);
      return once(url, { ...options, headers });
    },
  };
}
