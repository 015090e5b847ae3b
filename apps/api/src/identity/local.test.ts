import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { openStore } from "@lockstep/store/store";
import { inTime } from "@lockstep/testkit/in-time";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { type BrowserLike, browserLike } from "../testing/browser-like.ts";
import { connectLive } from "../testing/live-client.ts";
import { openStream } from "../testing/open-stream.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { localPath } from "./sign-in-route.ts";

const USER_ADD = fileURLToPath(new URL("../user-add.ts", import.meta.url));
const PASSWORD = "correct horse battery";

let folder: string;
let server: ServerProcess;
let browser: BrowserLike;

function addUserAt(place: string, password: string, ...args: string[]) {
  const env = { ...process.env, LOCKSTEP_DATA: place };
  const options = { env, input: `${password}\n`, encoding: "utf8" } as const;
  return spawnSync(process.execPath, [USER_ADD, ...args], options);
}

function addUser(password: string, ...args: string[]) {
  const { status, stdout, stderr } = addUserAt(folder, password, ...args);
  return { status, said: `${stdout}${stderr}` };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "lockstep-local-"));
  expect(addUser(PASSWORD, "--name", "ada", "--role", "administrator")).toMatchObject({ status: 0 });
  expect(addUser(PASSWORD, "--name", "ben", "--role", "planner")).toMatchObject({ status: 0 });
  server = await startServerProcess({
    LOCKSTEP_AUTH: "local",
    LOCKSTEP_DATA: folder,
    LOCKSTEP_SESSION_IDLE_MINUTES: "1",
    LOCKSTEP_TRUSTED_DOCUMENTS: "0",
  });
}, 120_000);
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  browser = browserLike();
});

const json = { "content-type": "application/json" };
const send = (path: string, body: object) =>
  browser.ask(server.url + path, { method: "POST", headers: json, body: JSON.stringify(body) });
const signIn = (name: string, password: string) => send("/auth/sign-in", { name, password });
const ask = async (query: string): Promise<[number, { readonly data?: unknown }]> => {
  const answer = await send("/graphql", { query });
  return [answer.status, (await answer.json()) as { data?: unknown }];
};

