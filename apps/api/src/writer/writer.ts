import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { IntakeBatch } from "@lockstep/domain/intake";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Finding } from "@lockstep/domain/world";
import type { Delta, EngineInput } from "@lockstep/engine/engine";
import type { Commit } from "@lockstep/store/store";
import { evolveAll } from "@lockstep/workflow/evolve";
import { step } from "@lockstep/workflow/observe";
import type { Refusal } from "../errors.ts";
import { nextView } from "../view/build-view.ts";
import type { View } from "../view/view.ts";
import { auditRowsOf } from "./audit-rows.ts";
import { commitOf } from "./commit-of.ts";
import {
  type CommandRequest,
  type Decided,
  Stopped,
  type Verified,
  type Writer,
  type WriterOptions,
} from "./contract.ts";
import { createDraft, type Draft, decideFacts, NETWORK } from "./decide-group.ts";
import { differsFinding } from "./differs-finding.ts";
import { everyMinute } from "./every-minute.ts";
import { type ClockJob, type CommandJob, createQueue, type FactsJob, type Job, type VerifyJob } from "./queue.ts";
import { createSchedule } from "./schedule.ts";

/** What the engine has not been told of. */
interface Fresh {
  readonly facts: AnyFact[];
  readonly withdrawn: AnyFact[];
  receivedAt: Instant | null;
}

const unchanged = { added: new Map(), updated: new Map(), removed: new Map() };
const nothingChanged: Delta = {
  orderLines: unchanged,
  productionOrders: unchanged,
  causes: unchanged,
  hasOtherNames: false,
};

const nothingFresh = (): Fresh => ({ facts: [], withdrawn: [], receivedAt: null });

/**
 * The single writer: decides, makes durable, computes, publishes, one after the other. Resolves when the state that was
 * restored is computed and shown.
 */
