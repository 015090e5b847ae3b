import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
/** It lives for seconds: its database is compiled once and not twice, and no threads collect its garbage. */
const SHORT_LIVED = ["--liftoff-only", "--single-threaded-gc"];
const main = join(root, "apps/api/dist/main.js");
const addPeople = join(root, "apps/api/src/testing/add-people.ts");

export const PASSWORD = "correct horse battery";

export const hasRealServer = (): boolean => existsSync(main);

/** The real server on a folder of its own; it can be killed and started again on its data. */
export interface RealServer {
  readonly url: string;
  send(facts: readonly object[]): Promise<void>;
  setClock(now: string): Promise<void>;
  /** As the developer, in GraphQL; rejects with what is wrong. */
  ask<T>(query: string, variables?: object): Promise<T>;
  /** As somebody else, by a developer's token. */
  askAs<T>(token: string, query: string, variables?: object): Promise<T>;
  kill(): Promise<void>;
  /** It stands still, with its connections open, until it is told to go on. */
  pause(): void;
  resume(): void;
  start(): Promise<void>;
  /** Starts it anew on its data; from then on one signs in, as one of them and with the word PASSWORD. */
  signInFromNowOn(people: readonly Account[]): Promise<void>;
  close(): Promise<void>;
}

export interface Account {
  readonly name: string;
  readonly roles: readonly string[];
  /** Null: every plant. */
  readonly sites: readonly string[] | null;
}

/**
 * With an empty log and a clock that the test moves, unless `env` says otherwise; `demo` is the demonstration plant, alive by
 * the wall clock.
 */
export async function startRealServer(
  port: number,
  { demo = false, env = {} }: { readonly demo?: boolean; readonly env?: NodeJS.ProcessEnv } = {},
): Promise<RealServer> {
  const data = mkdtempSync(join(tmpdir(), "lockstep-web-"));
  const url = `http://127.0.0.1:${port}`;
  let child: ChildProcess | null = null;
  let auth = "dev";
  const kill = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child;
    child = null;
    if (!ending || ending.exitCode !== null) return;
    const ended = new Promise((resolve) => ending.once("exit", resolve));
    ending.kill(signal);
    await ended;
  };
  const start = async (): Promise<void> => {
    child = spawn(process.execPath, [...SHORT_LIVED, main], {
      cwd: root,
      stdio: ["ignore", "ignore", "inherit"],
      env: {
        ...process.env,
        PORT: String(port),
        MQTT_PORT: "0",
        LOCKSTEP_DATA: data,
        LOCKSTEP_AUTH: auth,
        ...(demo ? {} : { LOCKSTEP_DEMO: "0", LOCKSTEP_CLOCK: "manual" }),
        LOG_LEVEL: "error",
        ...env,
      },
    });
    await isReady(url, child);
  };
  const post = async (path: string, type: string, body: unknown): Promise<void> => {
    const answer = await fetch(url + path, {
      method: "POST",
      headers: { "content-type": type },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  };
  const askAs = async <T>(token: string | null, query: string, variables: object = {}): Promise<T> => {
    const answer = await fetch(`${url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...(token === null ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await answer.json()) as { data: T; errors?: unknown };
    if (errors !== undefined) throw new Error(JSON.stringify(errors));
    return data;
  };
  await start();
  return {
    url,
    send: (facts) => post("/facts", "application/cloudevents-batch+json", facts),
    setClock: (now) => post("/clock", "application/json", { now }),
    ask: (query, variables) => askAs(null, query, variables),
    askAs,
    kill: () => kill("SIGKILL"),
    pause: () => void child?.kill("SIGSTOP"),
    resume: () => void child?.kill("SIGCONT"),
    start,
    async signInFromNowOn(people) {
      await kill("SIGTERM");
      const input = JSON.stringify(people);
      const { status, stderr } = spawnSync(process.execPath, [addPeople, data, PASSWORD], { input, encoding: "utf8" });
      if (status !== 0) throw new Error(stderr);
      auth = "local";
      await start();
    },
    async close() {
      await kill("SIGTERM");
      rmSync(data, { recursive: true, force: true });
    },
  };
}

async function isReady(url: string, child: ChildProcess): Promise<void> {
  const until = Date.now() + 60_000;
  while (Date.now() < until) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const ready = await fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("the server did not become ready");
}
