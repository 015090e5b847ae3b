import { Worker } from "node:worker_threads";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { Result } from "@lockstep/domain/result";
import type { RuleDifference } from "@lockstep/domain/rules/rule-findings";
import type { SiteRule } from "@lockstep/domain/rules/site-rule";
import type { TimelessLine } from "@lockstep/engine/live/line-rows";
import type { Unthinkable } from "@lockstep/engine/what-if";
import type { PackedFacts } from "@lockstep/store/facts/packed-facts";
import type {
  Asked,
  Assumed,
  Checked,
  EngineSettings,
  FactNews,
  Forked,
  OtherRules,
  Passed,
  PassOrder,
  Reply,
  Request,
  Told,
} from "./protocol.ts";

/** The engine, wherever it runs. It does one thing after the other, in the order in which it is asked. */
export interface EngineThread {
  /** Facts as they are kept, at a clock: taken in at once, for the first pass to project with those that it is told itself. */
  feed(chunks: readonly PackedFacts[], clock: Instant): void;
  /**
   * What those say that it was fed with, before anything is projected of them. Null: it was fed with none, or is lost, or
   * could not take them in.
   */
  begun(): Promise<FactNews | null>;
  /** Takes facts in and moves the clock on. Rejects with `EngineLost` if the engine and all that it held is gone. */
  pass(facts: readonly AnyFact[], order: PassOrder): Promise<Passed>;
  tell(asking: Asking): Promise<Told>;
  /** What other rules would find, and find no more. */
  compare(rules: OtherRules): Promise<readonly RuleDifference[]>;
  /** What would be different; nothing is afterwards. */
  fork(assumed: Assumed): Promise<Result<Forked, Unthinkable>>;
  /** Where what it holds now differs from the projection computed anew; it goes on meanwhile. */
  check(): Promise<readonly string[]>;
  /** The same in one go, and what differs is put right. */
  verify(): Promise<Checked>;
  /** Resolves if it is lost, also while it has nothing to do; or when it is stopped. */
  readonly lost: Promise<EngineLost>;
  stop(): Promise<void>;
}

export interface Asking {
  readonly asked: readonly Asked[];
  /** Findings are those of these rules, too. */
  readonly rules: readonly SiteRule[];
  /** Stocking points are known as they were after this pass; 0: none is. */
  readonly pointsOf: number;
}

/** It knows nothing any more: another one has to be started, and told everything. */
export class EngineLost extends Error {}

/** So many facts are one message: the thread reads them while the next ones are packed. */
const FACTS_A_MESSAGE = 2_000;

/** What is told to who asked. */
type Answer = Exclude<Reply, { kind: "begun" | "part" }>;

interface Waiting {
  resolve(reply: Reply): void;
  reject(error: Error): void;
}

/** What a fact makes anew is gone with the next one: with little room for it, half of it is taken for old and kept. */
const YOUNG_MB = 192;

export function startEngineThread(settings: EngineSettings): EngineThread {
  const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MB };
  const worker = new Worker(new URL("./engine-worker.ts", import.meta.url), { workerData: settings, resourceLimits });
  return joined({
    post: (request) => worker.postMessage(request),
    listen: (onReply, onLost) => {
      worker.on("message", onReply);
      worker.on("messageerror", onLost);
      worker.on("error", onLost);
      worker.on("exit", (code) => onLost(new Error(`the thread has ended with ${code}`)));
    },
    end: async () => {
      await worker.terminate();
    },
  });
}

export interface Far {
  post(request: Request): void;
  listen(onReply: (reply: Reply) => void, onLost: (why: Error) => void): void;
  end(): Promise<void>;
}

