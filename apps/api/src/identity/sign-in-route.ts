import { isObject } from "@lockstep/domain/json";
import { type Request, type Response, Router } from "express";
import { reasonIn } from "../errors.ts";
import { readBytes, readJson } from "../http/body.ts";
import { refuseWith } from "../http/refuse.ts";
import type { Log } from "../log.ts";
import type { Writer } from "../writer/contract.ts";
import { cookieIn, cookieText } from "./cookies.ts";
import type { Identity } from "./identity.ts";
import type { Begun, SignedOut } from "./oidc.ts";
import { createPasswordCheck, hashPassword, troubleWith } from "./passwords.ts";
import { createSeal } from "./sealed.ts";
import { seeAsRoute } from "./see-as-route.ts";
import { onlyLooking } from "./seeing.ts";
import { addressKey, createThrottle } from "./throttle.ts";
import { type VouchedFor, vouchedFor } from "./vouched.ts";

/** As long as somebody may take to sign in at the provider. */
const BEGUN_LASTS_MS = 15 * 60_000;
const MOST_BYTES = 10_000;
/** Beyond this, who wants to sign in is asked to come again. */
const MOST_WAITING = 50;

export interface SignInParts {
  readonly identity: () => Identity;
  readonly writer: () => Pick<Writer, "note">;
  /** The address that browsers know this server by. */
  readonly publicUrl: (request: Pick<Request, "headers">) => URL;
  readonly longestMs: number;
  readonly log: Log;
}

