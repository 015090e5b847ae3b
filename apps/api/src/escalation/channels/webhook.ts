import { createHmac } from "node:crypto";
import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { isIP } from "node:net";
import type { Outgoing, SendingChannel, Sent } from "./channel.ts";
import { isPublicAddress, NotPublic, publicLookup } from "./public-address.ts";

const TIMEOUT_MS = 20_000;
const MOST_ANSWER_BYTES = 64 * 1024;

export type Shape = "json" | "slack" | "teams";

export interface WebhookTarget {
  readonly name: string;
  readonly shape: Shape;
  /** Whether it may lead to an address that is not public. */
  readonly mayBePrivate: boolean;
  /** Asked for each time, so that one that was changed is used from then on. Each may be secret. */
  url(): Promise<string>;
  secret(): Promise<string | null>;
}

export interface WebhookParts {
  readonly targets: ReadonlyMap<string, WebhookTarget>;
  /** By the process's own clock: part of what is signed. */
  readonly now: () => number;
}

/**
 * One POST a message. `X-Lockstep-Signature` is the HMAC-SHA256 of `timestamp.body` in hex, under the target's secret; the
 * receiver compares it, and drops what is old or what it has had under the same `Idempotency-Key`. No redirect is followed.
 */
export function createWebhook({ targets, now }: WebhookParts): SendingChannel {
  return {
    async send(message, stopped): Promise<Sent> {
      const target = targets.get(message.body.address ?? "");
      if (target === undefined) return { is: "never", why: "the roster names a webhook that is not set up" };
      const body = textIn(target.shape, message);
      const timestamp = String(Math.floor(now() / 1_000));
      let url: URL;
      let secret: string | null;
      try {
        url = new URL(await target.url());
        secret = await target.secret();
      } catch {
        return { is: "later", why: `the address or the secret of ${target.name} cannot be read` };
      }
      if (!target.mayBePrivate && isIP(hostOf(url)) !== 0 && !isPublicAddress(hostOf(url))) return notPublic(target);
      const headers: Record<string, string> = {
        "content-type": "application/json",
        "idempotency-key": encodeURI(message.key),
        "x-lockstep-timestamp": timestamp,
      };
      if (secret !== null) headers["x-lockstep-signature"] = `sha256=${signatureOf(secret, timestamp, body)}`;
      try {
        const status = await post(url, { headers, body, target, stopped });
        return answerOf(status, target.name);
      } catch (error) {
        if (error instanceof NotPublic) return notPublic(target);
        const code = (error as { readonly code?: unknown }).code;
        return {
          is: "later",
          why: `${target.name} cannot be reached (${typeof code === "string" ? code : "no answer"})`,
        };
      }
    },
  };
}

export const signatureOf = (secret: string, timestamp: string, body: string): string =>
  createHmac("sha256", secret).update(`${timestamp}.${body}`).digest("hex");

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, "");

const notPublic = ({ name }: WebhookTarget): Sent => ({
  is: "never",
  why: `${name} leads to an address that is not public: set private: true for it if that is meant`,
});

function answerOf(status: number, name: string): Sent {
  if (status >= 200 && status < 300) return { is: "sent" };
  const why = `${name} answered HTTP ${status}`;
  const isWorthAnother = status >= 500 || [401, 403, 404, 408, 425, 429].includes(status);
  return isWorthAnother ? { is: "later", why } : { is: "never", why };
}

interface Posting {
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly target: WebhookTarget;
  readonly stopped: AbortSignal;
}

/** The status of the answer, of which nothing else is looked at. */
function post(url: URL, { headers, body, target, stopped }: Posting): Promise<number> {
  const request = url.protocol === "https:" ? httpsRequest : httpRequest;
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(TIMEOUT_MS)]);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: "POST", headers, signal, ...(target.mayBePrivate ? {} : { lookup: publicLookup }) },
      (answer) => {
        let bytes = 0;
        answer.on("data", (chunk: Buffer) => {
          bytes += chunk.length;
          if (bytes > MOST_ANSWER_BYTES) answer.destroy();
        });
        answer.on("error", () => {});
        answer.on("close", () => resolve(answer.statusCode ?? 0));
      },
    );
    sent.on("error", reject);
    sent.end(body);
  });
}

function textIn(shape: Shape, { key, person, body }: Outgoing): string {
  const { address: _, ...said } = body;
  const heading = said.severity === null ? said.title : `[${said.severity}] ${said.title}`;
  switch (shape) {
    case "json":
      return JSON.stringify({ key, person, ...said });
    case "slack":
      return JSON.stringify({
        text: heading,
        blocks: [
          { type: "header", text: { type: "plain_text", text: heading.slice(0, 150) } },
          { type: "section", text: { type: "plain_text", text: said.text.slice(0, 3_000) } },
        ],
      });
    case "teams":
      return JSON.stringify({
        type: "message",
        attachments: [
          {
            contentType: "application/vnd.microsoft.card.adaptive",
            content: {
              ...{
                $schema: "http://adaptivecards.io/schemas/adaptive-card.json",
                type: "AdaptiveCard",
                version: "1.4",
              },
              body: [
                { type: "TextBlock", size: "Large", weight: "Bolder", wrap: true, text: heading },
                { type: "TextBlock", wrap: true, text: said.text },
              ],
            },
          },
        ],
      });
  }
}
