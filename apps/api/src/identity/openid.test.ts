import { present } from "@lockstep/domain/assert";
import { inTime } from "@lockstep/testkit/in-time";
import { SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type BrowserLike, browserLike } from "../testing/browser-like.ts";
import { connectLive } from "../testing/live-client.ts";
import { startProvider, type TestProvider } from "../testing/openid-provider.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

const SECRET = "a-secret-of-the-client";
const PETRA = { sub: "p-1", preferred_username: "petra", roles: ["planners"], plants: ["PLANT-A"] };

let provider: TestProvider;
let server: ServerProcess;
let browser: BrowserLike;

beforeAll(async () => {
  provider = await startProvider(() => ({
    id: "lockstep",
    secret: SECRET,
    redirectUri: `${server.url}/auth/callback`,
    home: `${server.url}/sign-in`,
    backChannel: `${server.url}/auth/signed-out-elsewhere`,
  }));
  server = await startServerProcess({
    LOCKSTEP_AUTH: "oidc",
    LOCKSTEP_OIDC_ISSUER: provider.issuer,
    LOCKSTEP_OIDC_CLIENT_ID: "lockstep",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: where the secret is, as it is declared
    LOCKSTEP_OIDC_SECRET: "${env:SECRET_OF_THE_TEST}",
    SECRET_OF_THE_TEST: SECRET,
    LOCKSTEP_OIDC_AUDIENCE: provider.audience,
    LOCKSTEP_OIDC_ROLES: "planners=planner;floor=supervisor;it=integrator;admins=administrator",
    LOCKSTEP_OIDC_SITES_CLAIM: "plants",
    LOCKSTEP_TRUSTED_DOCUMENTS: "0",
  });
}, 90_000);
afterAll(async () => {
  await server.close();
  await provider.close();
});
beforeEach(() => {
  browser = browserLike();
  provider.account = PETRA;
});

