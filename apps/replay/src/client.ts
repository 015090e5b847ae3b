import { setTimeout as sleep } from "node:timers/promises";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { type Instant, isoOf } from "@lockstep/domain/instant";
import { log } from "./log.ts";

/** What `POST /facts` answers, without its `seq`. */
export interface Taken {
  readonly accepted: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly parked: number;
}

/** The public interfaces, as anyone outside uses them. Every call waits out a server that is away or busy. */
export interface Client {
  ready(): Promise<void>;
  now(): Promise<Instant>;
  post(facts: readonly CloudEvent[]): Promise<Taken>;
  /** What the server says to a move of its clock: 200, or why not. */
  setClock(now: Instant): Promise<{ readonly ok: true } | { readonly ok: false; readonly message: string }>;
}

const LONGEST_WAIT_MS = 10_000;
const ANSWER_WITHIN_MS = 300_000;

interface Server {
  readonly url: string;
  readonly authorization: string | null;
}

export function createClient(server: Server, signal: AbortSignal): Client {
  const call = (path: string, type: string, body: string) => callPatiently(server, signal, { path, type, body });
  return {
    async ready() {
      for (let wait = 100; !(await isReady(server.url, signal)); wait = Math.min(2_000, wait * 1.5)) {
        if (wait > 1_000) log("warn", "waiting for the server", { url: server.url });
        await sleep(wait, undefined, { signal });
      }
    },
    async now() {
      const response = await call("/graphql", "application/json", JSON.stringify({ query: "{ asOf { now } }" }));
      const answer = (await response.json()) as { data?: { asOf?: { now?: string } }; errors?: unknown };
      const now = Date.parse(answer.data?.asOf?.now ?? "");
      if (Number.isNaN(now)) throw new Error(`the server does not tell its time: ${JSON.stringify(answer.errors)}`);
      return now;
    },
    async post(facts) {
      const body = facts.map((fact) => `${JSON.stringify(fact)}\n`).join("");
      const response = await call("/facts", "application/x-ndjson", body);
      if (response.status !== 202) throw new Error(`POST /facts was answered ${await shown(response)}`);
      return (await response.json()) as Taken;
    },
    async setClock(now) {
      const response = await call("/clock", "application/json", JSON.stringify({ now: isoOf(now) }));
      if (response.status !== 200) return { ok: false, message: await shown(response) };
      await response.body?.cancel();
      return { ok: true };
    },
  };
}

interface Call {
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

/** Again and again, with growing pauses, as long as the server is away, busy (429) or not ready (503). */
async function callPatiently({ url, authorization }: Server, signal: AbortSignal, call: Call): Promise<Response> {
  const headers = { "content-type": call.type, ...(authorization === null ? {} : { authorization }) };
  for (let wait = 250; ; wait = Math.min(LONGEST_WAIT_MS, wait * 2)) {
    const within = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]);
    const response = await fetch(`${url}${call.path}`, {
      method: "POST",
      headers,
      body: call.body,
      signal: within,
    }).catch((error: unknown) => {
      if (signal.aborted) throw error;
      return null;
    });
    if (response !== null && response.status !== 429 && response.status !== 503) return response;
    const asked = Number(response?.headers.get("retry-after") ?? 0) * 1_000;
    await response?.body?.cancel();
    const pause = Math.min(LONGEST_WAIT_MS, Math.max(wait, asked));
    log("warn", "the server does not take it yet", {
      path: call.path,
      status: response?.status ?? null,
      waitMs: pause,
    });
    await sleep(pause, undefined, { signal });
  }
}

const isReady = (url: string, signal: AbortSignal): Promise<boolean> =>
  fetch(`${url}/readyz`, { signal }).then(
    async (response) => {
      await response.body?.cancel();
      return response.ok;
    },
    (error: unknown) => {
      if (signal.aborted) throw error;
      return false;
    },
  );

const shown = async (response: Response): Promise<string> =>
  `${response.status}: ${(await response.text()).slice(0, 500)}`;
