import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { AuditRow, Commit } from "@lockstep/store/store";
import { evolveAll } from "@lockstep/workflow/evolve";
import { step } from "@lockstep/workflow/observe";
import type { Refusal } from "../errors.ts";
import { nextView } from "../view/build-view.ts";
import type { View } from "../view/view.ts";
import { appendDurably } from "./append-durably.ts";
import { auditRowsOf } from "./audit-rows.ts";
import { type CommandRequest, type Decided, Stopped, type Taken, type Writer, type WriterOptions } from "./contract.ts";
import { createDraft, type Draft, decideFacts, NETWORK } from "./decide-group.ts";
import type { Incoming } from "./incoming.ts";
import { createSchedule } from "./schedule.ts";

/** Small enough that the process stays responsive while a group is decided. */
const MOST_FACTS_A_GROUP = 1_000;
const MINUTE_MS = 60_000;

interface FactsJob {
  readonly kind: "facts";
  readonly incoming: readonly Incoming[];
  readonly connector: string;
  readonly answer: (taken: Taken) => void;
}
interface CommandJob {
  readonly kind: "command";
  readonly request: CommandRequest;
  readonly answer: (result: Result<View, Refusal>) => void;
}
interface ClockJob {
  readonly kind: "clock";
  readonly now: Instant;
  readonly answer: (result: Result<View, Refusal>) => void;
}
type Job = FactsJob | CommandJob | ClockJob;

