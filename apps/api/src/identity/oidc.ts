import { findTrouble } from "@lockstep/domain/json";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from "jose";
import * as client from "openid-client";
import { readSecret } from "../feeds/secret.ts";
import type { Log } from "../log.ts";
import type { OidcConfig } from "./auth-config.ts";
import { type Claimed, claimedIn } from "./claims.ts";

/** Clocks of two machines are never the same. */
const SKEW_SECONDS = 60;
/** A key that is not known is asked for again after this time at the earliest. */
const KEYS_PAUSE_MS = 2_000;
/** So long the keys count without a look whether they are still the provider's. */
const KEYS_LAST_MS = 600_000;
/** While they cannot be had anew, those of before count on, and are asked for again after this time. */
const KEYS_AGAIN_MS = 30_000;
const ALGORITHMS = [
  "RS256",
  "PS256",
  "ES256",
  "RS384",
  "PS384",
  "ES384",
  "RS512",
  "PS512",
  "ES512",
  "EdDSA",
  "Ed25519",
];
/** What is wrong with a token itself; anything else is that its keys cannot be had now. */
const FAULTS_OF_A_TOKEN = [
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWKSNoMatchingKey,
  errors.JWKSMultipleMatchingKeys,
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
];
const LOGOUT_EVENT = "http://schemas.openid.net/event/backchannel-logout";

/** What must be known again when the provider has sent the person back. */
export interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Vouched extends Claimed {
  readonly subject: string;
  /** The provider's own session, if it names one. */
  readonly sid: string | null;
  readonly idToken: string;
}

/** Whom the provider has signed out: a session of its own, or all of a person's. */
export interface SignedOut {
  readonly sid: string | null;
  readonly subject: string | null;
}

export interface Bearer {
  readonly claimed: Claimed;
  /** Until when the token is good, epoch milliseconds. */
  readonly until: number;
}

/** An OpenID provider that vouches for people. It is asked for what it is when it is first needed, and may be away before. */
export interface Provider {
  begin(redirectUri: string): Promise<{ readonly url: URL; readonly begun: Begun }>;
  /** The address is the one that the person was sent back to; refuses in plain words. */
  finish(address: URL, begun: Begun): Promise<Result<Vouched, string>>;
  /** Where the person signs out of the provider as well; null: it has no such place. */
  signOutUrl(idToken: string, returnTo: string): Promise<URL | null>;
  /** Who an access token is of; null: it is none that counts. */
  bearer(token: string): Promise<Bearer | null>;
  /** What a logout token says; null: it is none. */
  signedOut(token: string): Promise<SignedOut | null>;
}