const VIEWER = "{ viewer { name roles sites } }";
interface Seen {
  readonly data?: { readonly viewer: object };
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

async function viewer(headers: Record<string, string> = {}): Promise<[number, Seen]> {
  const answer = await browser.ask(`${server.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query: VIEWER }),
  });
  return [answer.status, (await answer.json()) as Seen];
}

const signIn = (next = "/") => browser.open(`${server.url}/auth/begin?next=${encodeURIComponent(next)}`);

/** A client with the browser's cookies, as a page has it. */
const connectPage = (origin = server.url, cookie = browser.cookies(server.url)) =>
  connectLive(server.url, undefined, { origin, cookie });

describe("signing in with a provider", () => {
  test("leads back to where one wanted to go, with the declared roles and sites, in a cookie no script reads", async () => {
    const { url } = await signIn("/quarantine?site=PLANT-A");
    expect(url.href).toBe(`${server.url}/quarantine?site=PLANT-A`);
    const [status, { data }] = await viewer();
    expect([status, data?.viewer]).toEqual([200, { name: "petra", roles: ["PLANNER"], sites: ["PLANT-A"] }]);
    const begun = await browser.ask(`${server.url}/auth/begin`);
    expect(begun.headers.getSetCookie().join()).toMatch(/HttpOnly/);
    const asked = new URL(present(begun.headers.get("location"), () => "it leads to the provider"));
    for (const name of ["state", "nonce", "code_challenge"]) expect(asked.searchParams.get(name)).toMatch(/^.{40,}$/);
    expect(asked.searchParams.get("code_challenge_method")).toBe("S256");
  });

  test("without it nothing is answered, whatever a development token says", async () => {
    expect((await viewer())[0]).toBe(401);
    expect((await viewer({ authorization: "Bearer dev:ann:planner" }))[0]).toBe(401);
    for (const path of ["/facts", "/clock", "/admin/verify", "/b2mml", "/epcis/capture"]) {
      expect((await fetch(server.url + path, { method: "POST", body: "{}" })).status).toBe(401);
    }
    for (const path of ["/imports", "/connectors", "/outgoing", "/b2mml/material-lots", "/graphql?query={asOf{seq}}"]) {
      expect((await fetch(server.url + path)).status).toBe(401);
    }
    await expect(connectLive(server.url)).rejects.toThrow("sign in");
    await expect(connectLive(server.url, "dev:ann:planner")).rejects.toThrow("token");
    for (const path of ["/healthz", "/readyz"]) expect((await fetch(server.url + path)).status).toBe(200);
  });

  test("whom no role is mapped to is not let in, and is told so", async () => {
    provider.account = { ...PETRA, sub: "p-2", roles: ["canteen"] };
    expect((await signIn()).url.search).toBe("?problem=no-role");
    expect((await viewer())[0]).toBe(401);
  });

  test("whose name cannot be read is not let in, and gets no session", async () => {
    provider.account = { ...PETRA, sub: "p-3", preferred_username: "petra\ud800" };
    expect((await signIn()).url.search).toBe("?problem=refused");
    expect(browser.cookies(server.url)).not.toMatch(/lockstep-\d+=/);
    expect((await viewer())[0]).toBe(401);
  });

  test("an answer that another browser began, that was changed or that comes twice is refused", async () => {
    const begun = await browser.ask(`${server.url}/auth/begin`);
    const stop = new URL(present(begun.headers.get("location"), () => "it leads to the provider"));
    const victim = browserLike();
    const code = await codeFor(stop.href);
    expect((await victim.open(code)).url.search).toBe("?problem=too-late");
    const changed = new URL(code);
    changed.searchParams.set("state", "x".repeat(43));
    await browser.ask(`${server.url}/auth/begin`);
    expect((await browser.open(changed.href)).url.search).toBe("?problem=refused");
    expect((await browser.open(code)).url.search).toBe("?problem=too-late");
    expect((await viewer())[0]).toBe(401);
  });

  test("leads to no foreign page", async () => {
    for (const next of ["https://evil.example", "//evil.example", "/\\evil.example", "javascript:alert(1)"]) {
      expect((await signIn(next)).url.origin).toBe(server.url);
    }
  });

  test("goes on when the provider has changed its keys", async () => {
    await signIn();
    await provider.rotate();
    browser = browserLike();
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect((await signIn()).url.pathname).toBe("/");
    expect((await viewer())[0]).toBe(200);
  });

  /** Where the provider sends the browser back to, without going there. */
  async function codeFor(address: string): Promise<string> {
    const other = browserLike();
    let url = address;
    while (!url.startsWith(`${server.url}/auth/callback`)) {
      const response = await other.ask(url, { headers: { accept: "text/html" } });
      url = new URL(
        present(response.headers.get("location"), () => `${url} leads on`),
        url,
      ).href;
    }
    return url;
  }
});

describe("a session", () => {
  test("is kept over a restart", async () => {
    await signIn();
    await server.end("SIGKILL");
    const before = server.url;
    await server.restart({ PORT: new URL(before).port });
    expect((await viewer())[0]).toBe(200);
  }, 60_000);

  test("that is signed out of ends at once, on its sockets as well, and at the provider", async () => {
    await signIn();
    const page = await connectPage();
    const lost = new Promise((resolve) => page.socket.once("disconnect", resolve));
    const next = await inTime(2_000, async () => {
      const answer = await browser.ask(`${server.url}/auth/sign-out`, { method: "POST" });
      const told = (await answer.json()) as { next: string };
      await lost;
      return told.next;
    });
    expect(new URL(next).origin).toBe(provider.issuer);
    expect((await viewer())[0]).toBe(401);
  });

  test("ends when the provider signs the person out", async () => {
    await signIn();
    const page = await connectPage();
    const lost = new Promise((resolve) => page.socket.once("disconnect", resolve));
    const form = await (await browser.ask(`${provider.issuer}/session/end`)).text();
    const xsrf = present(/name="xsrf" value="([^"]+)"/.exec(form)?.[1], () => form);
    await browser.ask(`${provider.issuer}/session/end/confirm`, {
      method: "POST",
      body: new URLSearchParams({ xsrf, logout: "yes" }),
    });
    await lost;
    expect((await viewer())[0]).toBe(401);
  });

  test("serves no page of somebody else: neither a question nor a command nor a socket", async () => {
    await signIn();
    const cookie = browser.cookies(server.url);
    const own = new URL(server.url);
    const hostile = [
      ..."null;https://evil.example;http://evil.example;https://lockstep.example;file://;http://localhost".split(";"),
      `https://${own.host}`,
      `${server.url}.evil.example`,
      `${server.url}@evil.example`,
      `http://evil.example#${own.host}`,
      `http://evil.example?${own.host}`,
      `http://127.0.0.1:${Number(own.port) + 1}`,
      `http://localhost:${own.port}`,
      `http://127.0.0.2:${own.port}`,
      `http://[::1]:${own.port}`,
      `http://app.localhost:${own.port}`,
      `http://127.0.0.1.evil.example:${own.port}`,
      `http://127.0.0.1:${own.port}/`,
      `http://user@127.0.0.1:${own.port}`,
      `HTTP://127.0.0.1:${own.port}`,
      `http://127.1:${own.port}`,
      `http://2130706433:${own.port}`,
      `http://0x7f000001:${own.port}`,
      `http://0.0.0.0:${own.port}`,
      `ws://127.0.0.1:${own.port}`,
      `${server.url} https://evil.example`,
      `https://evil.example ${server.url}`,
      `${server.url},https://evil.example`,
      "chrome-extension://abcdefgh",
      "undefined",
    ];
    expect(hostile.length).toBeGreaterThanOrEqual(30);
    for (const origin of hostile) {
      const question = { method: "POST", body: JSON.stringify({ query: VIEWER }) };
      const headers = { cookie, origin, "content-type": "application/json" };
      expect([origin, (await fetch(`${server.url}/graphql`, { ...question, headers })).status]).toEqual([origin, 403]);
      await expect(connectPage(origin, cookie), origin).rejects.toThrow();
    }
    await expect(connectLive(server.url, undefined, { cookie })).rejects.toThrow("own pages");
    const noOrigin = { cookie, "content-type": "application/json" };
    const body = JSON.stringify({ query: VIEWER });
    expect((await fetch(`${server.url}/graphql`, { method: "POST", headers: noOrigin, body })).status).toBe(403);
    const crossSite = { cookie, "sec-fetch-site": "cross-site" };
    expect((await fetch(`${server.url}/graphql?query={asOf{seq}}`, { headers: crossSite })).status).toBe(403);
    (await connectPage()).close();
  }, 60_000);

  test("of somebody else who signs in takes the place of the one before", async () => {
    await signIn();
    const page = await connectPage();
    const lost = new Promise((resolve) => page.socket.once("disconnect", resolve));
    provider.account = { ...PETRA, sub: "s-1", preferred_username: "sam", roles: ["floor"] };
    const jar = browser.cookies(server.url);
    browser = browserLike();
    await browser.ask(`${server.url}/auth`, { headers: { cookie: jar } });
    await browser.open(`${server.url}/auth/begin`);
    expect((await viewer())[1].data?.viewer).toMatchObject({ name: "sam", roles: ["SUPERVISOR"] });
    page.close();
    await lost;
  });
});

