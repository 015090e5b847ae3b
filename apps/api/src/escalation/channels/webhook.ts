import { createHmac } from "node:crypto";
import type { Instant } from "@lockstep/domain/instant";
import type { Outgoing, SendingChannel, Sent } from "./channel.ts";
import { type Answer, post } from "./post.ts";
import { NotPublic } from "./public-address.ts";
import { pauseAsked } from "./retry-after.ts";

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
      if (message.body.address === null) return { is: "never", why: "the roster names no webhook" };
      const target = targets.get(message.body.address);
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
      const headers: Record<string, string> = {
        "content-type": "application/json",
        "idempotency-key": encodeURI(message.key),
        "x-lockstep-timestamp": timestamp,
      };
      if (secret !== null) headers["x-lockstep-signature"] = `sha256=${signatureOf(secret, timestamp, body)}`;
      try {
        const answer = await post(url, { headers, body, mayBePrivate: target.mayBePrivate, stopped });
        return answerOf(answer, { name: target.name, now: now() });
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

const notPublic = ({ name }: WebhookTarget): Sent => ({
  is: "never",
  why: `${name} leads to an address that is not public: set private: true for it if that is meant`,
});

function answerOf(answer: Answer, { name, now }: { readonly name: string; readonly now: Instant }): Sent {
  const { status } = answer;
  if (status >= 200 && status < 300) return { is: "sent" };
  const why = `${name} answered HTTP ${status}`;
  const isWorthAnother = status >= 500 || [401, 403, 404, 408, 425, 429].includes(status);
  return isWorthAnother ? { is: "later", why, ...pauseAsked(answer, now) } : { is: "never", why };
}

function textIn(shape: Shape, { key, person, body }: Outgoing): string {
  const { address: _, roster: __, ...said } = body;
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