/** `/auth`: how people come in and go out. */
export function signInRoute(parts: SignInParts): Router {
  const { identity, writer, publicUrl, longestMs, log } = parts;
  const router = Router();
  const seal = createSeal(BEGUN_LASTS_MS);
  const throttle = createThrottle();
  const check = createPasswordCheck();
  const isSecure = (request: Request): boolean => publicUrl(request).protocol === "https:";
  const begunCookie = (): string => `${identity().cookie}-begun`;
  /** Read by our page alone, which keeps what waits to be sent apart by person. */
  const personCookie = (request: Request): string => `lockstep-person${publicUrl(request).port}`;
  const note = (person: string, action: string, note: string | null): Promise<unknown> =>
    writer().note([{ about: `person:${person}`, at: Date.now(), by: person, action, before: null, after: null, note }]);

  /** A new session, whatever was shown before: what somebody else knows of the old one is worth nothing. */
  async function begin(
    request: Request,
    response: Response,
    who: { person: string; vouched: VouchedFor },
  ): Promise<void> {
    const { sessions, cookie } = identity();
    await endOwn(request);
    const secret = await sessions.begin(who.person, who.vouched);
    await note(who.person, "signed-in", `from ${request.ip ?? "somewhere"}`);
    const seconds = Math.floor(longestMs / 1_000);
    response.append("set-cookie", cookieText(cookie, secret, { isSecure: isSecure(request), seconds }));
    setPerson(request, response, who.person);
  }

  function setPerson(request: Request, response: Response, name: string): void {
    const readable = { isSecure: isSecure(request), seconds: Math.floor(longestMs / 1_000), isReadable: true };
    response.append("set-cookie", cookieText(personCookie(request), encodeURIComponent(name), readable));
  }

  async function endOwn(request: Request): Promise<VouchedFor | null> {
    const { sessions, cookie } = identity();
    const secret = cookieIn(request.headers.cookie, cookie);
    const session = secret === undefined ? null : sessions.find(secret);
    if (session === null) return null;
    await sessions.end(({ idHash }) => idHash === session.idHash);
    return vouchedFor(session);
  }

  /** Here they are signed out, whether or not the provider can be asked where they are there. */
  async function signOutElsewhere(idToken: string, returnTo: string): Promise<URL | null> {
    try {
      return (await identity().provider?.signOutUrl(idToken, returnTo)) ?? null;
    } catch (error) {
      log.warn(
        { why: reasonIn(error) },
        "somebody has signed out here, and the provider cannot be asked to do the same",
      );
      return null;
    }
  }

  async function signedOut(token: string): Promise<SignedOut | "unknown" | null> {
    try {
      return (await identity().provider?.signedOut(token)) ?? null;
    } catch (error) {
      log.error(error, "the provider whose logout token came cannot be asked");
      return "unknown";
    }
  }

  router.use((_, response, next) => {
    response.setHeader("cache-control", "no-store");
    next();
  });

  /** Who is signed in, and how one does: what the page asks first. */
  router.get("/", async (request, response) => {
    const who = await identity().ofRequest(request.headers);
    response.json({ mode: identity().mode, person: who.ok ? who.value.viewer.name : null });
  });

  router.get("/begin", async (request, response) => {
    const { provider } = identity();
    if (provider === null) return refuse(response, 404, "NOT_FOUND", "Here one signs in with name and password.");
    const next = localPath(request.query["next"]);
    try {
      const { url, begun } = await provider.begin(callbackOf(publicUrl(request)));
      const sealed = seal.close({ ...begun, next }, Date.now());
      response.append("set-cookie", cookieText(begunCookie(), sealed, { isSecure: isSecure(request), seconds: 900 }));
      response.redirect(303, url.href);
    } catch (error) {
      log.error(error, "the provider that people sign in with cannot be asked");
      response.redirect(303, "/sign-in?problem=provider-away");
    }
  });

  router.get("/callback", async (request, response) => {
    const { provider } = identity();
    const begun = begunIn(seal.open(cookieIn(request.headers.cookie, begunCookie()) ?? "", Date.now()));
    response.append("set-cookie", cookieText(begunCookie(), "", { isSecure: isSecure(request), seconds: 0 }));
    if (provider === null || begun === null) return response.redirect(303, "/sign-in?problem=too-late");
    const address = new URL(callbackOf(publicUrl(request)));
    address.search = new URL(request.originalUrl, publicUrl(request)).search;
    const vouched = await provider.finish(address, begun);
    if (!vouched.ok) return response.redirect(303, "/sign-in?problem=refused");
    const { name, roles, ...rest } = vouched.value;
    if (roles.length === 0) {
      log.warn({ person: name }, "somebody has signed in whom no role is mapped to");
      return response.redirect(303, "/sign-in?problem=no-role");
    }
    await begin(request, response, { person: name, vouched: { by: "provider", roles, ...rest } });
    await identity().accounts.followEyes(name);
    response.redirect(303, begun.next);
  });

  router.post("/sign-in", async (request, response) => {
    const { people, mode } = identity();
    if (mode !== "local") return refuse(response, 404, "NOT_FOUND", "Here nobody signs in with a password.");
    const body = await fieldsIn(request, response, ["name", "password"]);
    if (body === null) return;
    const [name = "", password = ""] = body;
    const keys = [`name:${name}`, addressKey(request.ip)];
    const wait = throttle.waitFor(keys, Date.now());
    if (wait > 0 || check.waiting > MOST_WAITING) return refuseFor(response, wait);
    // Counted before it is known: many at once are as many tries.
    throttle.failed(keys, Date.now());
    const person = people.find(name);
    const isRight = await check.isRight(password, person?.isActive === true ? person.passwordHash : undefined);
    if (!isRight || person === null) {
      log.warn({ address: request.ip }, "a sign-in failed");
      return refuse(response, 401, "UNAUTHENTICATED", "Name and password do not fit: check both.");
    }
    throttle.succeeded(keys);
    await begin(request, response, { person: person.name, vouched: { by: "password" } });
    response.json({ person: person.name });
  });

  router.post("/password", async (request, response) => {
    const { people, mode, sessions } = identity();
    const who = await identity().ofRequest(request.headers);
    if (mode !== "local" || !who.ok || who.value.session === null) {
      return refuse(response, 401, "UNAUTHENTICATED", "Sign in with name and password first.");
    }
    const body = await fieldsIn(request, response, ["password", "wanted"]);
    if (body === null) return;
    const [password = "", wanted = ""] = body;
    const { seenBy } = who.value.viewer;
    if (seenBy !== undefined) return refuseWith(response, 403, onlyLooking(seenBy));
    const { person: name, idHash } = who.value.session;
    const person = people.find(name);
    const key = [`name:${name}`];
    const wait = throttle.waitFor(key, Date.now());
    if (wait > 0) return refuseFor(response, wait);
    throttle.failed(key, Date.now());
    if (person === null || !(await check.isRight(password, person.passwordHash))) {
      return refuse(response, 403, "FORBIDDEN", "The present password is another one: type it again.");
    }
    throttle.succeeded(key);
    const trouble = troubleWith(wanted, name);
    if (trouble !== null) return refuse(response, 400, "BAD_USER_INPUT", trouble);
    const passwordHash = await hashPassword(wanted);
    await people.save({ ...person, passwordHash, changedAt: Date.now(), changedBy: name });
    await note(name, "password-changed", null);
    await sessions.end((row) => row.person === name && row.idHash !== idHash);
    response.status(204).end();
  });

  router.use("/see-as", seeAsRoute({ identity, note: (noted) => writer().note([noted]), setPerson }));

  router.post("/sign-out", async (request, response) => {
    const { cookie } = identity();
    const who = await identity().ofRequest(request.headers);
    const vouched = await endOwn(request);
    if (who.ok && vouched !== null) await note(who.value.session?.person ?? who.value.viewer.name, "signed-out", null);
    for (const name of [cookie, personCookie(request)]) {
      response.append("set-cookie", cookieText(name, "", { isSecure: isSecure(request), seconds: 0 }));
    }
    const returnTo = new URL("/sign-in", publicUrl(request)).href;
    const elsewhere = vouched?.by === "provider" ? await signOutElsewhere(vouched.idToken, returnTo) : null;
    response.json({ next: elsewhere?.href ?? "/sign-in" });
  });

  router.post("/signed-out-elsewhere", async (request, response) => {
    const form = await readBytes(request, { mostBytes: MOST_BYTES, tooLarge: `This may have ${MOST_BYTES} bytes.` });
    if (!form.ok) return refuseWith(response, form.error.status, form.error);
    const isForm = request.is("application/x-www-form-urlencoded") !== false;
    const token = isForm ? new URLSearchParams(form.value.toString()).get("logout_token") : null;
    const told = token === null ? null : await signedOut(token);
    if (told === "unknown") return refuse(response, 503, "UNAVAILABLE", "The keys cannot be had now: send it again.");
    if (told === null) return refuse(response, 400, "BAD_REQUEST", "This is no logout token of the provider.");
    const count = await identity().sessions.end((row) => {
      const vouched = vouchedFor(row);
      if (vouched.by !== "provider") return false;
      return told.sid !== null ? vouched.sid === told.sid : vouched.subject === told.subject;
    });
    log.info({ sessions: count }, "the provider has signed somebody out");
    response.status(200).end();
  });

  return router;
}

