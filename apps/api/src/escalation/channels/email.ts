import { setTimeout as sleep } from "node:timers/promises";
import { createTransport } from "nodemailer";
import { hostOf, isLoopback } from "../../identity/auth-config.ts";
import type { Outgoing, SendingChannel, Sent } from "./channel.ts";
import { failureOf } from "./mail-failure.ts";

/** To be connected, greeted and, where it is asked for, encrypted. */
const SET_UP_MS = 20_000;
/** Until all of a message is handed over: before that the server keeps nothing of it. */
const HAND_OVER_MS = 60_000;
/** From its end on (RFC 5321, 4.5.3.2.6): who hangs up earlier gives the same message to a slow server again and again. */
const ANSWER_MS = 600_000;
/** Where the process ends, who is about to answer still may. */
const GRACE_MS = 500;
/** It may be kept each time: a person gets so many of it at most. */
const MOST_UNSAID = 3;
const UNSAID_PAUSE_MS = 60_000;

export interface MailSettings {
  /** smtp: or smtps:, with user and password where the server asks for them. */
  readonly url: string;
  readonly from: string;
  /** Where the page is, for the link; null: there is none. */
  readonly pageUrl: string | null;
}

/** E-mail by SMTP. The idempotency key is the message's id, by which mail servers and readers drop a repeat. */
export function createEmail({ url, from, pageUrl }: MailSettings): SendingChannel {
  /** How often the server took each and did not say what became of it. */
  const unsaid = new Map<string, number>();

  function unsaidOf(key: string): Sent {
    const times = (unsaid.get(key) ?? 0) + 1;
    const why = "the mail server took it and did not say whether it keeps it";
    if (times < MOST_UNSAID) {
      unsaid.set(key, times);
      return { is: "later", why, pauseMs: UNSAID_PAUSE_MS };
    }
    // Whoever has it sent again begins anew.
    unsaid.delete(key);
    return { is: "never", why: `${why}, ${times} times` };
  }

  return {
    longestMs: HAND_OVER_MS + ANSWER_MS,
    async send({ key, body }, stopped): Promise<Sent> {
      if (body.address === null) return { is: "never", why: "the roster names no e-mail address" };
      const limit = limited(stopped);
      const transport = createTransport({
        url,
        requireTLS: mustEncrypt(new URL(url)),
        connectionTimeout: SET_UP_MS,
        greetingTimeout: SET_UP_MS,
        socketTimeout: HAND_OVER_MS + ANSWER_MS,
      });
      transport.use("stream", ({ message }, done) => {
        message.processFunc((whole) => whole.once("end", limit.handedOver));
        done();
      });
      const letter = {
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
        signal: limit.signal,
      };
      const sent = await transport.sendMail(letter).then(
        () => ({ is: "sent" }) as const,
        (error: unknown) => failureOf(error, { isHandedOver: limit.isHandedOver }),
      );
      limit.end();
      if (sent.is === "unsaid") return stopped.aborted ? { is: "later", why: "stopped" } : unsaidOf(key);
      if (sent.is !== "later") unsaid.delete(key);
      return sent;
    },
  };
}

/** Whoever stands between would be told the password: it goes in clear to this machine alone, or where the address says so. */
const mustEncrypt = (url: URL): boolean =>
  url.protocol === "smtp:" &&
  `${url.username}${url.password}` !== "" &&
  !isLoopback(hostOf(url).toLowerCase()) &&
  !["requireTLS", "ignoreTLS"].some((key) => url.searchParams.has(key));

/** How long one message may take: little before all of it is handed over, and much for the answer to that. */
function limited(stopped: AbortSignal) {
  const tooLong = new AbortController();
  const over = new AbortController();
  const abort = (): void => tooLong.abort();
  let isHandedOver = false;
  let timer = setTimeout(abort, HAND_OVER_MS);
  const stop = (): void => void sleep(GRACE_MS, undefined, { signal: over.signal }).then(abort, () => {});
  if (stopped.aborted) abort();
  else stopped.addEventListener("abort", stop, { signal: over.signal });
  return {
    signal: tooLong.signal,
    get isHandedOver() {
      return isHandedOver;
    },
    handedOver(): void {
      isHandedOver = true;
      clearTimeout(timer);
      timer = setTimeout(abort, ANSWER_MS);
    },
    end(): void {
      clearTimeout(timer);
      over.abort();
    },
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
