import { setImmediate as nextTurn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import type { NotRead } from "@lockstep/connectors/b2mml/read-message";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { B2mmlReply, B2mmlRequest } from "./b2mml-thread.ts";

/**
 * Reads messages of B2MML in a thread of its own, one after the other: a large one takes seconds, in which everybody else
 * is answered. The thread is started with the first message, and ended after a while without any.
 */
export interface B2mmlReader {
  /** Whether one more message of so many characters may wait for its turn. */
  hasRoom(characters: number): boolean;
  /** As `readB2mml` would. Rejects where the thread fails on it, or `B2mmlStopped` where it is stopped before. */
  read(text: string): Promise<Result<readonly CloudEvent[], NotRead>>;
  stop(): Promise<void>;
}

/** The reader was stopped: nothing is known of the message. */
export class B2mmlStopped extends Error {}

const MOST_WAITING = 16;
/** Four of the largest that may be sent. */
const MOST_CHARACTERS = 67_108_864;
/** So many facts are handed over in one go: some milliseconds. */
const FACTS_AT_ONCE = 1_000;
const IDLE_MS = 60_000;

/** `declared` is what a file of connectors says under `b2mml`, known to be right. */
export function createB2mmlReader(declared: unknown): B2mmlReader {
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;
  let last: Promise<unknown> = Promise.resolve();
  let isStopped = false;
  const waiting = { messages: 0, characters: 0 };

  function start(): Worker {
    const started = new Worker(new URL("./b2mml-worker.ts", import.meta.url), { workerData: declared });
    // It holds up nobody who ends.
    started.unref();
    // One that ends while nothing is asked of it is started anew with the next message; why it ended is told to who asks then.
    started
      .on("error", () => {})
      .once("exit", () => {
        if (worker === started) worker = null;
      });
    worker = started;
    return started;
  }

  async function end(): Promise<void> {
    const ending = worker;
    worker = null;
    await ending?.terminate();
  }

  function ask(request: B2mmlRequest): Promise<B2mmlReply> {
    const thread = worker ?? start();
    return new Promise((resolve, reject) => {
      const lost = (why: Error): void => {
        leave();
        if (worker === thread) worker = null;
        reject(isStopped ? new B2mmlStopped("no more messages are read", { cause: why }) : why);
      };
      const ended = (code: number): void => lost(new Error(`the thread that reads B2MML has ended with ${code}`));
      const answered = (reply: B2mmlReply): void => {
        leave();
        resolve(reply);
      };
      const leave = (): void => {
        thread.off("message", answered).off("error", lost).off("exit", ended);
      };
      thread.on("message", answered).on("error", lost).on("exit", ended);
      thread.postMessage(request);
    });
  }

  async function readNow(text: string): Promise<Result<readonly CloudEvent[], NotRead>> {
    if (isStopped) throw new B2mmlStopped("no more messages are read");
    const reply = await ask({ kind: "read", text });
    if (reply.kind === "not-read") return refuse(reply.error);
    if (reply.kind !== "read") throw new Error(reply.kind === "failed" ? reply.message : `an answer ${reply.kind}`);
    const facts: CloudEvent[] = [];
    while (facts.length < reply.facts) {
      await nextTurn();
      if (isStopped) throw new B2mmlStopped("no more messages are read");
      const page = await ask({ kind: "facts", from: facts.length, to: facts.length + FACTS_AT_ONCE });
      if (page.kind !== "facts" || page.facts.length === 0) throw new Error("facts that were read are not there");
      for (const fact of page.facts) facts.push(fact);
    }
    return ok(facts);
  }

  /** What was read last is still held there. */
  function rest(): void {
    if (idle !== null) clearTimeout(idle);
    idle = waiting.messages > 0 || isStopped ? null : setTimeout(() => void end(), IDLE_MS).unref();
  }

  return {
    hasRoom: (characters) =>
      waiting.messages === 0 || (waiting.messages < MOST_WAITING && waiting.characters + characters <= MOST_CHARACTERS),
    async read(text) {
      waiting.messages += 1;
      waiting.characters += text.length;
      rest();
      const read = last.then(() => readNow(text));
      last = read.catch(() => {});
      try {
        return await read;
      } finally {
        waiting.messages -= 1;
        waiting.characters -= text.length;
        rest();
      }
    },
    async stop() {
      isStopped = true;
      rest();
      await end();
    },
  };
}