describe("who does not build against the API", () => {
  const errorOf = async (query: string) => {
    const [, answer] = (await ask(query)) as [number, { errors?: { message: string; extensions: { code: string } }[] }];
    return [answer.errors?.[0]?.extensions.code, answer.errors?.[0]?.message];
  };

  test("is shown no schema and no name that would be right, and who does is", async () => {
    expect((await signIn("ben", PASSWORD)).status).toBe(200);
    for (const query of ["{ __schema { queryType { name } } }", '{ type: __type(name: "Query") { name } }']) {
      expect(await errorOf(query)).toEqual(["FORBIDDEN", expect.stringContaining("shown to integrators")]);
    }
    const [code, message] = await errorOf("{ exception { totalCounts } exeptions { totalCount } }");
    expect([code, message]).toEqual(["BAD_USER_INPUT", expect.not.stringMatching(/did you mean|exceptions"/i)]);
    await signIn("ada", PASSWORD);
    expect(await ask("{ __schema { queryType { name } } }")).toMatchObject([200, { data: { __schema: {} } }]);
  });

  test("is sent answers that no other page may frame, run or guess the kind of", async () => {
    for (const path of ["/", "/healthz", "/graphql", "/nothing-there.js"]) {
      const { headers } = await browser.ask(server.url + path, {});
      expect([path, headers.get("content-security-policy")]).toEqual([
        path,
        expect.stringMatching(/^default-src 'self';.* frame-ancestors 'none'$/),
      ]);
      expect(headers.get("content-security-policy")).not.toMatch(/script-src|unsafe-eval|\*/);
      expect([headers.get("x-content-type-options"), headers.get("cross-origin-resource-policy")]).toEqual([
        "nosniff",
        "same-origin",
      ]);
    }
  });
});

describe("an administrator who was added at the terminal", () => {
  test("signs in with name and password, and is who they are", async () => {
    const answer = await signIn("ada", PASSWORD);
    expect(answer.status).toBe(200);
    const [session = ""] = answer.headers.getSetCookie();
    expect(session).toMatch(/^lockstep-\d+=[\w-]{43}; Path=\/; SameSite=Lax; Max-Age=43200; HttpOnly$/);
    expect(await ask("{ viewer { name roles sites } }")).toEqual([
      200,
      { data: { viewer: { name: "ada", roles: ["ADMINISTRATOR"], sites: null } } },
    ]);
  });

  test("changes the password, which ends every other session of theirs", async () => {
    await signIn("ada", PASSWORD);
    const first = browser;
    const cookie = first.cookies(server.url);
    const page = await connectLive(server.url, undefined, { origin: server.url, cookie });
    const lost = new Promise((resolve) => page.socket.once("disconnect", resolve));
    browser = browserLike();
    await signIn("ada", PASSWORD);
    const wanted = "a different long one";
    expect((await send("/auth/password", { password: "not the present one", wanted })).status).toBe(403);
    expect((await send("/auth/password", { password: PASSWORD, wanted: "short" })).status).toBe(400);
    expect((await send("/auth/password", { password: PASSWORD, wanted })).status).toBe(204);
    await lost;
    expect((await ask("{ asOf { seq } }"))[0]).toBe(200);
    browser = first;
    expect((await ask("{ asOf { seq } }"))[0]).toBe(401);
    expect((await signIn("ada", PASSWORD)).status).toBe(401);
    expect((await signIn("ada", wanted)).status).toBe(200);
    expect((await send("/auth/password", { password: wanted, wanted: PASSWORD })).status).toBe(204);
  });

  test("a server that runs is left alone by the command, in one line", () => {
    const { status, said } = addUser(PASSWORD, "--name", "eve", "--role", "planner");
    expect([status, said]).toEqual([1, expect.stringContaining("in use by process")]);
    expect(addUser(PASSWORD, "--name", "eve", "--role", "king").said).toContain("king is no role");
  });
});

test("who is let in no more is told nothing on their devices any more, and others are", async () => {
  const place = mkdtempSync(join(tmpdir(), "lockstep-off-"));
  try {
    const open = async () => {
      const opened = await openStore({ dataFolder: place });
      if (!opened.ok) throw new Error(opened.error.message);
      return opened.value;
    };
    const store = await open();
    for (const name of ["eve", "ben"]) {
      const rights = { roles: ["planner"], sites: null, isActive: true, changedAt: 1, changedBy: "user:add" };
      await store.savePerson({ name, passwordHash: "x", ...rights });
      const fresh = { createdAt: 1, lastSentAt: null, endedAt: null, trouble: null, p256dh: "k", auth: "a" };
      await store.savePushDevice({ id: name, person: name, endpoint: `https://p.example/${name}`, name, ...fresh });
    }
    await store.close();
    const { status, stdout } = addUserAt(place, "", "--name", "eve", "--off");
    expect([status, stdout]).toEqual([0, "eve can no more sign in.\n"]);
    const after = await open();
    expect((await after.pushDevices()).map(({ person }) => person)).toEqual(["ben"]);
    await after.close();
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}, 60_000);

describe("an administrator, while the server runs", () => {
  const ACCOUNTS = "{ accounts { name roles sites isActive lastSeenAt sessions { startedAt } } }";
  interface Accounts {
    readonly accounts: readonly { readonly name: string; readonly sessions: readonly object[] }[];
  }
  /** The first word of a refusal, or what was answered. */
  const said = async (query: string): Promise<unknown> => {
    const [, answer] = (await ask(query)) as [number, { data?: object; errors?: { message: string }[] }];
    return answer.errors?.[0]?.message ?? answer.data;
  };
  const benIs = (rights: string) =>
    `mutation { changeAccount(name: "ben", ${rights}, reason: "moved") { roles sites isActive } }`;

  /** Ben on a page of his own, that watches. */
  async function benAt() {
    const mine = browser;
    browser = browserLike();
    expect((await signIn("ben", PASSWORD)).status).toBe(200);
    const his = browser;
    browser = mine;
    const page = await connectLive(server.url, undefined, { origin: server.url, cookie: his.cookies(server.url) });
    expect((await page.watch({ since: 0 })).ok).toBe(true);
    const lost = new Promise((resolve) => page.socket.once("disconnect", resolve));
    const status = async (): Promise<number> => {
      const body = JSON.stringify({ query: "{ viewer { name } }" });
      return (await his.ask(`${server.url}/graphql`, { method: "POST", headers: json, body })).status;
    };
    return { lost, status };
  }

  /** Within two seconds of the order the socket is lost, and what its session asks is refused. */
  async function silent(of: Awaited<ReturnType<typeof benAt>>, order: () => Promise<unknown>): Promise<unknown> {
    expect(await of.status()).toBe(200);
    const [answer] = await inTime(2_000, () => Promise.all([order(), of.lost]));
    expect(await of.status()).toBe(401);
    return answer;
  }

  test("sees who can come in and who is here, and ends all of somebody's sessions", async () => {
    await signIn("ada", PASSWORD);
    const [first, second] = [await benAt(), await benAt()];
    const before = (await said(ACCOUNTS)) as Accounts;
    expect(before.accounts.map(({ name }) => name)).toEqual(["ada", "ben"]);
    expect(before.accounts[1]).toMatchObject({ roles: ["PLANNER"], sites: null, isActive: true });
    expect(before.accounts[1]?.sessions).toHaveLength(2);
    expect(await said('mutation { endSessions(name: "ben", reason: " ") { name } }')).toContain("say why");
    const end = () =>
      said('mutation { endSessions(name: "ben", reason: "tablet lost") { lastSeenAt sessions { startedAt } } }');
    expect(await silent(first, end)).toEqual({ endSessions: { lastSeenAt: null, sessions: [] } });
    await second.lost;
    expect(await second.status()).toBe(401);
    expect(await said('mutation { endSessions(name: "zoe", reason: "x") { name } }')).toContain("Nobody called zoe");
  });

  test("gives other roles and sites, which holds at once, and lets somebody in no more; each is audited", async () => {
    await signIn("ada", PASSWORD);
    const moved = benIs('roles: [SUPERVISOR], sites: ["PLANT-A"], isActive: true');
    expect(await silent(await benAt(), () => said(moved))).toEqual({
      changeAccount: { roles: ["SUPERVISOR"], sites: ["PLANT-A"], isActive: true },
    });
    await silent(await benAt(), () => said(benIs('roles: [SUPERVISOR], sites: ["PLANT-A"], isActive: false')));
    const mine = browser;
    browser = browserLike();
    expect((await signIn("ben", PASSWORD)).status).toBe(401);
    browser = mine;
    const audit = (await said("{ audit(first: 30) { nodes { subject by action before after note } } }")) as {
      audit: { nodes: readonly { readonly action: string }[] };
    };
    const kept = audit.audit.nodes.filter(({ action }) => action !== "signed-in");
    expect(kept.slice(0, 3)).toMatchObject([
      { subject: "person:ben", by: "ada", action: "account-changed", after: "not let in; SUPERVISOR; PLANT-A" },
      { before: "let in; PLANNER; every site", after: "let in; SUPERVISOR; PLANT-A", note: "moved" },
      { action: "sessions-ended", before: "2", after: "0", note: "tablet lost" },
    ]);
  });

  test("a stream of facts ends with the session that it was begun with, and says what was taken before", async () => {
    await signIn("ada", PASSWORD);
    const watching = browser;
    browser = browserLike();
    await signIn("ada", PASSWORD);
    const sending = browser;
    const stream = openStream(server.url, { cookie: sending.cookies(server.url), origin: server.url });
    stream.send([{ early: 1 }]);
    browser = watching;
    await expect
      .poll(() => ask("{ quarantine { totalCount } }"))
      .toEqual([200, { data: { quarantine: { totalCount: 1 } } }]);
    browser = sending;
    await send("/auth/sign-out", {});
    stream.send([{ late: 1 }, { late: 2 }]);
    const { status, body } = await stream.end();
    expect([status, body]).toMatchObject([401, { error: { code: "UNAUTHENTICATED" } }]);
    expect(JSON.stringify(body)).toContain("1 lines before it were taken");
    browser = watching;
    expect(await ask("{ quarantine { totalCount } }")).toEqual([200, { data: { quarantine: { totalCount: 1 } } }]);
  });

  test("sees as somebody else sees, and does nothing meanwhile, on no way; it is audited from when to when", async () => {
    await signIn("ada", PASSWORD);
    await said(benIs('roles: [PLANNER], sites: ["PLANT-A"], isActive: true'));
    const VIEWER = "{ viewer { name seenBy roles sites } }";
    const ada = { viewer: { name: "ada", seenBy: null, roles: ["ADMINISTRATOR"], sites: null } };
    const ben = { viewer: { name: "ben", seenBy: "ada", roles: ["PLANNER"], sites: ["PLANT-A"] } };
    expect((await send("/auth/see-as", { name: "zoe" })).status).toBe(404);
    expect((await send("/auth/see-as", { name: "ada" })).status).toBe(404);
    const before = await connectLive(server.url, undefined, {
      origin: server.url,
      cookie: browser.cookies(server.url),
    });
    const lost = new Promise((resolve) => before.socket.once("disconnect", resolve));
    const from = await send("/auth/see-as", { name: "ben" });
    expect([from.status, from.headers.getSetCookie().join()]).toEqual([204, expect.stringContaining("ada%20as%20ben")]);
    await lost;
    expect(await said(VIEWER)).toEqual(ben);
    expect(await said(ACCOUNTS)).toContain("ask one of them");
    expect(await said('mutation { comment(id: "x", text: "x", commandId: "seeing") { id } }')).toContain("only looks");
    expect(await said("mutation { markNotificationsRead }")).toContain("only looks");
    for (const path of ["/facts", "/photos", "/clock", "/imports/x", "/outgoing/retry", "/auth/see-as"]) {
      expect([path, (await send(path, {})).status]).toEqual([path, 403]);
    }
    expect((await send("/auth/password", { password: PASSWORD, wanted: `${PASSWORD}!` })).status).toBe(403);
    const eyes = await connectLive(server.url, undefined, { origin: server.url, cookie: browser.cookies(server.url) });
    expect((await eyes.watch({ topics: ["presence"], since: 0 })).ok).toBe(true);
    eyes.socket.emit("look", null);
    expect((await send("/auth/see-as/end", {})).status).toBe(204);
    expect(await said(VIEWER)).toEqual(ada);
    await send("/auth/see-as", { name: "ben" });
    await send("/auth/sign-out", {});
    await signIn("ada", PASSWORD);
    expect(await said(VIEWER)).toEqual(ada);
    const audit = (await said("{ audit(first: 12) { nodes { subject by action before after note } } }")) as {
      audit: { nodes: readonly { readonly action: string; readonly note: string | null }[] };
    };
    const seen = audit.audit.nodes.filter(({ action }) => action.startsWith("seeing-as"));
    const [about, rights] = [{ subject: "person:ben", by: "ada" }, "PLANNER; PLANT-A"];
    const began = { ...about, action: "seeing-as-began", before: null, after: rights, note: null };
    const since = expect.stringMatching(/^since 20/);
    const ended = { ...about, action: "seeing-as-ended", before: rights, after: null, note: since };
    expect(seen).toEqual([ended, began, ended, began]);
    browser = browserLike();
    await signIn("ben", PASSWORD);
    expect((await send("/auth/see-as", { name: "ada" })).status).toBe(403);
  });

  test("sees with the rights that somebody has now: other ones hold at once, and without any the session ends", async () => {
    const VIEWER = "{ viewer { name seenBy roles sites } }";
    await signIn("ada", PASSWORD);
    const keeps = browser;
    await said(benIs("roles: [PLANNER], isActive: true"));
    browser = browserLike();
    await signIn("ada", PASSWORD);
    const looks = browser;
    await send("/auth/see-as", { name: "ben" });
    const socket = async () => {
      const live = await connectLive(server.url, undefined, { origin: server.url, cookie: looks.cookies(server.url) });
      return { lost: new Promise((resolve) => live.socket.once("disconnect", resolve)) };
    };
    const { lost } = await socket();
    expect(await said(VIEWER)).toEqual({ viewer: { name: "ben", seenBy: "ada", roles: ["PLANNER"], sites: null } });
    browser = keeps;
    await said(benIs('roles: [SUPERVISOR], sites: ["PLANT-A"], isActive: true'));
    await lost;
    browser = looks;
    const now = { name: "ben", seenBy: "ada", roles: ["SUPERVISOR"], sites: ["PLANT-A"] };
    expect(await said(VIEWER), "with the new rights").toEqual({ viewer: now });
    browser = keeps;
    const { audit } = (await said("{ audit(first: 4) { nodes { action before after } } }")) as {
      audit: { nodes: readonly { readonly action: string }[] };
    };
    expect(audit.nodes.filter(({ action }) => action.startsWith("seeing-as")).slice(0, 2)).toEqual([
      { action: "seeing-as-began", before: null, after: "SUPERVISOR; PLANT-A" },
      { action: "seeing-as-ended", before: "PLANNER; every site", after: null },
    ]);
    const again = await socket();
    await said(benIs('roles: [SUPERVISOR], sites: ["PLANT-A"], isActive: false'));
    await again.lost;
    browser = looks;
    expect((await send("/graphql", { query: VIEWER })).status, "and never with the administrator's own").toBe(401);
    browser = keeps;
    await said(benIs('roles: [PLANNER], sites: ["PLANT-A"], isActive: true'));
  });

  test("does not lock themselves out, and nobody else settles who comes in", async () => {
    await signIn("ada", PASSWORD);
    const own = 'mutation { changeAccount(name: "ada", roles: [PLANNER], isActive: true, reason: "x") { name } }';
    expect(await said(own)).toContain("You would lock yourself out");
    expect(await said(benIs("roles: [], isActive: true"))).toContain("Somebody without a role");
    await said(benIs("roles: [PLANNER, AUDITOR], isActive: true"));
    browser = browserLike();
    await signIn("ben", PASSWORD);
    expect(await said(ACCOUNTS)).toContain("ask one of them");
    expect(await said('mutation { endSessions(name: "ada", reason: "x") { name } }')).toContain("ask one of them");
  });
});

describe("who does not know the password", () => {
  test("is told the same, and after as long, whether there is such a person or not", async () => {
    const took = async (name: string): Promise<[number, string, number]> => {
      const began = performance.now();
      const answer = await signIn(name, "wrong password!");
      return [answer.status, await answer.text(), performance.now() - began];
    };
    const known = await took("ada");
    const unknown = await took("nobody-of-that-name");
    expect(unknown.slice(0, 2)).toEqual(known.slice(0, 2));
    expect(known[0]).toBe(401);
    expect(unknown[2]).toBeGreaterThan(known[2] / 5);
  });

  test("waits longer and longer, and is let in by no number of tries at once", async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, (_, k) => signIn("mallory", `guess number ${k}`)));
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(20);
    expect(Number(refused[0]?.headers.get("retry-after"))).toBeGreaterThan(0);
    expect((await ask("{ asOf { seq } }"))[0]).toBe(401);
  });

  test("gets no session by what is no form of ours", async () => {
    for (const body of ["", "{", "[]", '{"name":["ada"],"password":{}}', '{"name":"ada"}']) {
      const answer = await browser.ask(`${server.url}/auth/sign-in`, { method: "POST", headers: json, body });
      expect([body, answer.status]).toEqual([body, 400]);
    }
  });
});

test("who tries to change a password again and again is told how long to wait", async () => {
  await signIn("ada", PASSWORD);
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, k) => send("/auth/password", { password: `guess number ${k}`, wanted: PASSWORD })),
  );
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(0);
  const seconds = Number(refused[0]?.headers.get("retry-after"));
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThan(10);
  expect(await refused[0]?.text()).toContain(`wait ${seconds} seconds`);
});