export async function createProvider(
  config: OidcConfig,
  { env, log }: { readonly env: Readonly<Record<string, string | undefined>>; readonly log: Log },
): Promise<Result<Provider, string>> {
  const secret = config.secret === null ? ok(null) : await readSecret(config.secret, env);
  if (!secret.ok) return refuse(`LOCKSTEP_OIDC_SECRET ${secret.error}`);
  const discovered = lazily(() => discover(config, secret.value));
  const keys = lazily(async () => keysOf(await discovered(), log));
  const verify = async (token: string, options: { readonly audience: string }): Promise<JWTPayload | null> => {
    const jwks = await keys();
    try {
      const { issuer } = (await discovered()).serverMetadata();
      const checks = { ...options, issuer, clockTolerance: SKEW_SECONDS, algorithms: ALGORITHMS };
      return (await jwtVerify(token, jwks, { ...checks, requiredClaims: ["exp"] })).payload;
    } catch (error) {
      if (!FAULTS_OF_A_TOKEN.some((fault) => error instanceof fault)) throw error;
      log.info({ why: wordsOf(error) }, "a token was not taken");
      return null;
    }
  };

  return ok({
    async begin(redirectUri) {
      const verifier = client.randomPKCECodeVerifier();
      const begun = { state: client.randomState(), nonce: client.randomNonce(), verifier };
      const url = client.buildAuthorizationUrl(await discovered(), {
        redirect_uri: redirectUri,
        scope: config.scope,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: "S256",
        state: begun.state,
        nonce: begun.nonce,
      });
      return { url, begun };
    },
    async finish(address, { state, nonce, verifier }) {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      try {
        const known = await discovered();
        const tokens = await client.authorizationCodeGrant(known, address, checks);
        const claims = tokens.claims();
        if (claims === undefined || tokens.id_token === undefined) return refuse("The provider has sent no ID token.");
        // Its signature counts, whatever the connection was: a key that was taken back is of no use.
        if ((await verify(tokens.id_token, { audience: config.clientId })) === null) {
          return refuse("The provider's ID token is not signed with one of its keys: sign in again.");
        }
        const userInfo = known.serverMetadata().userinfo_endpoint;
        const more = userInfo ? await client.fetchUserInfo(known, tokens.access_token, claims.sub) : {};
        const claimed = claimedIn({ ...more, ...claims }, config);
        if (findTrouble(claimed) !== null) {
          log.warn("a sign-in did not succeed: a name or a site holds half of a character or a NUL");
          return refuse("The provider's names cannot be read: have them corrected there.");
        }
        const sid = typeof claims["sid"] === "string" ? claims["sid"] : null;
        return ok({ ...claimed, subject: claims.sub, sid, idToken: tokens.id_token });
      } catch (error) {
        log.warn({ why: wordsOf(error) }, "a sign-in did not succeed");
        return refuse("The provider's answer does not fit what was asked: sign in again.");
      }
    },
    async signOutUrl(idToken, returnTo) {
      const known = await discovered();
      if (known.serverMetadata().end_session_endpoint === undefined) return null;
      return client.buildEndSessionUrl(known, { id_token_hint: idToken, post_logout_redirect_uri: returnTo });
    },
    async bearer(token) {
      if (config.audience === null || token.split(".").length !== 3) return null;
      const claims = await verify(token, { audience: config.audience });
      if (claims?.exp === undefined) return null;
      const claimed = claimedIn(claims, config);
      return findTrouble(claimed) === null ? { claimed, until: claims.exp * 1_000 } : null;
    },
    async signedOut(token) {
      const claims = await verify(token, { audience: config.clientId });
      if (claims === null || "nonce" in claims || !isLogout(claims["events"])) return null;
      const sid = typeof claims["sid"] === "string" ? claims["sid"] : null;
      const subject = claims.sub ?? null;
      return sid === null && subject === null ? null : { sid, subject };
    },
  });
}

async function discover(config: OidcConfig, secret: string | null): Promise<client.Configuration> {
  const authentication = secret === null ? client.None() : client.ClientSecretBasic(secret);
  const metadata = { [client.clockTolerance]: SKEW_SECONDS };
  const isPlain = config.issuer.protocol === "http:";
  return client.discovery(config.issuer, config.clientId, metadata, authentication, {
    timeout: 10,
    ...(isPlain ? { execute: [client.allowInsecureRequests] } : {}),
  });
}

/** A provider that cannot be reached takes nothing back: what it signed with the keys it had last is good until it runs out. */
function keysOf(known: client.Configuration, log: Log): JWTVerifyGetKey {
  const { jwks_uri: address } = known.serverMetadata();
  if (address === undefined) throw new Error("the provider does not say where its keys are");
  const keys = createRemoteJWKSet(new URL(address), {
    cooldownDuration: KEYS_PAUSE_MS,
    cacheMaxAge: Number.POSITIVE_INFINITY,
    timeoutDuration: 5_000,
  });
  let lookAt = Date.now() + KEYS_LAST_MS;
  return async (header, token) => {
    if (keys.jwks() !== undefined && Date.now() >= lookAt) {
      lookAt = Date.now() + KEYS_AGAIN_MS;
      try {
        await keys.reload();
        lookAt = Date.now() + KEYS_LAST_MS;
      } catch (error) {
        log.warn({ why: wordsOf(error) }, "the provider's keys cannot be had anew: those it had last count on");
      }
    }
    return keys(header, token);
  };
}

/** Once if it succeeds; else again when it is asked for next. */
function lazily<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make().catch((error: unknown) => {
      made = null;
      throw error;
    });
    return made;
  };
}

const isLogout = (events: unknown): boolean => typeof events === "object" && events !== null && LOGOUT_EVENT in events;

function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? `${error.message}: ${cause.message}` : error.message;
}
