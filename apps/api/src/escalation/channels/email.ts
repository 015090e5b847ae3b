import { createTransport, type Transporter } from "nodemailer";
import type { Outgoing, SendingChannel, Sent } from "./channel.ts";

/** Until it greets. */
const GREETING_MS = 20_000;
/**
 * Between two things that it says: one that looks through a message before it keeps it may take minutes for that (RFC 5321,
 * 4.5.3.2.6), and what is given up then comes twice.
 */
const SILENT_MS = 120_000;

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
    connectionTimeout: GREETING_MS,
    greetingTimeout: GREETING_MS,
    socketTimeout: SILENT_MS,
  });
  return {
    async send({ key, body }): Promise<Sent> {
      if (body.address === null) return { is: "never", why: "the roster names no e-mail address" };
      try {
        await transport.sendMail({
          from,
          // As it stands: no list, no name and no remark is read out of it.
          to: { name: "", address: body.address },
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

/** What is said about a message, and not about who sends it or how. */
const ABOUT_THE_MESSAGE: ReadonlySet<unknown> = new Set(["MAIL FROM", "RCPT TO", "DATA"]);
/** Who sends has to sign in, in another way, or over TLS (RFC 4954, 3207). */
const ABOUT_THE_SENDER: ReadonlySet<number> = new Set([530, 534, 535, 538]);

/** A 5xx of SMTP about the message is final; anything else may pass, as soon as somebody has put the server or our settings right. */
function failureOf(error: unknown): Sent {
  const { responseCode, code, command, message } = error as { readonly [field: string]: unknown };
  if (typeof responseCode === "number") {
    const why = `the mail server answered ${responseCode}`;
    const isFinal = responseCode >= 500 && ABOUT_THE_MESSAGE.has(command) && !ABOUT_THE_SENDER.has(responseCode);
    return { is: isFinal ? "never" : "later", why };
  }
  // What the connection itself says holds nothing that the server has said.
  const reason = code === "ESOCKET" ? String(message) : typeof code === "string" ? code : "no answer";
  return { is: "later", why: `the mail server cannot be reached (${reason})` };
}
