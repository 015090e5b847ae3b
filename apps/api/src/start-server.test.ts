import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { inTime } from "@lockstep/testkit/in-time";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { counts, item, MORNING, site } from "./testing/facts.ts";
import { connectLive } from "./testing/live-client.ts";
import { type Env, type Launched, type LogLine, launch } from "./testing/server-process.ts";

let folder: string;
let started: Launched[];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lockstep-start-"));
  started = [];
});
afterEach(() => {
  for (const { child } of started) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

function run(env: Env = {}, log: LogLine[] = []): Launched {
  const launched = launch({ LOCKSTEP_DATA: folder, ...env }, log);
  started.push(launched);
  return launched;
}

/** The one line in which a process says why it does not start. */
async function refusal(env: Env): Promise<string> {
  const log: LogLine[] = [];
  const launched = run(env, log);
  expect(await launched.ended).toBe(1);
  const last = log.filter(({ level }) => level === 60);
  expect(last).toHaveLength(1);
  return last[0]?.msg ?? "";
}

/** Files of tables that hold a text. */
const filesWith = (within: string, text: string): string[] =>
  readdirSync(join(within, "database", "base"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => readFileSync(file).includes(text));

const post = (url: string, path: string, type: string, body: string): Promise<Response> =>
  fetch(url + path, { method: "POST", headers: { "content-type": type }, body });
const postFacts = (url: string, facts: readonly object[]): Promise<Response> =>
  post(url, "/facts", "application/cloudevents-batch+json", JSON.stringify(facts));

describe("what does not start says why in one line, and ends with 1", () => {
  test.each([
    [{ PORT: "http" }, "PORT=http is no port"],
    [{ LOCKSTEP_CLOCK: "slow" }, "LOCKSTEP_CLOCK=slow is none of live, manual"],
    [{ HOST: "0.0.0.0" }, "HOST=0.0.0.0 can be reached from other machines"],
    [{ DATABASE_URL: "postgres://ann:secret@127.0.0.1:1/lockstep" }, "cannot be used: connect ECONNREFUSED"],
  ])("%j", async (env, why) => {
    const said = await refusal(env);
    expect(said).toContain(`Lockstep does not start: `);
    expect(said).toContain(why);
    expect(said).not.toContain("secret");
  });

  test("a data folder that is a file", async () => {
    writeFileSync(join(folder, "file"), "");
    const said = await refusal({ LOCKSTEP_DATA: join(folder, "file") });
    expect(said).toContain(`The data folder ${join(folder, "file")} is a file, or lies below one`);
  });

  test("a database that cannot be reached, and all that a library warns of is a line of the log", async () => {
    const log: LogLine[] = [];
    const { ended } = run({ DATABASE_URL: "postgres://ann@127.0.0.1:1/plant?sslmode=require" }, log);
    expect(await ended).toBe(1);
    expect(log.map(({ msg }) => msg)).toContainEqual(expect.stringContaining("sslmode=verify-full"));
    expect(log.at(-1)?.msg).toContain("The PostgreSQL database plant on 127.0.0.1:1 cannot be used");
  });

  test("a log that is damaged on the disk", async () => {
    const log: LogLine[] = [];
    const first = run({}, log);
    await first.ready;
    await postFacts(first.url, [site("PLANT-A"), item("FG-1"), ...counts(0, 300)]);
    first.child.kill("SIGTERM");
    await first.ended;
    for (const file of filesWith(folder, '"count-17"'))
      writeFileSync(file, Buffer.alloc(3 * 8_192, 0xa5), { flag: "r+" });
    expect(await refusal({})).toMatch(/the database is damaged: invalid page in [^\n]+[.] Restore a backup of it[.]$/);
  });

  test("a port that is taken", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await once(other, "listening");
    const { port } = other.address() as { port: number };
    expect(await refusal({ PORT: String(port) })).toContain(`port ${port} on 127.0.0.1 is in use`);
    other.close();
  });

  test("a folder that another process has, which goes on undisturbed", async () => {
    const first = run();
    await first.ready;
    expect(await refusal({})).toContain(`is in use by process ${first.child.pid}`);
    expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
  });
});

describe("before it is ready", () => {
  test("it is alive, and takes nothing; then it is ready and takes everything", async () => {
    const server = run();
    await server.listening;
    expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
    for (const answer of [await fetch(`${server.url}/readyz`), await postFacts(server.url, [site("PLANT-A")])]) {
      expect(answer.status).toBe(503);
      expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
      expect(await answer.json()).toMatchObject({ error: { code: "UNAVAILABLE" } });
    }
    await server.ready;
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
    expect(await (await postFacts(server.url, [site("PLANT-A")])).json()).toMatchObject({ accepted: 1, seq: 1 });
    expect(await (await fetch(`${server.url}/metrics`)).text()).toContain('lockstep_facts_total{outcome="accepted"} 1');
  });
});

describe("a signal", () => {
  test("ends it well while sockets and a stream are open", async () => {
    const log: LogLine[] = [];
    const server = run({}, log);
    await server.ready;
    await postFacts(server.url, [site("PLANT-A"), item("FG-1")]);
    const client = await connectLive(server.url, "dev:ann:planner");
    await client.watch({ since: 0 });
    const idle = await fetch(`${server.url}/healthz`);
    expect(idle.status).toBe(200);
    const headers = { "content-type": "application/x-ndjson", authorization: "Bearer dev:ida-s-token:integrator" };
    const stream = request(`${server.url}/facts`, { method: "POST", headers });
    const answered = once(stream, "response") as Promise<[IncomingMessage]>;
    // Who sends on all the same is not taken at that word.
    stream.once("response", () => stream.write(`${JSON.stringify(counts(500, 501)[0])}\n`));
    stream.on("error", () => {});
    for (const fact of counts(0, 500)) stream.write(`${JSON.stringify(fact)}\n`);
    await sleep(200);
    const code = await inTime(4_000, async () => {
      server.child.kill("SIGTERM");
      await expect.poll(async () => (await fetch(`${server.url}/readyz`)).status).toBe(503);
      expect((await postFacts(server.url, [])).status).toBe(503);
      return server.ended;
    });
    expect(code).toBe(0);
    const [answer] = await answered;
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "2"]);
    expect(await text(answer)).toContain("in 2 seconds. 500 lines before it were taken; from there on, nothing was.");
    expect(client.deltas.at(-1)?.toSeq).toBe(502);
    expect(JSON.stringify(log)).not.toMatch(/ida-s-token|Bearer|dev:ann/);
    client.close();
  });

  test.each(["application/cloudevents+json", "application/cloudevents-batch+json"])(
    "while the rest of a body (%s) does not come says when to send it again",
    async (type) => {
      const server = run();
      await server.ready;
      const sending = request(`${server.url}/facts`, { method: "POST", headers: { "content-type": type } });
      const answered = once(sending, "response") as Promise<[IncomingMessage]>;
      sending.on("error", () => {});
      sending.write(" [");
      await sleep(200);
      server.child.kill("SIGTERM");
      const [answer] = await answered;
      expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "2"]);
      expect(JSON.parse(await text(answer))).toMatchObject({ error: { code: "UNAVAILABLE" } });
      expect(await server.ended).toBe(0);
    },
  );

  test("while a fact is on its way lets it be answered first", async () => {
    const server = run();
    await server.ready;
    const answers = [0, 1, 2, 3].map((k) => postFacts(server.url, counts(k * 2_000, (k + 1) * 2_000)));
    await sleep(30);
    server.child.kill("SIGTERM");
    for (const answer of await Promise.all(answers)) expect([202, 503]).toContain(answer.status);
    expect(await server.ended).toBe(0);
  });
});

