import type { Sent } from "./channel.ts";

/** `unsaid`: the server may keep it, and has not said so. */
export type MailFailure = Exclude<Sent, { readonly is: "sent" }> | { readonly is: "unsaid" };

/** What nodemailer says of an error beside its text, which may hold addresses. */
interface MailError {
  readonly responseCode?: unknown;
  readonly code?: unknown;
  /** Of the system or of TLS, where `code` is nodemailer's word for it. */
  readonly originalCode?: unknown;
  /** What was answered, or CONN for the connection itself, or API for what was never sent. */
  readonly command?: unknown;
}

/** What these are answered with is about the sender, the recipient or the message. */
const ABOUT_MESSAGE = new Set<unknown>(["MAIL FROM", "RCPT TO", "DATA"]);
/** Of the session, whatever they answer: who has to sign in, or to encrypt (RFC 4954, 3207), and what came out of turn. */
const ABOUT_SESSION = new Set([503, 530, 534, 535, 538]);

/** As TLS calls it, for whatever reason. */
const UNTRUSTED = /CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE|INVALID_CA|PATH_LENGTH_EXCEEDED/;

/** Final is what the server will say again of the same message; what is about the server may pass, or be put right. */
export function failureOf(error: unknown, { isHandedOver }: { readonly isHandedOver: boolean }): MailFailure {
  const { responseCode, code, originalCode, command } = error as MailError;
  if (command === "STARTTLS" && typeof responseCode === "number")
    return { is: "later", why: `the mail server does not encrypt: it answered ${responseCode} to STARTTLS` };
  if (typeof responseCode === "number") {
    const isFinal = responseCode >= 500 && ABOUT_MESSAGE.has(command) && !ABOUT_SESSION.has(responseCode);
    return { is: isFinal ? "never" : "later", why: `the mail server answered ${responseCode}` };
  }
  if (isHandedOver) return { is: "unsaid" };
  if (command === "API" && code === "EENVELOPE")
    return { is: "never", why: "the address is none that mail can be sent to" };
  if (code === "EMESSAGE") return { is: "never", why: "it is larger than the mail server takes" };
  const detail = [originalCode, code].find((one) => typeof one === "string" && one !== "EABORT") ?? "no answer";
  if (UNTRUSTED.test(String(detail)))
    return {
      is: "later",
      why: `the mail server's certificate is not trusted (${String(detail)}): name its authority in NODE_EXTRA_CA_CERTS`,
    };
  return { is: "later", why: `the mail server cannot be reached (${String(detail)})` };
}