/** Calls over messages to and fro. */
export function joined(far: Far): EngineThread {
  const waiting = new Map<number, Waiting>();
  /** Lines of a pass that is not told to its end. */
  let parts: (readonly TimelessLine[])[] = [];
  let lastId = 0;
  let lost: EngineLost | null = null;
  let tellLost: (error: EngineLost) => void = () => {};
  const whenLost = new Promise<EngineLost>((resolve) => {
    tellLost = resolve;
  });
  let begun: Promise<FactNews | null> = Promise.resolve(null);
  let tellBegun: (news: FactNews | null) => void = () => {};
  far.listen(
    (reply) => {
      if (reply.kind === "begun") {
        tellBegun(reply.news);
        return;
      }
      if (reply.kind === "part") {
        parts.push(reply.orderLines);
        return;
      }
      answer(parts.length === 0 ? reply : withLines(reply, parts));
      parts = [];
    },
    (why) => {
      lost ??= new EngineLost(`the engine is lost: ${why.message}`, { cause: why });
      for (const { reject } of waiting.values()) reject(lost);
      waiting.clear();
      tellBegun(null);
      tellLost(lost);
    },
  );
  const ask = (request: Exclude<Request, { kind: "facts" | "packed" | "begin" }>): Promise<Reply> =>
    new Promise((resolve, reject) => {
      if (lost !== null) {
        reject(lost);
        return;
      }
      waiting.set(request.id, { resolve, reject });
      far.post(request);
    });
  const answer = (reply: Answer): void => {
    const caller = waiting.get(reply.id);
    waiting.delete(reply.id);
    if (reply.kind === "failed") caller?.reject(new Error(reply.message));
    else caller?.resolve(reply);
  };
  const nextId = (): number => {
    lastId += 1;
    return lastId;
  };
  return {
    feed(chunks, clock) {
      if (lost !== null) return;
      begun = new Promise((resolve) => {
        tellBegun = resolve;
      });
      for (const chunk of chunks) far.post({ kind: "packed", chunk: ofItsOwn(chunk) });
      far.post({ kind: "begin", clock });
    },
    begun: () => begun,
    async pass(told, order) {
      const facts = told.map(whole);
      let from = 0;
      for (; facts.length - from > FACTS_A_MESSAGE; from += FACTS_A_MESSAGE) {
        if (lost === null) far.post({ kind: "facts", facts: facts.slice(from, from + FACTS_A_MESSAGE) });
      }
      const reply = await ask({ kind: "pass", id: nextId(), facts: from === 0 ? facts : facts.slice(from), ...order });
      return expected(reply, "passed").passed;
    },
    tell: async (asking) => expected(await ask({ kind: "tell", id: nextId(), ...asking }), "told").told,
    compare: async (rules) => expected(await ask({ kind: "compare", id: nextId(), rules }), "compared").compared,
    fork: async (assumed) => expected(await ask({ kind: "fork", id: nextId(), assumed }), "forked").forked,
    check: async () => expected(await ask({ kind: "check", id: nextId() }), "checked").differences,
    verify: async () => expected(await ask({ kind: "verify", id: nextId() }), "verified").verified,
    lost: whenLost,
    stop: () => far.end(),
  };
}

/** What is no field of its own, as a fact that was read from packed bytes has it, does not go along in a message. */
const whole = (fact: AnyFact): AnyFact =>
  Object.hasOwn(fact, "canonical") ? fact : { ...fact, canonical: fact.canonical };

/** A message takes along all the memory that what is in it is a part of: here that is the whole snapshot. */
const ofItsOwn = ({ count, rows, texts }: PackedFacts): PackedFacts => ({
  count,
  rows: rows.slice(),
  texts: { lengths: texts.lengths.slice(), blocks: texts.blocks.map((block) => block.slice()) },
});

function withLines(reply: Answer, parts: readonly (readonly TimelessLine[])[]): Answer {
  if (reply.kind !== "passed") return reply;
  const { put, gone } = reply.passed.orderLines;
  return { ...reply, passed: { ...reply.passed, orderLines: { put: [...parts, put].flat(), gone } } };
}

function expected<K extends Answer["kind"]>(reply: Reply, kind: K): Reply & { readonly kind: K } {
  if (reply.kind !== kind) throw new Error(`the engine answered ${reply.kind} to what asks for ${kind}`);
  return reply as Reply & { readonly kind: K };
}