test("what is kept beside the log at the end, and the log behind it, make the same state again", async () => {
  const log: LogLine[] = [];
  const first = run({}, log);
  await first.ready;
  await postFacts(first.url, [site("PLANT-A"), item("FG-1"), ...counts(0, 3_000)]);
  await post(first.url, "/clock", "application/json", JSON.stringify({ now: MORNING }));
  first.child.kill("SIGTERM");
  await first.ended;
  expect(log.filter(({ msg }) => msg === "a snapshot is kept")).toMatchObject([{ seq: 3_002 }]);
  const second = run({}, log);
  await second.ready;
  await postFacts(second.url, counts(2_990, 3_100));
  const before = await stateOf(second.url);
  second.child.kill("SIGKILL");
  await second.ended;
  const third = run({}, log);
  await third.ready;
  expect(await stateOf(third.url)).toEqual(before);
  expect(before).toMatchObject({ seq: 3_102 });
}, 60_000);

async function stateOf(url: string): Promise<unknown> {
  const query = "{ asOf { seq now stateHash } feeds { id accepted quarantined lastReceivedAt } }";
  await post(url, "/clock", "application/json", JSON.stringify({ now: MORNING }));
  const answer = await post(url, "/graphql", "application/json", JSON.stringify({ query }));
  const { data } = (await answer.json()) as { data: { asOf: object; feeds: unknown } };
  return { ...data.asOf, feeds: data.feeds };
}