export async function startWriter(options: WriterOptions): Promise<Writer> {
  const { store, ledger, intake, engine, feeds, clockMode, log, metrics } = options;
  const { connectors } = options.restored;
  const queue = createQueue();
  const schedule = createSchedule();
  let { seq, clock, factAt, workflow, auditNumber, quarantine } = options.restored;
  let isStopping = false;
  let wake: () => void = () => {};
  let fresh = nothingFresh();
  let waiting: ((view: View) => void)[] = [];
  /** While what is computed already is not shown yet. */
  let turn: Promise<void> | null = null;
  let verifying: Promise<Verified> | null = null;
  let ownFindings: readonly Finding[] = [];
  /** Up to where what is shown was last known to be right. */
  let rightSeq = seq;
  /** The clock of what the engine holds. */
  let computedAt = clock;
  const first = readEngine(clockMode === "live" ? Date.now() : clock, { ...nothingFresh(), facts: [...ledger.all()] });
  await observe(first);
  let view = publish(null, first, null);
  const running = run().catch(options.onLost);

  async function run(): Promise<void> {
    const undo = clockMode === "live" ? everyMinute(tick) : () => {};
    while (!isStopping || queue.length > 0 || schedule.isPending) {
      const now = performance.now();
      const isDue = queue.length === 0 ? isStopping || schedule.dueAt() <= now : schedule.overdueAt() <= now;
      if (schedule.isPending && isDue) await pass();
      else if (queue.length > 0) await serveNext();
      else await pause(schedule.dueAt() - now);
    }
    undo();
  }

  /** Until there is something to do, or for so long. */
  function pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = Number.isFinite(milliseconds) ? setTimeout(resolve, Math.max(0, milliseconds)) : null;
      wake = () => {
        if (timer !== null) clearTimeout(timer);
        resolve();
      };
    });
  }

  function tick(): void {
    schedule.urgent();
    wake();
  }

  function submit(job: Job): void {
    if (isStopping) throw new Stopped("the writer has stopped");
    queue.push(job);
    wake();
  }

  async function serveNext(): Promise<void> {
    const job = queue.take();
    if (job === null) return;
    if ("length" in job) await serveFacts(job);
    else if (job.kind === "command") await serveCommand(job);
    else if (job.kind === "clock") await serveClock(job);
    else if (job.kind === "verify") await serveVerify(job);
    else job.look();
  }

  async function serveFacts(jobs: readonly FactsJob[]): Promise<void> {
    const draft = createDraft(seq + 1);
    const batch = intake.batch();
    const receivedAt = Date.now();
    const decided = jobs.map((job) => {
      const sender = { connector: job.connector, receivedAt, mode: clockMode, connectors };
      return { job, outcome: decideFacts(job.incoming, batch, draft, sender) };
    });
    await persist(draft, {});
    keep(batch.commit(), draft, receivedAt);
    for (const { job, outcome } of decided) {
      queue.done(job);
      metrics.facts(outcome.accepted.length, outcome.duplicates, outcome.quarantined);
      job.answer({ ...outcome, seq });
    }
  }

  async function serveCommand({ request, answer }: CommandJob): Promise<void> {
    const { commandId, argumentsHash } = request;
    const known = await store.findCommand(commandId);
    if (known !== null) {
      const message = `The command ${commandId} was sent before with other arguments: send this one with a new commandId.`;
      if (known.argumentsHash === argumentsHash) afterPublishing(answer);
      else answer(refuse({ code: "CONFLICT", message }));
      return;
    }
    const now = clockMode === "live" ? Date.now() : clock;
    const decided = await request.decide({ workflow, now });
    if (!decided.ok) {
      answer(decided);
      return;
    }
    await carryOut(request, decided.value, now);
    schedule.urgent();
    waiting.push((next) => answer(ok(next)));
  }

  async function carryOut({ commandId, argumentsHash }: CommandRequest, decided: Decided, now: Instant): Promise<void> {
    const { connector, events, body, name, actor } = decided;
    const receivedAt = Date.now();
    const commandSeq = seq + 1;
    const draft = createDraft(commandSeq + 1);
    const about = { source: actor, eventId: commandId, type: name, eventTime: now };
    draft.records.push({
      ...about,
      seq: commandSeq,
      network: NETWORK,
      kind: "command",
      connector,
      receivedAt,
      body,
    });
    draft.settled.push(...decided.settled);
    const batch = intake.batch();
    decideFacts(decided.facts, batch, draft, { connector, receivedAt, mode: clockMode, connectors });
    const audit = auditRowsOf(events, commandSeq);
    await persist(draft, { audit, commands: [{ commandId, argumentsHash, seq: commandSeq }] });
    workflow = evolveAll(workflow, events);
    auditNumber += audit.length;
    keep(batch.commit(), draft, receivedAt);
  }

  async function serveClock({ now, answer }: ClockJob): Promise<void> {
    if (now < clock) {
      const message = `The clock is at ${new Date(clock).toISOString()} already and never goes back: give a later time.`;
      answer(refuse({ code: "CONFLICT", message }));
      return;
    }
    if (now > clock) {
      await store.append(commitOf({ clock: now }));
      clock = now;
      schedule.urgent();
    }
    afterPublishing(answer);
  }

  async function serveVerify({ answer, fail }: VerifyJob): Promise<void> {
    verifying = null;
    // Only what the engine has been told of can be compared with all facts.
    if (schedule.isPending) await pass();
    try {
      answer(await compare());
    } catch (error) {
      metrics.verifyFailed();
      fail(error);
    }
  }

  async function compare(): Promise<Verified> {
    const differences = engine.verify();
    metrics.verified(differences.length);
    if (differences.length > 0) return heal(differences);
    rightSeq = seq;
    if (ownFindings.length > 0) {
      ownFindings = [];
      await show(() => reading(computedAt, nothingChanged), null);
    }
    return { differences, isRight: true, seq, clock: computedAt };
  }

  async function heal(differences: readonly string[]): Promise<Verified> {
    const clockThen = new Date(computedAt).toISOString();
    const about = { differences, rightUpToSeq: rightSeq, seq, clock: clockThen, facts: ledger.size };
    log.error(about, "what is shown differs from the projection computed anew; it is built up anew");
    ownFindings = [differsFinding(differences, computedAt)];
    await show(() => reading(computedAt, engine.rebuild()), null);
    const left = engine.verify();
    if (left.length > 0) log.error({ ...about, differences: left }, "what was built up anew differs, too");
    else rightSeq = seq;
    return { differences, isRight: left.length === 0, seq, clock: computedAt };
  }

  /** Answers with the view in which everything durable by now is. */
  function afterPublishing(answer: (result: Result<View, Refusal>) => void): void {
    if (!schedule.isPending) {
      answer(ok(view));
      return;
    }
    schedule.urgent();
    waiting.push((next) => answer(ok(next)));
  }

  async function persist(draft: Draft, more: Partial<Commit>): Promise<void> {
    if (draft.records.length === 0 && draft.settled.length === 0) return;
    const { records, superseded, quarantined, settled } = draft;
    const began = performance.now();
    await store.append(commitOf({ records, superseded, quarantined, settled, ...more }));
    metrics.committed(performance.now() - began);
    seq = draft.nextSeq - 1;
    const { open, total } = quarantine;
    quarantine = { open: open + quarantined.length, total: total + quarantined.length };
    // One that is settled may have been closed by someone else before.
    if (settled.length > 0) quarantine = { ...quarantine, open: (await store.quarantineCounts()).open };
  }

  function keep({ facts, withdrawn }: ReturnType<IntakeBatch["commit"]>, draft: Draft, receivedAt: Instant): void {
    for (const tally of draft.tallies) tally(feeds);
    if (draft.records.length === 0) return;
    for (const fact of facts) fresh.facts.push(fact);
    for (const fact of withdrawn) fresh.withdrawn.push(fact);
    fresh.receivedAt = receivedAt;
    schedule.facts();
  }

  async function pass(): Promise<void> {
    const began = performance.now();
    schedule.begun(began);
    const told = fresh;
    fresh = nothingFresh();
    factAt = told.receivedAt ?? factAt;
    const answers = waiting;
    waiting = [];
    const now = clockMode === "live" ? Math.max(Date.now(), view.clock) : clock;
    await show(() => readEngine(now, told), told.receivedAt);
    metrics.passed(performance.now() - began);
    schedule.ended(performance.now());
    for (const answer of answers) answer(view);
  }

  async function show(read: () => Reading, newFactAt: Instant | null): Promise<void> {
    let hasTurned: () => void = () => {};
    turn = new Promise((resolve) => {
      hasTurned = resolve;
    });
    const next = attempt(read);
    if (next !== null) {
      await observe(next);
      view = attempt(() => publish(view, next, newFactAt)) ?? view;
    }
    turn = null;
    hasTurned();
  }

  /** Null if it fails. */
  function attempt<T>(work: () => T): T | null {
    try {
      return work();
    } catch (error) {
      log.error(error, "the projection failed; what is shown stays as it was");
      metrics.passFailed();
      return null;
    }
  }

  type Reading = ReturnType<typeof readEngine>;

  function readEngine(now: Instant, { facts, withdrawn }: Fresh) {
    return reading(now, compute({ facts, withdrawn, clock: now }));
  }

  function reading(now: Instant, delta: Delta) {
    computedAt = now;
    return { now, delta, projection: engine.projection, world: engine.world };
  }

  /** What fails half-way is computed anew from all facts. */
  function compute(input: EngineInput): Delta {
    try {
      return engine.apply(input);
    } catch (error) {
      log.error(error, "the projection failed on some facts; it is computed anew");
      metrics.passFailed();
      return engine.rebuild();
    }
  }

  /** What time and the projection do to the exceptions is made durable before it is shown. */
  async function observe({ projection, now }: Reading): Promise<void> {
    const observed = step(workflow, { causes: [...projection.causes.values()], now });
    const audit = auditRowsOf(observed.events, seq);
    if (audit.length > 0) await store.append(commitOf({ audit }));
    workflow = observed.state;
    auditNumber += audit.length;
  }

  function publish(before: View | null, next: Reading, newFactAt: Instant | null): View {
    const built = nextView(before, {
      seq,
      clock: next.now,
      clockMode,
      factAt,
      newFactAt,
      world: next.world,
      projection: next.projection,
      delta: next.delta,
      parked: engine.parked,
      anew: () => ({
        world: ledger.worldAt(next.now, clockMode),
        parked: ledger.parkedAt(next.now, clockMode),
        projection: engine.anew(),
      }),
      workflow,
      feeds: feeds.rows(next.now, clockMode),
      quarantine,
      ownFindings,
      asMoney: options.asMoney,
    });
    options.onPublish(built.publication);
    return built.view;
  }

  return {
    get view() {
      return view;
    },
    get seq() {
      return seq;
    },
    get backlog() {
      return queue.backlog;
    },
    async settled() {
      while (turn !== null) await turn;
    },
    take: (incoming, connector) => new Promise((answer) => submit({ kind: "facts", incoming, connector, answer })),
    answered() {
      schedule.answered(performance.now());
      wake();
    },
    refresh: tick,
    countParked(facts) {
      const now = clockMode === "live" ? Date.now() : clock;
      return facts.filter((fact) => ledger.waitsFor(fact, now, clockMode).length > 0).length;
    },
    command: (request) => new Promise((answer) => submit({ kind: "command", request, answer })),
    setClock: (now) => new Promise((answer) => submit({ kind: "clock", now, answer })),
    verify() {
      verifying ??= new Promise((answer, fail) => submit({ kind: "verify", answer, fail }));
      return verifying;
    },
    look: (look) =>
      new Promise((answer) => {
        submit({ kind: "look", look: () => answer(look({ seq, workflow, auditNumber })) });
      }),
    async stop() {
      isStopping = true;
      wake();
      await running;
    },
  };
}
