import type { FeedTrouble } from "@lockstep/protocol/generated/schema";

/** The other side was there and did not let this one in, or there is nothing to sign in with. */
export class SignInRefused extends Error {}

/** Of which kind a failure is, so that people are told what to do about it. */
export function troubleKindOf(error: unknown): FeedTrouble {
  if (error instanceof SignInRefused) return "SIGN_IN_REFUSED";
  if (!(error instanceof Error)) return "OTHER";
  const causes = [error, error.cause].filter((one): one is Error => one instanceof Error);
  for (const one of causes) {
    const code = "code" in one ? String(one.code) : "";
    if (one.name === "TimeoutError" || TIMED_OUT.has(code)) return "TIMED_OUT";
    if (REFUSED_BY_BROKER.has(code)) return "SIGN_IN_REFUSED";
    if (UNREACHABLE.has(code) || code.startsWith("ERR_TLS") || CERTIFICATE.test(code)) return "CANNOT_CONNECT";
  }
  if (/connack timeout/i.test(error.message)) return "TIMED_OUT";
  return error.message === "fetch failed" ? "CANNOT_CONNECT" : "OTHER";
}

const TIMED_OUT = new Set(["ETIMEDOUT", "UND_ERR_CONNECT_TIMEOUT", "UND_ERR_HEADERS_TIMEOUT", "UND_ERR_BODY_TIMEOUT"]);
const UNREACHABLE = new Set([
  ...["ECONNREFUSED", "ECONNRESET", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "EPIPE", "UND_ERR_SOCKET"],
]);
const CERTIFICATE = /^(CERT_|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/;
/** MQTT 3.1.1, section 3.2.2.3: bad user name or password, not authorized. */
const REFUSED_BY_BROKER = new Set(["4", "5"]);
