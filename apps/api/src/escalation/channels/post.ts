import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import { isPublicAddress, NotPublic, publicLookup } from "./public-address.ts";

const TIMEOUT_MS = 20_000;
const MOST_ANSWER_BYTES = 64 * 1024;

interface Posting {
  readonly headers: Record<string, string>;
  readonly body: string | Uint8Array;
  /** Whether it may lead to an address that is not public. */
  readonly mayBePrivate: boolean;
  readonly stopped: AbortSignal;
}

/** All that is looked at of an answer. */
export interface Answer {
  readonly status: number;
  /** The header `Retry-After`, as it stands there. */
  readonly retryAfter: string | null;
}

/** No redirect is followed. Rejects with `NotPublic`, or as the network does. */
export function post(url: URL, { headers, body, mayBePrivate, stopped }: Posting): Promise<Answer> {
  if (!mayBePrivate && isIP(hostOf(url)) !== 0 && !isPublicAddress(hostOf(url)))
    return Promise.reject(new NotPublic(`${url.hostname} is no public address`));
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: "POST", headers, signal, ...(mayBePrivate ? {} : { lookup: publicLookup }) },
      (answer) => {
        let bytes = 0;
        answer.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > MOST_ANSWER_BYTES) answer.destroy();
        });
        answer.on("error", () => {});
        const retryAfter = answer.headers["retry-after"] ?? null;
        answer.on("close", () => resolve({ status: answer.statusCode ?? 0, retryAfter }));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");