test("who sees as somebody else sees with the rights that the provider has given them since, at once", async () => {
  const seen = async (): Promise<object | undefined> => (await viewer())[1].data?.viewer;
  const petras = browser;
  await signIn();
  browser = browserLike();
  provider.account = { sub: "a-1", preferred_username: "ada", roles: ["admins"], plants: ["*"] };
  await signIn();
  const adas = browser;
  const from = await browser.ask(`${server.url}/auth/see-as`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ name: "petra" }),
  });
  expect(from.status).toBe(204);
  expect(await seen()).toEqual({ name: "petra", roles: ["PLANNER"], sites: ["PLANT-A"] });
  const page = await connectPage();
  const lost = new Promise((resolve) => page.socket.once("disconnect", resolve));
  provider.account = { ...PETRA, roles: ["floor"], plants: ["PLANT-B"] };
  browser = petras;
  // Else the provider would say again whom it remembers.
  await browser.open(`${server.url}/auth/begin`);
  const form = await (await browser.ask(`${provider.issuer}/session/end`)).text();
  const xsrf = present(/name="xsrf" value="([^"]+)"/.exec(form)?.[1], () => form);
  await browser.ask(`${provider.issuer}/session/end/confirm`, {
    method: "POST",
    body: new URLSearchParams({ xsrf, logout: "yes" }),
  });
  await signIn();
  expect(await seen()).toEqual({ name: "petra", roles: ["SUPERVISOR"], sites: ["PLANT-B"] });
  await lost;
  browser = adas;
  expect(await seen()).toEqual({ name: "petra", roles: ["SUPERVISOR"], sites: ["PLANT-B"] });
});

describe("an access token", () => {
  test("of the provider, for this API, lets a program in by its claims", async () => {
    provider.account = { sub: "robot", preferred_username: "robot", roles: ["it"], plants: ["*"] };
    const token = await provider.accessToken("robot", "robot-secret");
    const [status, { data }] = await viewer({ authorization: `Bearer ${token}` });
    expect([status, data?.viewer]).toEqual([200, { name: "robot", roles: ["INTEGRATOR"], sites: null }]);
    (await connectLive(server.url, token)).close();
    const tampered = `${token.slice(0, -4)}AAAA`;
    expect((await viewer({ authorization: `Bearer ${tampered}` }))[0]).toBe(401);
  });

  test("that nobody of trust has signed, that is unsigned, or that is for others is refused", async () => {
    const claims = { iss: provider.issuer, aud: provider.audience, roles: ["it"], plants: ["*"], sub: "x" };
    const forged = await new SignJWT(claims)
      .setProtectedHeader({ alg: "HS256" })
      .setExpirationTime("1h")
      .sign(Buffer.from(SECRET.padEnd(32, "x")));
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
    const unsigned = `${part({ alg: "none" })}.${part({ ...claims, exp: 9_999_999_999 })}.`;
    for (const token of [forged, unsigned, "a.b.c", "lst_unknown", "x"]) {
      expect([token, (await viewer({ authorization: `Bearer ${token}` }))[0]]).toEqual([token, 401]);
    }
  });
});

test("neither secrets nor sessions are in the log", () => {
  const said = JSON.stringify(server.log);
  expect(said).not.toContain(SECRET);
  expect(said).not.toMatch(/code=|id_token|eyJ/);
});
