import { setTimeout as sleep } from "node:timers/promises";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { log } from "./log.ts";
import type { Options } from "./options.ts";

/** What `POST /facts` answers. */
export interface Taken {
  readonly accepted: number;
  readonly duplicates: number;
  readonly quarantined: number;
  readonly parked: number;
  readonly seq: number;
}

/** The public interfaces, as anyone outside uses them. Every call waits out a server that is away or busy. */
export interface Client {
  ready(): Promise<void>;
  post(facts: readonly CloudEvent[]): Promise<Taken>;
  ask<T>(query: string, variables: Readonly<Record<string, unknown>>): Promise<T>;
  /** Moves a manual clock; false if the server's clock is live. */
  setClock(now: number): Promise<boolean>;
}

const LONGEST_WAIT_MS = 10_000;
const ANSWER_WITHIN_MS = 120_000;

export function createClient(options: Pick<Options, "url" | "authorization">, signal: AbortSignal): Client {
  const call = async (path: string, type: string, body: string): Promise<Response> => {
    let wait = 250;
    for (;;) {
      const response = await attempt(`${options.url}${path}`, type, body);
      if (response !== null && response.status !== 429 && response.status < 500) return response;
      const asked = Number(response?.headers.get("retry-after") ?? 0) * 1_000;
      await response?.body?.cancel();
      log("warn", "the server does not take it yet", {
        path,
        status: response?.status ?? null,
        waitMs: Math.max(wait, asked),
      });
      await sleep(Math.min(LONGEST_WAIT_MS, Math.max(wait, asked)), undefined, { signal });
      wait = Math.min(LONGEST_WAIT_MS, wait * 2);
    }
  };
  const attempt = async (url: string, type: string, body: string): Promise<Response | null> => {
    const headers: Record<string, string> = { "content-type": type };
    if (options.authorization !== null) headers["authorization"] = options.authorization;
    try {
      return await fetch(url, {
        method: "POST",
        headers,
        body,
        signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]),
      });
    } catch (error) {
      if (signal.aborted) throw error;
      return null;
    }
  };
  return {
    ready: () => waitUntilReady(options.url, signal),
    async post(facts) {
      const response = await call("/facts", "application/cloudevents-batch+json", JSON.stringify(facts));
      if (response.status !== 202)
        throw new Error(`POST /facts was answered ${response.status}: ${await response.text()}`);
      return (await response.json()) as Taken;
    },
    async ask<T>(query: string, variables: Readonly<Record<string, unknown>>) {
      const response = await call("/graphql", "application/json", JSON.stringify({ query, variables }));
      const answer = (await response.json()) as { data?: T; errors?: readonly { message: string }[] };
      if (answer.data === undefined || answer.errors)
        throw new Error(`GraphQL refused: ${JSON.stringify(answer.errors)}`);
      return answer.data;
    },
    async setClock(now) {
      const response = await call("/clock", "application/json", JSON.stringify({ now: new Date(now).toISOString() }));
      const text = await response.text();
      if (response.status !== 200) log("warn", "the clock was not moved", { status: response.status, answer: text });
      return response.status === 200;
    },
  };
}

async function waitUntilReady(url: string, signal: AbortSignal): Promise<void> {
  for (let wait = 100; ; wait = Math.min(2_000, wait * 1.5)) {
    const ready = await fetch(`${url}/readyz`, { signal }).then(
      async (response) => {
        await response.body?.cancel();
        return response.ok;
      },
      () => false,
    );
    if (ready) return;
    await sleep(wait, undefined, { signal });
  }
}