/** The single writer: decides, makes durable, computes, publishes, one after the other. */
export function createWriter(options: WriterOptions): Writer {
  const { store, ledger, intake, engine, feeds, clockMode, log, metrics } = options;
  const { connectors } = options.restored;
  const queue: Job[] = [];
  const schedule = createSchedule();
  let { seq, clock, factAt, workflow, quarantine } = options.restored;
  let backlog = 0;
  let isStopping = false;
  let wake: () => void = () => {};
  let fresh: { facts: AnyFact[]; withdrawn: AnyFact[]; receivedAt: Instant | null } = nothingFresh();
  let waiting: ((view: View) => void)[] = [];
  let view = publishNext(readEngine(clockMode === "live" ? Date.now() : clock), null);
  const running = run();

  async function run(): Promise<void> {
    const minute = clockMode === "live" ? everyMinute(tick) : null;
    while (!isStopping || queue.length > 0 || schedule.dueAt() < Number.POSITIVE_INFINITY) {
      const now = performance.now();
      const isDue = queue.length === 0 ? isStopping || schedule.dueAt() <= now : schedule.overdueAt() <= now;
      if (isDue && schedule.dueAt() < Number.POSITIVE_INFINITY) await pass();
      else if (queue.length > 0) await serveNext();
      else await pause(schedule.dueAt() - now);
    }
    minute?.();
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

  function submit<J extends Job>(job: J): void {
    if (isStopping) throw new Stopped("the writer has stopped");
    queue.push(job);
    if (job.kind === "facts") backlog += job.incoming.length;
    wake();
  }

  async function serveNext(): Promise<void> {
    const first = queue[0];
    if (first === undefined) return;
    if (first.kind === "facts") {
      await serveFacts(takeFactsJobs());
      return;
    }
    queue.shift();
    if (first.kind === "command") await serveCommand(first);
    else await serveClock(first);
  }

  function takeFactsJobs(): FactsJob[] {
    const jobs: FactsJob[] = [];
    let count = 0;
    for (let job = queue[0]; job?.kind === "facts"; job = queue[0]) {
      if (jobs.length > 0 && count + job.incoming.length > MOST_FACTS_A_GROUP) break;
      count += job.incoming.length;
      jobs.push(job);
      queue.shift();
    }
    return jobs;
  }

  async function serveFacts(jobs: readonly FactsJob[]): Promise<void> {
    const draft = createDraft(seq + 1);
    const batch = intake.batch();
    const receivedAt = Date.now();
    const outcomes = jobs.map(({ incoming, connector }) =>
      decideFacts(incoming, batch, draft, { connector, receivedAt, mode: clockMode, connectors }),
    );
    await persist(draft, {});
    keep(batch.commit(), draft, receivedAt);
    jobs.forEach((job, k) => {
      const outcome = outcomes[k];
      backlog -= job.incoming.length;
      if (outcome === undefined) return;
      metrics.facts(outcome.accepted.length, outcome.duplicates, outcome.quarantined);
      job.answer({ ...outcome, seq });
    });
    schedule.answered(performance.now());
  }

  async function serveCommand({ request, answer }: CommandJob): Promise<void> {
    const { commandId, argumentsHash } = request;
    const known = await store.findCommand(commandId);
    if (known !== null) {
      const isSame = known.argumentsHash === argumentsHash;
      const message = `The command ${commandId} was sent before with other arguments: send this one with a new commandId.`;
      if (!isSame) answer(refuse({ code: "CONFLICT", message }));
      else afterPublishing(answer);
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
    draft.records.push({
      seq: commandSeq,
      network: NETWORK,
      kind: "command",
      connector,
      receivedAt,
      source: actor,
      eventId: commandId,
      type: name,
      eventTime: now,
      body,
    });
    draft.settled.push(...decided.settled);
    const batch = intake.batch();
    decideFacts(decided.facts, batch, draft, { connector, receivedAt, mode: clockMode, connectors });
    await persist(draft, {
      audit: auditRowsOf(events, commandSeq),
      commands: [{ commandId, argumentsHash, seq: commandSeq }],
    });
    workflow = evolveAll(workflow, events);
    keep(batch.commit(), draft, receivedAt);
  }

  async function serveClock({ now, answer }: ClockJob): Promise<void> {
    if (now < clock) {
      const message = `The clock is at ${new Date(clock).toISOString()} already and never goes back: give a later time.`;
      answer(refuse({ code: "CONFLICT", message }));
      return;
    }
    if (now > clock) {
      await appendDurably(store, emptyCommit({ clock: now }), { seq, log });
      clock = now;
      schedule.urgent();
    }
    afterPublishing(answer);
  }

  /** Answers with the view in which everything durable by now is. */
  function afterPublishing(answer: (result: Result<View, Refusal>) => void): void {
    if (schedule.dueAt() === Number.POSITIVE_INFINITY) {
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
    await appendDurably(store, emptyCommit({ records, superseded, quarantined, settled, ...more }), { seq, log });
    metrics.committed(performance.now() - began);
    seq = draft.nextSeq - 1;
    const { open, total } = quarantine;
    quarantine = { open: open + quarantined.length - settled.length, total: total + quarantined.length };
  }

  function keep(
    { facts, withdrawn }: { readonly facts: readonly AnyFact[]; readonly withdrawn: readonly AnyFact[] },
    draft: Draft,
    receivedAt: Instant,
  ): void {
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
    const { facts, withdrawn, receivedAt } = fresh;
    fresh = nothingFresh();
    factAt = receivedAt ?? factAt;
    const answers = waiting;
    waiting = [];
    const now = clockMode === "live" ? Math.max(Date.now(), view.clock) : clock;
    try {
      const next = readEngine(now, { facts, withdrawn });
      await observe(next);
      view = publishNext(next, receivedAt);
    } catch (error) {
      log.error(error, "the projection failed; what is shown stays as it was");
      metrics.passFailed();
    }
    metrics.passed(performance.now() - began);
    schedule.ended(performance.now());
    for (const answer of answers) answer(view);
  }

  function readEngine(
    now: Instant,
    { facts, withdrawn }: { facts: readonly AnyFact[]; withdrawn: readonly AnyFact[] } = nothingFresh(),
  ) {
    const delta = engine.apply({ facts, withdrawn, clock: now });
    return { now, delta, projection: engine.projection, world: engine.world };
  }

  /** What time and the projection do to the exceptions is made durable before it is shown. */
  async function observe({ projection, now }: ReturnType<typeof readEngine>): Promise<void> {
    const observed = step(workflow, { causes: [...projection.causes.values()], now });
    const audit: readonly AuditRow[] = auditRowsOf(observed.events, seq);
    if (audit.length > 0) await appendDurably(store, emptyCommit({ audit }), { seq, log });
    workflow = observed.state;
  }

  function publishNext(next: ReturnType<typeof readEngine>, newFactAt: Instant | null): View {
    const built = nextView(view ?? null, {
      seq,
      clock: next.now,
      clockMode,
      factAt,
      newFactAt,
      world: next.world,
      projection: next.projection,
      delta: next.delta,
      parked: ledger.parkedAt(next.now, clockMode),
      workflow,
      feeds: feeds.rows(next.now, clockMode),
      quarantine,
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
      return backlog;
    },
    take: (incoming, connector) => new Promise((answer) => submit({ kind: "facts", incoming, connector, answer })),
    countParked(facts) {
      const now = clockMode === "live" ? Date.now() : clock;
      return facts.filter((fact) => ledger.waitsFor(fact, now, clockMode).length > 0).length;
    },
    command: (request) => new Promise((answer) => submit({ kind: "command", request, answer })),
    setClock: (now) => new Promise((answer) => submit({ kind: "clock", now, answer })),
    async stop() {
      isStopping = true;
      wake();
      await running;
    },
  };
}

const nothingFresh = (): { facts: AnyFact[]; withdrawn: AnyFact[]; receivedAt: Instant | null } => ({
  facts: [],
  withdrawn: [],
  receivedAt: null,
});

const emptyCommit = (some: Partial<Commit>): Commit => ({
  records: [],
  superseded: [],
  quarantined: [],
  settled: [],
  audit: [],
  commands: [],
  clock: null,
  ...some,
});

/** At each whole minute of the wall clock, until it is undone. */
function everyMinute(tick: () => void): () => void {
  let timer: NodeJS.Timeout;
  const next = (): void => {
    timer = setTimeout(
      () => {
        tick();
        next();
      },
      MINUTE_MS - (Date.now() % MINUTE_MS) + 5,
    );
  };
  next();
  return () => clearTimeout(timer);
}