const refuse = (response: Response, status: number, code: string, message: string): void =>
  refuseWith(response, status, { code, message });

function refuseFor(response: Response, wait: number): void {
  const seconds = Math.max(1, Math.ceil(wait / 1_000));
  response.setHeader("retry-after", String(seconds));
  const time = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  refuse(response, 429, "TOO_MANY_TRIES", `Too many tries: wait ${time}, then try again.`);
}

const callbackOf = (publicUrl: URL): string => new URL("/auth/callback", publicUrl).href;

/** Back to a page of ours, and nowhere else. */
export function localPath(next: unknown): string {
  if (typeof next !== "string" || !next.startsWith("/")) return "/";
  const base = "http://here.invalid";
  if (!URL.canParse(next, base)) return "/";
  const url = new URL(next, base);
  return url.origin === base && !url.pathname.startsWith("//") ? url.pathname + url.search + url.hash : "/";
}

function begunIn(content: unknown): (Begun & { readonly next: string }) | null {
  if (!isObject(content)) return null;
  const { state, nonce, verifier, next } = content;
  const isWhole = [state, nonce, verifier, next].every((one) => typeof one === "string");
  return isWhole ? (content as unknown as Begun & { next: string }) : null;
}

async function fieldsIn(request: Request, response: Response, names: readonly string[]): Promise<string[] | null> {
  const body = await readJson(request, { mostBytes: MOST_BYTES, what: "This" });
  if (!body.ok) {
    refuseWith(response, body.error.status, body.error);
    return null;
  }
  const { value } = body.value;
  const found = names.map((name) => (isObject(value) ? value[name] : undefined));
  if (found.every((one): one is string => typeof one === "string" && one !== "")) return found;
  const form = `{ ${names.map((name) => `"${name}": "…"`).join(", ")} }`;
  refuse(response, 400, "BAD_REQUEST", `Send ${form}.`);
  return null;
}
