import { setImmediate as nextTurn } from "node:timers/promises";
import type { AnyFact } from "@lockstep/domain/facts/fact";
import { earliest, type Instant } from "@lockstep/domain/instant";
import type { IntakeBatch } from "@lockstep/domain/intake";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { compileRules } from "@lockstep/domain/rules/compile-rules";
import type { RuleSet } from "@lockstep/domain/rules/site-rule";
import type { Finding } from "@lockstep/domain/world";
import type { CauseView } from "@lockstep/engine/views";
import { StoreAway } from "@lockstep/store/reach";
import type { Commit, NewEscalationMessage } from "@lockstep/store/store";
import { evolveAll } from "@lockstep/workflow/evolve";
import { step } from "@lockstep/workflow/observe";
import type { Revision } from "@lockstep/workflow/otif/revision";
import { EngineLost, type EngineThread } from "../engine-thread/engine-thread.ts";
import type { Checked, FactName, Passed, SetAside } from "../engine-thread/protocol.ts";
import { type Refusal, reasonIn } from "../errors.ts";
import { createCaller } from "../escalation/caller.ts";
import { createOverdueCauses } from "../escalation/overdue-causes.ts";
import { revisionRow } from "../otif/rows.ts";
import { weeklyOf } from "../otif/weekly-digest.ts";
import { inForceOf } from "../replica/in-force-of.ts";
import { takeCauses } from "../replica/projection-replica.ts";
import { factsAfter } from "../restore/fact-archive.ts";
import { createViewKeeper } from "../view/build-view.ts";
import type { View } from "../view/view.ts";
import { auditRowsOf, notedRow } from "./audit-rows.ts";
import { commitOf } from "./commit-of.ts";
import {
  type CommandRequest,
  type Decided,
  type Deciding,
  Stopped,
  type Verified,
  type Writer,
  type WriterOptions,
} from "./contract.ts";
import { createDraft, type Draft, decideFacts, type Sender, writeDecision } from "./decide-group.ts";
import { differsFinding } from "./differs-finding.ts";
import { everyMinute } from "./every-minute.ts";
import { createPacer } from "./pacer.ts";
import {
  type CheckedJob,
  type ClockJob,
  type CommandJob,
  createQueue,
  type FactsJob,
  type Fail,
  type ForkJob,
  type Found,
  type Job,
  type NoteJob,
  type VerifyJob,
} from "./queue.ts";
import { createSchedule } from "./schedule.ts";
import { setAsideFinding } from "./set-aside-finding.ts";
import { createTellings } from "./tellings.ts";
import { createToldInGroup } from "./told-in-group.ts";
import { type Begun, createUntold, nothingTold } from "./untold.ts";
import { writeCommand } from "./write-command.ts";

/** Where a command is carried out: what it brings is decided in this batch and written in this draft. */
interface Carried {
  readonly now: Instant;
  readonly receivedAt: Instant;
  readonly draft: Draft;
  readonly batch: IntakeBatch;
}

/** So many engines in a row may be lost: then the facts themselves are what none survives. */
const MOST_LOSSES = 3;
/** Each whole minute is looked at anyway. */
const MOST_WAIT_MS = 60_000;
/** Several that are due one after the other share a look. */
const LEAST_WAIT_MS = 250;
/** Stocking points come along with passes for so long after somebody has asked for them: of what follows from it, they ask again. */
const POINTS_FOR_MS = 60_000;
/** So long others wait behind something that is being written; then they are asked to come again. */
const PATIENCE_MS = 10_000;
/** Timers may fire a little early. */
const BEHIND_MS = 5;

/**
 * The single writer: decides, makes durable, publishes, one after the other; the engine computes in its own thread
 * meanwhile. Resolves when the state that was restored is computed and shown.
 */
