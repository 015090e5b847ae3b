import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { CloudEvent } from "@lockstep/domain/facts/fact";

/** It lives for seconds: its database is compiled once and not twice, and no threads collect its garbage. */
const SHORT_LIVED = ["--liftoff-only", "--single-threaded-gc"];
/** As it is started by everybody: bundled before the tests begin. */
const MAIN = fileURLToPath(new URL("../../dist/main.js", import.meta.url));
const AS_OF = JSON.stringify({ query: "{ asOf { seq } }" });

export interface LogLine {
  readonly level: number;
  readonly msg: string;
  readonly url?: string;
  readonly [name: string]: unknown;
}

export interface Answer<T> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: T;
}

export interface FactsAnswer {
  readonly accepted: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly parked: number;
  readonly seq: number;
}

export interface Refused {
  readonly error: { readonly code: string; readonly message: string };
}

export interface GraphQLAnswer<T> {
  readonly data?: T | null;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** The real server in a process of its own, with an empty log and a clock that the test moves unless told otherwise. */
export interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it has logged since it was started the first time; a line that is no JSON fails the test that reads it. */
  readonly log: readonly LogLine[];
  send(facts: readonly CloudEvent[]): Promise<FactsAnswer>;
  setClock(now: string): Promise<void>;
  /** Answered when all that was posted here before is shown, as a 202 promises within a second. */
  ask<T>(query: string, variables?: object, token?: string): Promise<GraphQLAnswer<T>>;
  post<T>(path: string, body: string, headers: Record<string, string>): Promise<Answer<T>>;
  /** Ends it with a signal; resolves with its exit code once it is gone. */
  end(signal: NodeJS.Signals): Promise<number | null>;
  /** Starts it again on the same data; the port may be another one, unless it is named. */
  restart(more?: Env): Promise<void>;
  /** Ends it and deletes its data. */
  close(): Promise<void>;
}

export type Env = Readonly<Record<string, string>>;

export async function startServerProcess(env: Env = {}): Promise<ServerProcess> {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-api-"));
  const log: LogLine[] = [];
  let running = launch({ LOCKSTEP_DATA: folder, ...env }, log);
  await running.ready;
  let lastTaken = 0;
  let lastShown = 0;
  const post = async <T>(path: string, body: string, headers: Record<string, string>): Promise<Answer<T>> => {
    const response = await fetch(running.url + path, { method: "POST", headers, body });
    const said = (await response.json()) as T;
    if (response.status === 202) lastTaken = Math.max(lastTaken, (said as Partial<FactsAnswer>).seq ?? 0);
    return { status: response.status, headers: response.headers, body: said };
  };
  /** Looks at the present moment until it is that of the last fact; after ten seconds the test shall say what it misses. */
  const untilShown = async (headers: Record<string, string>): Promise<void> => {
    const until = performance.now() + 10_000;
    while (lastShown < lastTaken && performance.now() < until) {
      const { body } = await post<GraphQLAnswer<{ asOf: { seq: number } }>>("/graphql", AS_OF, headers);
      if (!body.data) return;
      lastShown = body.data.asOf.seq;
    }
  };
  const end = (signal: NodeJS.Signals): Promise<number | null> => {
    running.child.kill(signal);
    return running.ended;
  };
  return {
    get url() {
      return running.url;
    },
    get process() {
      return running.child;
    },
    log,
    async send(facts) {
      const type = "application/cloudevents-batch+json";
      const { status, body } = await post<FactsAnswer>("/facts", JSON.stringify(facts), { "content-type": type });
      if (status !== 202) throw new Error(`facts: ${status} ${JSON.stringify(body)}`);
      return body;
    },
    async setClock(now) {
      const answer = await post("/clock", JSON.stringify({ now }), { "content-type": "application/json" });
      if (answer.status !== 200) throw new Error(`clock: ${answer.status} ${JSON.stringify(answer.body)}`);
    },
    async ask<T>(query: string, variables: object = {}, token?: string) {
      const authorization: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const headers = { "content-type": "application/json", ...authorization };
      await untilShown(headers);
      const { body } = await post<GraphQLAnswer<T>>("/graphql", JSON.stringify({ query, variables }), headers);
      return body;
    },
    post,
    end,
    async restart(more = {}) {
      running = launch({ LOCKSTEP_DATA: folder, ...env, ...more }, log);
      await running.ready;
    },
    async close() {
      await end("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface Launched {
  readonly child: ChildProcess;
  /** Known once it listens, which is before it is ready. */
  url: string;
  readonly listening: Promise<void>;
  /** Rejects if it ends before that. */
  readonly ready: Promise<void>;
  /** Its exit code, once it is gone and all that it has said is in the log; null if a signal ended it hard. */
  readonly ended: Promise<number | null>;
}

/** Starts a process; its lines go into `log` as they come. Port 0 unless told otherwise. */
export function launch(env: Env, log: LogLine[]): Launched {
  const settings = { PORT: "0", MQTT_PORT: "0", LOCKSTEP_DEMO: "0", LOCKSTEP_CLOCK: "manual", LOG_LEVEL: "info" };
  const child = spawn(process.execPath, [...SHORT_LIVED, MAIN], {
    stdio: ["ignore", "ignore", "pipe"],
    env: { ...process.env, ...settings, ...env },
  });
  const said = new Map<string, () => void>();
  const when = (msg: string): Promise<void> =>
    new Promise((resolve, reject) => {
      said.set(msg, resolve);
      child.once("exit", (code) => reject(new Error(`the server has ended with ${code}: ${log.at(-1)?.msg ?? ""}`)));
    });
  const ended = once(child, "close").then(() => child.exitCode);
  const launched: Launched = { child, url: "", listening: when("listening"), ready: when("ready"), ended };
  for (const promise of [launched.listening, launched.ready]) promise.catch(() => {});
  createInterface({ input: child.stderr }).on("line", (text) => {
    const line = JSON.parse(text) as LogLine;
    log.push(line);
    if (line.msg === "listening") launched.url = line.url ?? "";
    said.get(line.msg)?.();
  });
  return launched;
}
