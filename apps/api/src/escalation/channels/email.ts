import { createTransport, type Transporter } from "nodemailer";
import type { Outgoing, SendingChannel, Sent } from "./channel.ts";

const TIMEOUT_MS = 20_000;

export interface MailSettings {
  /** smtp: or smtps:, with user and password where the server asks for them. */
  readonly url: string;
  readonly from: string;
  /** Where the page is, for the link; null: there is none. */
  readonly pageUrl: string | null;
}

/** E-mail by SMTP. The idempotency key is the message's id, by which mail servers and readers drop a repeat. */
export function createEmail({ url, from, pageUrl }: MailSettings): SendingChannel & { close(): void } {
  const transport: Transporter = createTransport({
    url,
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
  });
  return {
    async send({ key, body }): Promise<Sent> {
      if (body.address === null) return { is: "never", why: "the roster names no e-mail address" };
      try {
        await transport.sendMail({
          from,
          to: body.address,
          subject: subjectOf(body.severity, body.title),
          text: textOf(body, pageUrl),
          ...(body.html === undefined ? {} : { html: body.html }),
          ...(body.csv === undefined
            ? {}
            : {
                attachments: [{ filename: "figures.csv", content: body.csv, contentType: "text/csv; charset=utf-8" }],
              }),
          messageId: `<${Buffer.from(key).toString("base64url")}@lockstep>`,
          headers: { "X-Lockstep-Idempotency-Key": encodeURI(key), "Auto-Submitted": "auto-generated" },
        });
        return { is: "sent" };
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => transport.close(),
  };
}

const subjectOf = (severity: string | null, title: string): string =>
  (severity === null ? title : `[${severity}] ${title}`).replace(/\s+/g, " ");

function textOf({ text, exceptionId, reason, site }: Outgoing["body"], pageUrl: string | null): string {
  if (pageUrl === null) return text;
  if (reason === "weekly")
    return `${text}\n\n${pageUrl}/leader${site === null ? "" : `?site=${encodeURIComponent(site)}`}`;
  const place = exceptionId === null ? "" : `?at=${encodeURIComponent(exceptionId)}`;
  return `${text}\n\n${pageUrl}/${place}`;
}

/** A 5xx of SMTP is final; anything else may pass. */
function failureOf(error: unknown): Sent {
  const { responseCode, code } = error as { readonly responseCode?: unknown; readonly code?: unknown };
  if (typeof responseCode === "number") {
    const why = `the mail server answered ${responseCode}`;
    return responseCode >= 500 && responseCode !== 535 ? { is: "never", why } : { is: "later", why };
  }
  return { is: "later", why: `the mail server cannot be reached (${typeof code === "string" ? code : "no answer"})` };
}