export async function startWriter(options: WriterOptions): Promise<Writer> {
  const { store, ledger, intake, feeds, clockMode, log, metrics } = options;
  const { connectors } = options.restored;
  const queue = createQueue();
  const schedule = createSchedule();
  const pacer = createPacer(() => passDueIn());
  const keeper = createViewKeeper({ clockMode, asMoney: options.asMoney, otif: options.otif });
  const tellings = createTellings({
    engine: () => engine,
    rules: () => ruleSet.rules,
    parkedOf: (name, waitsFor) => {
      const fact = factOf(name);
      return fact === undefined ? [] : [{ fact, waitsFor }];
    },
  });
  const { quarantine } = options.restored;
  let { seq, clock, factAt, workflow, auditNumber } = options.restored;
  /** What the site has declared holds for what is decided after it is durable. */
  let { ruleSet } = options.restored;
  let ruleCheck = compileRules(ruleSet.rules);
  let isStopping = false;
  const untold = createUntold();
  let isEngineFree = true;
  /** What the engine computes, while what it has come to before is shown. */
  let underway: Begun | null = null;
  /** What the engine has come to, to be taken over. */
  let arrived: (() => Promise<void>) | null = null;
  let lossesInARow = 0;
  /** By the process's own clock. */
  let pointsAskedAt = Number.NEGATIVE_INFINITY;
  let verifying: Promise<Verified> | null = null;
  let ownFindings: readonly Finding[] = [];
  /** What the engine computes without. */
  let setAside: readonly SetAside[] = [];
  /** Up to where what is shown was last known to be right. */
  let rightSeq = seq;
  /** The causes of the latest pass, shown or not. */
  const causes = new Map<string, CauseView>();
  /** Exceptions that something has happened to since the last view. */
  let happened = new Set<string>();
  const weekly = (of: View, site: string | null, timeZone: string) => weeklyOf(of, ledger, { site, timeZone });
  const overdue = createOverdueCauses(options.stewards);
  const caller = createCaller({
    kept: options.restored.timers,
    reach: options.reach,
    weekly,
    overdue,
    noMoney: options.noMoney,
    log,
  });
  /** For what is due by the wall clock before the next whole minute. */
  let alarm: NodeJS.Timeout | null = null;
  let engine = startEngine();
  const { fed, fedGaveWay, snapshotSeq } = options.restored;
  const behind = factsAfter(fed.length === 0 ? 0 : snapshotSeq, ledger.all());
  const begun: Begun = { ...begin(), facts: behind };
  const startedAt = clockMode === "live" ? Date.now() : clock;
  const firstPass = engine.pass(behind, {
    clock: startedAt,
    displaces: fedGaveWay,
    pointsOf: pointsWanted(),
  });
  // Should it fail before it is waited for, that is told there.
  firstPass.catch(() => {});
  await beginWith(fed, startedAt);
  const first = await firstPass;
  if (first.failure !== null)
    log.error({ reason: first.failure }, "the projection failed at the start; it was computed anew");
  let shownPass = first.pass;
  /** Of the latest pass that was begun. */
  let passClock = first.clock;
  let { dueAt } = first;
  await observe(first, seq);
  let view = publish(first, begun);
  await call();
  const running = run().catch(options.onLost);

  /** While the engine projects what it was fed with, what needs no projection is made of it. */
  async function beginWith(facts: readonly AnyFact[], at: Instant): Promise<void> {
    const said = await engine.begun();
    if (said === null) return;
    const inForce = inForceOf(said, facts, factOf);
    const world = keeper.begin(inForce, at);
    options.otif.begin({ view: { world, clock: at }, inForce });
  }

  async function run(): Promise<void> {
    const undo = clockMode === "live" ? everyMinute(tick) : () => {};
    while (!isStopping || queue.length > 0 || schedule.isPending || !isEngineFree) {
      if (hasEngineWork()) await tendEngine();
      else if (queue.has({ isEngineFree })) await serveNext();
      else await pacer.pause();
    }
    undo();
    if (alarm !== null) clearTimeout(alarm);
    await engine.stop();
  }

  function hasEngineWork(): boolean {
    return arrived !== null || isPassDue();
  }

  function isPassDue(): boolean {
    return passDueIn() <= 0;
  }

  /** Lets the engine go on with what is durable, and shows what it has come to: it computes while that is shown. */
  async function tendEngine(): Promise<void> {
    const then = arrived;
    arrived = null;
    if (then === null) {
      pass();
      return;
    }
    isEngineFree = true;
    underway = null;
    schedule.computed(performance.now());
    if (isPassDue()) pass();
    await pacer.meanwhile(then(), isPassDue, pass);
  }

  /** Milliseconds. */
  function passDueIn(): number {
    if (!isEngineFree || !schedule.isPending || queue.wantsEngine) return Number.POSITIVE_INFINITY;
    return isStopping ? 0 : schedule.dueAt(queue.backlog > 0) - performance.now();
  }

  /** What is on its way to the disk holds nothing up that is durable already. */
  const tendEngineUntil = <T>(work: Promise<T>): Promise<T> => pacer.meanwhile(work, hasEngineWork, tendEngine);

  /** Who waits behind something that takes long is asked to come again: nothing of theirs has been looked at. */
  async function patiently<T>(work: Promise<T>): Promise<T> {
    const timer = setInterval(() => queue.refuse(new StoreAway()), PATIENCE_MS);
    try {
      return await work;
    } finally {
      clearInterval(timer);
    }
  }

  /** Also before it runs: what the first pass comes to is kept. */
  function append(commit: Commit): Promise<void> {
    return patiently(store.append(commit));
  }

  /** For what has been computed and nobody can be asked to send again. */
  async function appendInTheEnd(commit: Commit): Promise<void> {
    while (!(await isKept(append(commit), []))) queue.refuse(new StoreAway());
  }

  /** False: nothing of it is written, nothing has changed, and who waits for it is asked to come again, at once. */
  async function isKept(durable: Promise<unknown>, waiting: readonly { readonly fail: Fail }[]): Promise<boolean> {
    try {
      await durable;
      return true;
    } catch (error) {
      if (!(error instanceof StoreAway)) throw error;
      log.warn(
        { why: reasonIn(error.cause) },
        "the log cannot be written now: what waits for it is asked to come again",
      );
      for (const { fail } of waiting) fail(error);
      return false;
    }
  }

  function tick(): void {
    schedule.urgent();
    pacer.wake();
  }

  function submit(job: Job): void {
    if (isStopping) throw new Stopped("the writer has stopped");
    queue.push(job);
    pacer.wake();
  }

  async function serveNext(): Promise<void> {
    const job = queue.take({ isEngineFree });
    if (job === null) return;
    if ("length" in job) await serveFacts(job);
    else if (job.kind === "command") await serveCommand(job);
    else if (job.kind === "clock") await serveClock(job);
    else if (job.kind === "verify") serveVerify(job);
    else if (job.kind === "checked") serveChecked(job);
    else if (job.kind === "fork") serveFork(job);
    else if (job.kind === "note") await serveNote(job);
    else job.look();
  }

  async function serveFacts(jobs: readonly FactsJob[]): Promise<void> {
    const draft = createDraft(seq + 1);
    const batch = intake.batch(ruleCheck);
    const receivedAt = Date.now();
    // Who has no guard asks for nothing of it.
    const told = jobs.some(({ guard }) => guard !== null) ? createToldInGroup(ledger) : null;
    const decided = jobs.map((job) => {
      const { incoming, connector, guard } = job;
      const refused = told === null ? null : (guard?.(incoming, told) ?? null);
      const outcome = decideFacts(refused === null ? incoming : [], batch, draft, sender(connector, receivedAt));
      told?.accepted(outcome.accepted);
      return { job, outcome: { ...outcome, refused } };
    });
    // What is known already waits for no disk: without a turn for others, they would wait until all of it is looked through.
    const durable = draft.records.length === 0 ? nextTurn() : persist(draft, {});
    if (!(await tendEngineUntil(isKept(durable, jobs)))) {
      for (const job of jobs) queue.done(job);
      return;
    }
    keep(batch.commit(), draft, receivedAt);
    for (const { job, outcome } of decided) {
      queue.done(job);
      untold.came(job.at, outcome.accepted.length);
      metrics.facts(outcome.accepted.length, outcome.duplicates, outcome.quarantined);
      job.answer({ ...outcome, seq });
    }
  }

  /** What fails before anything of it is written fails for its sender alone. */
  async function serveCommand(job: CommandJob): Promise<void> {
    const decided = await decideCommand(job).catch(job.fail);
    if (!decided) return;
    if (!(await isKept(carryOut(job.request, decided.value, decided.to), [job]))) return;
    schedule.urgent();
    untold.wait((next) => job.answer(ok(next)));
  }

  /** Null: it has been answered. */
  async function decideCommand({ request, answer }: CommandJob): Promise<{ value: Decided; to: Carried } | null> {
    const { commandId, argumentsHash } = request;
    const known = await patiently(store.findCommand(commandId));
    if (known !== null) {
      const message = `The command ${commandId} was sent before with other arguments: send this one with a new commandId.`;
      if (known.argumentsHash === argumentsHash) afterPublishing(answer);
      else answer(refuse({ code: "CONFLICT", message }));
      return null;
    }
    const now = clockMode === "live" ? Date.now() : clock;
    const draft = createDraft(seq + 2);
    const batch = intake.batch(ruleCheck);
    const receivedAt = Date.now();
    const take = taking({ batch, draft, receivedAt });
    const decided = await request.decide({ workflow, now, take });
    if (!decided.ok) {
      answer(decided);
      return null;
    }
    const { value } = decided;
    decideFacts(value.facts, batch, draft, sender(value.connector, receivedAt));
    return { value, to: { now, draft, batch, receivedAt } };
  }

  const sender = (connector: string, receivedAt: Instant): Sender => {
    const now = clockMode === "live" ? receivedAt : clock;
    return { connector, receivedAt, clock: now, mode: clockMode, connectors, quarantine };
  };

  /** What is refused leaves no trace in the batch. */
  function taking({ batch, draft, receivedAt }: Omit<Carried, "now">): Deciding["take"] {
    return (value, connector) => {
      const looked = batch.look({ value }, { receivedAt, seq: draft.nextSeq, mode: clockMode, connector });
      if (looked.becomes === "accepted") writeDecision(looked.take(), draft, sender(connector, receivedAt));
      return looked;
    };
  }

  async function carryOut(request: CommandRequest, decided: Decided, to: Carried): Promise<void> {
    const { declared, events } = decided;
    const commit = writeCommand(to.draft, { request, decided, seq: seq + 1, now: to.now, receivedAt: to.receivedAt });
    await persist(to.draft, commit);
    options.onTold(toldInApp(decided.messages ?? []));
    if (decided.ruleSet !== undefined) putInForce(decided.ruleSet.set);
    if (declared !== undefined) options.otif.declare(declared);
    workflow = evolveAll(workflow, events);
    for (const { exceptionId } of events) happened.add(exceptionId);
    auditNumber += commit.audit.length;
    keep(to.batch.commit(), to.draft, to.receivedAt);
  }

  function putInForce(next: RuleSet): void {
    ruleSet = next;
    ruleCheck = compileRules(next.rules);
  }

  async function serveNote(job: NoteJob): Promise<void> {
    const audit = job.noted.map((one) => notedRow(one, seq));
    if (!(await tendEngineUntil(isKept(append(commitOf({ audit })), [job])))) return;
    auditNumber += audit.length;
    job.answer();
  }

  async function serveClock(job: ClockJob): Promise<void> {
    const { now, answer } = job;
    if (now < clock) {
      const message = `The clock is at ${new Date(clock).toISOString()} already and never goes back: give a later time.`;
      answer(refuse({ code: "CONFLICT", message }));
      return;
    }
    if (now > clock) {
      // What was answered for before the clock moves came at the old time, and so did the end of a cause.
      if (!isItsTurn(job)) return;
      if (!(await isKept(append(commitOf({ clock: now })), [job]))) return;
      clock = now;
      schedule.urgent();
    }
    afterPublishing(answer);
  }

  /** False: what has been answered for is computed first, then its turn comes again. */
  function isItsTurn(job: VerifyJob | CheckedJob | ForkJob | ClockJob): boolean {
    if (!schedule.isPending || job.isUpToDate) return true;
    queue.putBack({ ...job, isUpToDate: true });
    pass();
    return false;
  }

  function serveVerify(job: VerifyJob): void {
    if (!isItsTurn(job)) return;
    verifying = null;
    const { answer, fail } = job;
    const { seq: ofSeq, clock: ofClock } = view;
    // Passes go on meanwhile.
    engine.check().then(
      (differences) => {
        const found = { differences, seq: ofSeq, clock: ofClock };
        if (isStopping) fail(new Stopped("the writer has stopped"));
        else submit({ kind: "checked", found, isUpToDate: false, answer, fail });
      },
      (error: unknown) => {
        metrics.verifyFailed();
        fail(error);
      },
    );
  }

  function serveChecked(job: CheckedJob): void {
    const { found } = job;
    if (found.differences.length === 0) {
      metrics.verified(0);
      job.answer(foundRight(found));
      return;
    }
    // Compared again in one go, and put right.
    if (!isItsTurn(job)) return;
    engage(
      engine.verify(),
      async (checked) => job.answer(await takeIn(checked, found)),
      async (error) => {
        metrics.verifyFailed();
        job.fail(error);
        if (error instanceof EngineLost) replaceEngine(error, []);
      },
    );
  }

  function serveFork(job: ForkJob): void {
    if (!isItsTurn(job)) return;
    engage(
      engine.fork(job.assumed),
      async (forked) => job.answer(forked.ok ? ok({ ...forked.value, view }) : forked),
      async (error) => {
        job.fail(error);
        if (error instanceof EngineLost) replaceEngine(error, []);
      },
    );
  }

  function foundRight({ seq: checkedSeq, clock: checkedClock }: Found): Verified {
    rightSeq = checkedSeq;
    if (ownFindings.length > 0) {
      ownFindings = [];
      show(publish(null, nothingTold(view.seq)));
    }
    return { differences: [], isRight: true, seq: checkedSeq, clock: checkedClock };
  }

  async function takeIn({ differences: now, healed }: Checked, found: Found): Promise<Verified> {
    const { seq: checkedSeq, clock: checkedClock } = view;
    // What was wrong may have come right by itself, with facts that came since.
    const differences = now.length > 0 ? now : found.differences;
    metrics.verified(differences.length);
    const verified = { differences, isRight: true, seq: checkedSeq, clock: checkedClock };
    const unchanged: Begun = nothingTold(checkedSeq);
    const clockThen = new Date(checkedClock).toISOString();
    const about = { differences, rightUpToSeq: rightSeq, seq: checkedSeq, clock: clockThen, facts: ledger.size };
    log.error(about, "what is shown differs from the projection computed anew; it is built up anew");
    ownFindings = [differsFinding(differences, checkedClock)];
    if (healed === null) {
      show(publish(null, unchanged));
      return verified;
    }
    await observe(healed.passed, checkedSeq);
    show(publish(healed.passed, unchanged));
    const isRight = healed.differences.length === 0;
    if (isRight) rightSeq = checkedSeq;
    else log.error({ ...about, differences: healed.differences }, "what was built up anew differs, too");
    return { ...verified, isRight };
  }

  /** Answers with the view in which everything durable by now is. */
  function afterPublishing(answer: (result: Result<View, Refusal>) => void): void {
    if (!schedule.isPending && isEngineFree) {
      answer(ok(view));
      return;
    }
    schedule.urgent();
    untold.wait((next) => answer(ok(next)));
  }

  async function persist(draft: Draft, more: Partial<Commit>): Promise<void> {
    if (draft.records.length === 0 && draft.settled.length === 0) return;
    const { records, superseded, quarantined, settled, raw } = draft;
    const began = performance.now();
    await append(commitOf({ records, superseded, quarantined, settled, raw, ...more }));
    metrics.committed(performance.now() - began);
    quarantine.keep({ quarantined, settled, assigned: more.assigned ?? [] });
  }

  function keep({ facts, withdrawn }: ReturnType<IntakeBatch["commit"]>, draft: Draft, receivedAt: Instant): void {
    for (const tally of draft.tallies) tally(feeds);
    if (draft.records.length === 0) return;
    seq = draft.nextSeq - 1;
    untold.keep({ facts, withdrawn }, receivedAt);
    schedule.facts(performance.now());
  }

  /** Lets the engine work; what it comes to is taken over between two jobs. */
  function engage<T>(
    work: Promise<T>,
    done: (result: T) => Promise<void>,
    failed: (error: unknown) => Promise<void>,
  ): void {
    const asked = engine;
    isEngineFree = false;
    const arrive = (then: () => Promise<void>): void => {
      // Another one has been told everything meanwhile.
      if (asked !== engine) return;
      arrived = then;
      pacer.wake();
    };
    work.then(
      (result) => arrive(() => done(result)),
      (error: unknown) => arrive(() => failed(error)),
    );
  }

  function pass(): void {
    send(begin());
  }

  /** What lies in quarantine blocks order lines, which is looked at with every view. */
  function pointsWanted(): number | null {
    const isWanted = quarantine.open > 0 || performance.now() - pointsAskedAt < POINTS_FOR_MS;
    return isWanted ? tellings.pointsOf : null;
  }

  function begin(): Begun {
    const at = performance.now();
    schedule.begun(at);
    return untold.next(seq, at);
  }

  function send(told: Begun): void {
    underway = told;
    passClock = clockMode === "live" ? Math.max(Date.now(), passClock) : clock;
    engage(
      engine.pass(told.facts, { clock: passClock, displaces: told.withdrawn.length > 0, pointsOf: pointsWanted() }),
      (passed) => finish(passed, told),
      async (error) => {
        if (error instanceof EngineLost) replaceEngine(error, told.answers);
        else {
          log.error(error, "the projection failed; what is shown stays as it was");
          metrics.passFailed();
          release(told);
        }
      },
    );
  }

  async function finish(passed: Passed, told: Begun): Promise<void> {
    if (passed.failure !== null) {
      log.error({ reason: passed.failure }, "the projection failed on some facts; it is computed anew");
      metrics.passFailed();
    }
    ({ dueAt } = passed);
    await observe(passed, told.seq);
    try {
      show(publish(passed, told));
    } catch (error) {
      // What is shown may be of two moments from here on.
      await engine.stop();
      replaceEngine(error, told.answers);
      return;
    }
    await call();
    lossesInARow = 0;
    const now = performance.now();
    for (const { at, count } of told.since) metrics.published(now - at, count);
    metrics.passed(now - told.at);
    schedule.shown(now - told.at);
    release(told);
  }

  function release({ answers }: Begun): void {
    for (const answer of answers) answer(view);
  }

  function startEngine(): EngineThread {
    const started = options.startEngine();
    void started.lost.then(() => {
      // Also one that has nothing to do is replaced: by the next pass, which it cannot make.
      if (isStopping || engine !== started) return;
      schedule.urgent();
      pacer.wake();
    });
    return started;
  }

  /** Another engine is told everything. */
  function replaceEngine(error: unknown, answers: Begun["answers"]): void {
    metrics.passFailed();
    lossesInARow += 1;
    if (lossesInARow > MOST_LOSSES)
      throw new EngineLost(`${lossesInARow} engines in a row were lost`, { cause: error });
    log.error(error, "the engine was lost; another one is built up from all facts, and what is shown stays until then");
    engine = startEngine();
    arrived = null;
    tellings.restarted();
    const lost = [...answers, ...(underway?.answers ?? [])];
    const own = begin();
    send({ ...own, facts: [...ledger.all()], withdrawn: untold.displaced(), answers: [...lost, ...own.answers] });
  }

  /** What time and the projection do to the exceptions is made durable before it is shown. */
  async function observe(passed: Passed, passSeq: number): Promise<void> {
    takeCauses(causes, passed);
    const observed = step(workflow, { causes: [...causes.values()], now: passed.clock });
    const audit = auditRowsOf(observed.events, passSeq);
    const kept = options.otif.observe(passed, causes, passSeq);
    if (audit.length > 0 || kept !== null) {
      const durable = appendInTheEnd(commitOf({ audit, ...(kept && { otif: kept.rows }) }));
      const written = durable.then(() => kept && options.otif.written(kept));
      if (audit.length > 0) await written;
      else written.catch((error: unknown) => log.error(error, "how order lines stand could not be kept"));
    }
    workflow = observed.state;
    auditNumber += audit.length;
    for (const { exceptionId } of observed.events) happened.add(exceptionId);
  }

  /** Who is to be called for what is shown: durable before anybody is told, and shown at once. */
  async function call(): Promise<void> {
    const called = caller.look(view, workflow);
    if (called !== null) {
      const { events, timers, messages } = called;
      const audit = auditRowsOf(events, view.seq);
      await appendInTheEnd(commitOf({ audit, timers, messages }));
      workflow = called.state;
      auditNumber += audit.length;
      for (const { exceptionId } of events) happened.add(exceptionId);
      if (events.length > 0) show(publish(null, nothingTold(view.seq)));
      if (messages.length > 0) {
        options.onCalled();
        options.onTold(toldInApp(messages));
      }
    }
    wakeInTime();
  }

  /** For a call, and for what was told ahead of its time. By the wall clock; one that is moved by hand wakes nobody. */
  function wakeInTime(): void {
    if (alarm !== null) clearTimeout(alarm);
    alarm = null;
    const nextAt = earliest([caller.nextAt, dueAt]);
    if (clockMode !== "live" || nextAt === null || isStopping) return;
    const wait = nextAt - Date.now();
    if (wait < MOST_WAIT_MS) alarm = setTimeout(tick, Math.max(LEAST_WAIT_MS, wait) + BEHIND_MS);
  }

  /** Nothing computed: only people or the tower itself have something to say. */
  function publish(passed: Passed | null, told: Begun): View {
    const news = happened;
    happened = new Set();
    factAt = told.newFactAt ?? factAt;
    if (passed !== null) shownPass = passed.pass;
    if (passed?.setAside) keepAside(passed.setAside);
    const now = passed?.clock ?? view.clock;
    const inForce = passed === null ? [] : inForceOf(passed, told.facts, factOf);
    const inQuarantine = quarantine.countsAt(told.seq);
    const built = keeper.next({
      seq: told.seq,
      clock: now,
      factAt,
      newFactAt: told.newFactAt,
      passed,
      inForce,
      workflow,
      happened: news,
      feeds: feeds.rows({ clock: now, mode: clockMode, hasQuarantine: inQuarantine.open > 0 }),
      quarantine: { ...inQuarantine, book: quarantine },
      ownFindings: [...ownFindings, ...setAside.map(setAsideFinding), ...feeds.findings(), ...options.audited()],
      onRequest: tellings.showing(shownPass, passed?.now ?? view.projection.now, passed?.points),
    });
    if (passed !== null) {
      const { saysAll } = passed;
      keepRevisions(
        options.otif.show({ view: built.view, saysAll, inForce, told: [...told.facts, ...told.withdrawn] }),
      );
    }
    untold.gone(told.withdrawn);
    options.onPublish(built.publication);
    return built.view;
  }

  function keepAside(all: readonly SetAside[]): void {
    const known = new Set(setAside.map(({ seq: at }) => at));
    for (const fact of all)
      if (!known.has(fact.seq)) log.error({ fact }, "nothing can be computed with this fact; it is left out");
    setAside = all;
  }

  /** They are told once they are durable; the log that cannot be written any more is told of by others. */
  function keepRevisions(revised: readonly Revision[]): void {
    if (revised.length === 0) return;
    const durable = appendInTheEnd(commitOf({ otif: { revisions: revised.map(revisionRow) } }));
    void durable.then(
      () => options.otif.keep(revised),
      (error: unknown) => log.error(error, "revised figures could not be kept"),
    );
  }

  function show(next: View): void {
    view = next;
    tellings.shown();
  }

  /** As the engine knows it: the ledger may be further on. */
  function factOf({ source, id, seq: at }: FactName): AnyFact | undefined {
    const fact = ledger.find(source, id);
    return fact?.seq === at ? fact : untold.displacedAt(at);
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
    reach: options.reach,
    sendMessages: options.onCalled,
    told: options.onTold,
    ready(asked) {
      if (asked.includes("points")) pointsAskedAt = performance.now();
      return tellings.ready(asked);
    },
    facts: ledger,
    take: (incoming, connector, guard = null) =>
      new Promise((answer, fail) =>
        submit({ kind: "facts", incoming, connector, guard, at: performance.now(), answer, fail }),
      ),
    answered() {
      schedule.answered(performance.now());
      pacer.wake();
    },
    refresh: tick,
    connectorOf: (fact) => connectors.get(fact) ?? "",
    get ruleSet() {
      return ruleSet;
    },
    compareRules: (after) => engine.compare({ before: ruleSet.rules, after }),
    countParked(facts) {
      const now = clockMode === "live" ? Date.now() : clock;
      return facts.filter((fact) => ledger.waitsFor(fact, now, clockMode).length > 0).length;
    },
    command: (request) => new Promise((answer, fail) => submit({ kind: "command", request, answer, fail })),
    rehearse() {
      const batch = intake.batch(ruleCheck);
      const at = { receivedAt: Date.now(), seq: seq + 1, mode: clockMode };
      return (value) => {
        const looked = batch.look({ value }, at);
        if (looked.becomes === "accepted") looked.take();
        return looked;
      };
    },
    note: (noted) => new Promise((answer, fail) => submit({ kind: "note", noted, answer, fail })),
    setClock: (now) => new Promise((answer, fail) => submit({ kind: "clock", now, isUpToDate: false, answer, fail })),
    verify() {
      verifying ??= new Promise((answer, fail) => submit({ kind: "verify", isUpToDate: false, answer, fail }));
      return verifying;
    },
    fork: (assumed) =>
      new Promise((answer, fail) => submit({ kind: "fork", assumed, isUpToDate: false, answer, fail })),
    look: (look) =>
      new Promise((answer) => {
        submit({ kind: "look", look: () => answer(look({ seq, workflow, auditNumber })) });
      }),
    async stop() {
      isStopping = true;
      pacer.wake();
      await running;
    },
  };
}

const toldInApp = (messages: readonly NewEscalationMessage[]): ReadonlySet<string> =>
  new Set(messages.flatMap(({ channel, person }) => (channel === "in-app" ? [person] : [])));
