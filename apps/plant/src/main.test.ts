import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { DAY, HOUR } from "@lockstep/domain/instant";
import { inTime } from "@lockstep/testkit/in-time";
import { afterEach, describe, expect, it } from "vitest";
import { findStart, mondayBehind } from "./anchor.ts";
import { createClient } from "./client.ts";
import { parseOptions } from "./options.ts";
import { firstOrderLine } from "./plant.ts";

interface Seen {
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

type Answer = (seen: Seen, respond: (status: number, body: unknown, headers?: Record<string, string>) => void) => void;

const opened: Server[] = [];
const started: ChildProcess[] = [];
afterEach(() => {
  for (const server of opened.splice(0)) server.closeAllConnections();
  for (const child of started.splice(0)) child.kill("SIGKILL");
});

/** A server on a free port that says what it is told to say. */
async function serve(answer: Answer): Promise<{ url: string; seen: Seen[] }> {
  const seen: Seen[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    let body = "";
    request.on("data", (part: Buffer) => {
      body += part.toString();
    });
    request.on("end", () => {
      const call = { path: request.url ?? "", type: request.headers["content-type"] ?? "", body };
      seen.push(call);
      answer(call, (status, json, headers = {}) => {
        response.writeHead(status, { "content-type": "application/json", ...headers });
        response.end(JSON.stringify(json));
      });
    });
  });
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, seen };
}

const lines = (text: string): string[] => text.split("\n").filter((line) => line !== "");
const factsOf = (body: string) => JSON.parse(body) as { readonly time: string }[];
const taken = (body: string) => ({ accepted: factsOf(body).length, duplicates: 0, quarantined: 0, parked: 0, seq: 1 });

const program = fileURLToPath(new URL("./main.ts", import.meta.url));

function start(args: readonly string[]): { child: ChildProcess; ended: Promise<number | null>; stderr: () => string } {
  const child = spawn(process.execPath, [program, ...args], { stdio: ["ignore", "ignore", "pipe"] });
  started.push(child);
  let text = "";
  child.stderr?.on("data", (part: Buffer) => {
    text += part.toString();
  });
  return { child, ended: new Promise((resolve) => child.once("exit", resolve)), stderr: () => text };
}

const until = async (what: () => boolean): Promise<void> => {
  for (let k = 0; k < 400 && !what(); k++) await new Promise((resolve) => setTimeout(resolve, 50));
  expect(what()).toBe(true);
};

describe("the process", () => {
  it("waits for a server that is starting and busy, tells its past, lives on, and ends on SIGTERM", {
    timeout: 30_000,
  }, async () => {
    let asked = 0;
    let refused = 0;
    const { url, seen } = await serve(({ path, body }, respond) => {
      if (path === "/readyz") return respond(++asked < 3 ? 503 : 200, {});
      if (path === "/facts" && refused++ === 0) return respond(429, {}, { "retry-after": "0" });
      if (path === "/facts") return respond(202, taken(body));
      return respond(200, { data: body.includes("asOf") ? { asOf: { now: new Date().toISOString() } } : {} });
    });
    const { child, ended, stderr } = start(["--url", url]);
    const posts = () => seen.filter(({ path }) => path === "/facts");
    await until(() => stderr().includes("history is told"));
    const history = posts().length;
    await until(() => posts().length > history);
    child.kill("SIGTERM");
    expect(await inTime(2_000, () => ended)).toBe(0);
    expect(posts().every(({ type }) => type === "application/cloudevents-batch+json")).toBe(true);
    const [first, second] = posts();
    expect(first?.body).toBe(second?.body);
    const facts = posts()
      .slice(1)
      .flatMap(({ body }) => factsOf(body));
    expect(facts.length).toBeGreaterThan(3_500);
    for (const { time } of facts) expect(Date.parse(time)).toBeLessThanOrEqual(Date.now());
    for (const line of lines(stderr())) expect(JSON.parse(line)).toHaveProperty("msg");
    expect(seen.some(({ path }) => path === "/clock")).toBe(false);
  });

  it("moves a manual clock behind the facts that it has told", { timeout: 30_000 }, async () => {
    const { url, seen } = await serve(({ path, body }, respond) => {
      if (path === "/facts") return respond(202, taken(body));
      return respond(200, { data: body.includes("asOf") ? { asOf: { now: "1970-01-01T00:00:00.000Z" } } : {} });
    });
    const { child, ended } = start(["--url", url, "--speed", "600", "--start", "2026-03-02T00:00:00Z"]);
    const clocks = () =>
      seen
        .filter(({ path }) => path === "/clock")
        .map(({ body }) => Date.parse((JSON.parse(body) as { now: string }).now));
    await until(() => clocks().length >= 4);
    child.kill("SIGTERM");
    expect(await ended).toBe(0);
    let told = Number.NEGATIVE_INFINITY;
    for (const { path, body } of seen) {
      if (path === "/facts") for (const { time } of factsOf(body)) told = Math.max(told, Date.parse(time));
      if (path === "/clock") expect(Date.parse((JSON.parse(body) as { now: string }).now)).toBeGreaterThanOrEqual(told);
    }
    expect(clocks()).toEqual([...clocks()].sort((a, b) => a - b));
  });

  it("says in one line what it does not understand, and fails", async () => {
    const { ended, stderr } = start(["--speed", "0"]);
    expect(await ended).toBe(2);
    expect(lines(stderr())).toHaveLength(1);
  });
});

describe("where the plant begins", () => {
  const now = Date.parse("2026-11-24T13:00:00Z");

  it("is the Monday behind, with at least a day and a half of past", () => {
    expect(new Date(mondayBehind(now)).toISOString()).toBe("2026-11-23T00:00:00.000Z");
    expect(new Date(mondayBehind(now - 2 * HOUR)).toISOString()).toBe("2026-11-16T00:00:00.000Z");
  });

  it("is where the plant on that server began, if it has been there before", async () => {
    const began = mondayBehind(now) - 14 * DAY;
    const { url } = await serve(({ body }, respond) => {
      const alias =
        new RegExp(`(w\\d+): orderLine\\(id: \\\\"${firstOrderLine(began)}\\\\"\\)`).exec(body)?.[1] ?? "none";
      respond(200, { data: { w0: null, [alias]: { id: firstOrderLine(began) } } });
    });
    const client = createClient({ url, authorization: null }, new AbortController().signal);
    expect(await findStart(client, now, firstOrderLine)).toBe(began);
  });
});

describe("options", () => {
  it("have the defaults of a server on this machine", () => {
    const parsed = parseOptions([], {});
    expect(parsed).toEqual({
      ok: true,
      options: { url: "http://localhost:4000", seed: 1, speed: 1, start: null, authorization: null },
    });
  });

  it.each([
    ["--seed", "x"],
    ["--speed", "-1"],
    ["--url", "nowhere"],
    ["--start", "soon"],
    ["--pace", "2"],
  ])("refuse %s %s", (name, value) => {
    expect(parseOptions([name, value], {}).ok).toBe(false);
  });
});