test.each(["/.//evil.test", "/\\evil.test", "//evil.test", "https://evil.test/"])(
  "%s leads nowhere but home",
  (next) => {
    expect(localPath(next)).toBe("/");
  },
);

test("without a word about it, a browser's session asks what our page asks; a file's question is ours", async () => {
  await server.end("SIGTERM");
  await server.restart({ LOCKSTEP_TRUSTED_DOCUMENTS: "" });
  try {
    await signIn("ada", PASSWORD);
    expect((await ask("{ viewer { name } }"))[0]).toBe(403);
    const range = "from=2026-03-01T00:00:00Z&to=2026-03-08T00:00:00Z";
    const pack = await browser.ask(`${server.url}/packs/otif.pdf?definition=requested&${range}`, {});
    expect([pack.status, pack.headers.get("content-type")]).toEqual([200, "application/pdf"]);
    const table = await browser.ask(`${server.url}/exports/order-lines.csv`, {});
    expect(table.status).toBe(200);
  } finally {
    await server.end("SIGTERM");
    await server.restart();
  }
}, 60_000);

test("a page is led to where one signs in, and back", async () => {
  const { url } = await browser.open(`${server.url}/quarantine?site=PLANT-A`);
  expect(url.pathname + url.search).toBe("/sign-in?next=%2Fquarantine%3Fsite%3DPLANT-A");
});

test("neither names' passwords nor sessions are in the log", () => {
  expect(JSON.stringify(server.log)).not.toMatch(/correct horse|guess number|lockstep-\d+=/);
});
