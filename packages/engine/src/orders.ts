import type { Data } from "@lockstep/domain/facts/fact";
import { DAY, HOUR, type Instant, NEVER } from "@lockstep/domain/instant";
import type { Steps } from "@lockstep/domain/steps";
import { aroundTheClock, type WorkingTime, withOpenStretch } from "@lockstep/domain/working-time";
import { operationId, pointId, type Stated } from "@lockstep/domain/world";
import type { Levels } from "./levels.ts";
import type { OperationModel, OrderModel, Phase, ResourceModel, Writable } from "./model.ts";
import { EPSILON } from "./order.ts";
import { plannedTimes, setupFor, workFor } from "./planned-operations.ts";
import { acceptedOf, type Plant } from "./plant.ts";
import { downWork } from "./resources.ts";

const PRIOR_HOURS = 2;
export const SHORT_PAUSE = 8 * HOUR;
export const STALE_AFTER = 7 * DAY;

type PlannedOperation = NonNullable<Data<"erp.production-order">["operations"]>[number];
type Report = Stated<"mes.operation">;

/** What an order's facts say of it before anything is placed. */
export interface OrderDraft {
  readonly id: string;
  readonly data: Data<"erp.production-order">;
  readonly steps: readonly Step[];
  readonly isBlock: boolean;
  readonly received: number;
  readonly lastFactAt: Instant | null;
  readonly isStale: boolean;
  readonly stillToMake: number;
  /** Operations that the MES reports and the order does not have. */
  readonly unknownSeqs: readonly number[];
}

/** One operation as planned, with its latest report. */
export interface Step {
  readonly seq: number;
  readonly resource: string | null;
  readonly setup: number;
  readonly planRate: number;
  readonly plannedStart: Instant | undefined;
  readonly plannedFinish: Instant | undefined;
  readonly report: Report | null;
}

export interface OrderSources {
  readonly plant: Plant;
  readonly levels: Levels;
  /** The lines that an order is pegged to. */
  readonly pegsOf: (order: string) => readonly string[];
}

/** All production orders with their operations, not placed yet; bit by bit. */
export function* readOrdersInSteps(
  sources: OrderSources,
  isTurn: () => boolean,
): Steps<ReadonlyMap<string, OrderModel>> {
  const drafts: OrderDraft[] = [];
  for (const [id, { data }] of sources.plant.world.productionOrders) {
    drafts.push(draftOrder(sources.plant, id, data));
    if (isTurn()) yield;
  }
  const busy = new Map<string, Set<string>>();
  for (const draft of drafts) {
    for (const { resource, operation } of workOf(draft)) {
      busy.set(resource, (busy.get(resource) ?? new Set()).add(operation));
    }
  }
  const orders = new Map<string, OrderModel>();
  for (const draft of drafts) {
    orders.set(draft.id, orderOf(draft, busy, sources));
    if (isTurn()) yield;
  }
  return orders;
}

/** By resource, the operations of loaded orders that something runs for there. */
export type Busy = ReadonlyMap<string, ReadonlySet<string>>;

export function draftOrder(plant: Plant, id: string, data: Data<"erp.production-order">): OrderDraft {
  const { world, now } = plant;
  const reports = world.operations.get(id) ?? [];
  const steps = stepsOf(plant, { data, reports });
  const isBlock = steps.length === 0;
  const received = receivedOf(plant, id);
  const lastFactAt = lastFactOf(plant, id);
  const isLive = data.status === "planned" || data.status === "released";
  const isStale = isLive && lastFactAt === null && now > data.plannedFinish + STALE_AFTER;
  const last = steps.at(-1)?.report?.data;
  const canMake = isLive && !isStale && last?.state !== "done";
  const least = leastGood(steps, data.quantity);
  const stillToMake = canMake ? Math.max(0, least - Math.max(last?.good ?? 0, received)) : 0;
  return {
    id,
    data,
    steps: isBlock ? [blockOf(data)] : steps,
    isBlock,
    received,
    lastFactAt,
    isStale,
    stillToMake: stillToMake > EPSILON ? stillToMake : 0,
    unknownSeqs: reports.flatMap(({ data: { seq } }) => (isStep(steps, seq) ? [] : [seq])),
  };
}

function receivedOf({ receiptsByOrder }: Plant, id: string): number {
  let received = 0;
  for (const { data } of receiptsByOrder.get(id) ?? none) received += acceptedOf(data);
  return received;
}

const none: readonly never[] = [];

/** The order's quantity, or the least good of those of the first operations that are reported as done. */
function leastGood(steps: readonly Step[], quantity: number, count = steps.length): number {
  let least = quantity;
  for (let k = 0; k < count; k++) {
    const report = steps[k]?.report;
    if (report?.data.state === "done") least = Math.min(least, report.data.good);
  }
  return least;
}

interface Planned {
  readonly data: Data<"erp.production-order">;
  readonly reports: readonly Report[];
}

/** The order's own operations, else the routing's, else those that the MES names. */
function stepsOf({ world }: Plant, { data, reports }: Planned): Step[] {
  const own = data.operations ?? [];
  const routing = world.routings.get(pointId(data.item, data.site))?.data.operations ?? [];
  const planned: readonly PlannedOperation[] = own.length > 0 ? own : routing;
  const reportOf = new Map(reports.map((report) => [report.data.seq, report]));
  if (planned.length === 0) return reports.map((report) => namedByMes(report, data));
  return [...planned]
    .sort((a, b) => a.seq - b.seq)
    .map((operation): Step => {
      const report = reportOf.get(operation.seq) ?? null;
      const named = report?.data.resource ?? operation.resource;
      const alternate = operation.alternates?.find(({ resource }) => resource === named);
      return {
        seq: operation.seq,
        resource: named,
        setup: setupFor(operation.setupMinutes),
        planRate: named !== operation.resource && alternate ? alternate.ratePerHour : operation.ratePerHour,
        plannedStart: operation.plannedStart,
        plannedFinish: operation.plannedFinish,
        report,
      };
    });
}

const wallRate = (data: Data<"erp.production-order">): number =>
  (data.quantity * HOUR) / (data.plannedFinish - data.plannedStart);

function namedByMes(report: Report, data: Data<"erp.production-order">): Step {
  const { seq, resource } = report.data;
  return {
    seq,
    resource,
    setup: 0,
    planRate: wallRate(data),
    plannedStart: undefined,
    plannedFinish: undefined,
    report,
  };
}

/** Stands for the whole of an order without operations: as long as it is planned, without a resource. */
function blockOf(data: Data<"erp.production-order">): Step {
  const { plannedStart, plannedFinish } = data;
  return { seq: 0, resource: null, setup: 0, planRate: wallRate(data), plannedStart, plannedFinish, report: null };
}

function lastFactOf({ world, receiptsByOrder, movesByOrder, holdsByOrder }: Plant, id: string): Instant | null {
  let last = latestOf(world.operations.get(id), -NEVER);
  last = latestOf(world.consumptions.get(id), last);
  last = latestOf(receiptsByOrder.get(id), last);
  last = latestOf(movesByOrder.get(id), last);
  last = latestOf(holdsByOrder.get(id), last);
  return last === -NEVER ? null : last;
}

function latestOf(facts: readonly { readonly time: Instant }[] | undefined, before: Instant): Instant {
  let last = before;
  for (const { time } of facts ?? none) if (time > last) last = time;
  return last;
}

const isAtWork = (report: Report | null): boolean => report?.data.state === "setup" || report?.data.state === "running";

const hasBegun = (report: Report | null): report is Report => report !== null && report.data.state !== "pending";

/** Where something runs for a loaded order. */
export function workOf({ id, steps, stillToMake }: OrderDraft) {
  if (stillToMake === 0) return [];
  return steps.flatMap(({ resource, seq, report }) =>
    resource !== null && isAtWork(report) ? [{ resource, operation: operationId(id, seq) }] : [],
  );
}

export function orderOf(draft: OrderDraft, busy: Busy, sources: OrderSources): OrderModel {
  const { id, data, steps, isBlock, received, lastFactAt, isStale, stillToMake, unknownSeqs } = draft;
  const { plant, levels, pegsOf } = sources;
  const { world } = plant;
  const point = pointId(data.item, data.site);
  const operations: OperationModel[] = [];
  const order: OrderModel = {
    id,
    data,
    point,
    level: levels.levelOf(point),
    isLive: data.status === "planned" || data.status === "released",
    isStale,
    isLoaded: stillToMake > 0,
    received,
    stillToMake,
    made: steps.at(-1)?.report?.data.good ?? 0,
    scrap: scrapOf(steps),
    hasMesFact: world.operations.has(id) || world.consumptions.has(id),
    lastFactAt,
    pegs: pegsOf(id),
    unknownSeqs,
    operations,
    isBlock,
    isQueued: false,
    readAgainAt: NEVER,
    placedAgainAt: NEVER,
  };
  const components = componentsOf(plant, data);
  const lastBegun = steps.findLastIndex(({ report }) => hasBegun(report));
  for (const [k, step] of steps.entries()) {
    const resource = step.resource === null ? null : plant.resourceOf(step.resource);
    const inContext = { step, resource, previous: operations[k - 1] ?? null, isBeforeBegun: k < lastBegun };
    const phase = phaseOf(inContext, { plant, busy, id });
    const own = components.filter(({ seq }) => seq === step.seq || (k === 0 && !isStep(steps, seq)));
    const target = leastGood(steps, data.quantity, k);
    operations.push(operationOf(inContext, { order, phase, target, isBlock, components: own }));
  }
  return order;
}

const isStep = (steps: readonly Step[], seq: number | undefined): boolean => steps.some((step) => step.seq === seq);

/** The order's own component list, else the BOM's: which item, and at which operation. */
function componentsOf({ world }: Plant, data: Data<"erp.production-order">) {
  const list = data.components ?? world.boms.get(pointId(data.item, data.site))?.data.components ?? [];
  return list.map(({ item, operation }): Component => ({ item, seq: operation }));
}

interface Component {
  readonly item: string;
  readonly seq: number | undefined;
}

interface InContext {
  readonly step: Step;
  readonly resource: ResourceModel | null;
  readonly previous: OperationModel | null;
  /** A later operation has begun. */
  readonly isBeforeBegun: boolean;
}

interface Surroundings {
  readonly plant: Plant;
  readonly busy: Busy;
  readonly id: string;
}

function phaseOf({ step, resource, isBeforeBegun }: InContext, { plant, busy, id }: Surroundings): Phase {
  const { report, seq } = step;
  const notBegun = isBeforeBegun ? "done" : "waiting";
  if (report === null) return notBegun;
  switch (report.data.state) {
    case "pending":
      return notBegun;
    case "done":
      return "done";
    case "setup":
    case "running":
      return "running";
    case "paused": {
      const working = resource?.working ?? aroundTheClock;
      const others = busy.get(resource?.id ?? "") ?? new Set<string>();
      const isAlone = others.size === 0 || (others.size === 1 && others.has(operationId(id, seq)));
      if (isAlone && working.between(report.time, plant.now) <= SHORT_PAUSE) return "running";
      return isBeforeBegun ? "done" : "interrupted";
    }
  }
}

interface Placing {
  readonly order: OrderModel;
  readonly phase: Phase;
  readonly target: number;
  readonly isBlock: boolean;
  readonly components: readonly Component[];
}

/** Written down field by field: of each order that a fact is about it is made anew, and to spread others into it takes long. */
function operationOf(context: InContext, { order, phase, target, isBlock, components }: Placing): OperationModel {
  const { step, resource, previous } = context;
  const { data } = order;
  const base = resource?.working ?? aroundTheClock;
  const planned = plannedTimes(step, { data, previousFinish: previous?.plannedFinish ?? null, working: base });
  const reported = reportedOf({ step, resource, phase, target });
  return {
    id: isBlock ? order.id : operationId(order.id, step.seq),
    order,
    seq: step.seq,
    resource,
    previous,
    state: reported.state,
    phase,
    reportedAt: reported.reportedAt,
    startedAt: reported.startedAt,
    finishedAt: reported.finishedAt,
    good: reported.good,
    scrap: reported.scrap,
    planRate: step.planRate,
    target,
    plannedStart: planned.plannedStart,
    plannedFinish: planned.plannedFinish,
    plannedWork: planned.plannedWork,
    remainingWork: reported.remainingWork,
    working: reported.working,
    components: components.map(({ item }) => item),
    componentPoints: components.map(({ item }) => pointId(item, data.site)),
    start: reported.startedAt ?? -NEVER,
    finish: reported.finishedAt ?? -NEVER,
    placedAt: NEVER,
    earliest: -NEVER,
    firstOpening: -NEVER,
    boundBy: null,
    front: null,
    material: null,
    variance: 0,
    isMaterialKnown: false,
  };
}

export type Reported = Pick<
  OperationModel,
  "state" | "reportedAt" | "startedAt" | "finishedAt" | "good" | "scrap" | "working" | "remainingWork"
>;

interface Reporting {
  readonly step: Step;
  readonly resource: ResourceModel | null;
  readonly phase: Phase;
  readonly target: number;
}

/** What an operation's latest report says of it. */
function reportedOf({ step, resource, phase, target }: Reporting): Reported {
  const { report } = step;
  const working = provenWorking(resource?.working ?? aroundTheClock, report);
  const isReportedDone = report?.data.state === "done";
  const finishedAt = isReportedDone && report !== null ? (report.data.finishedAt ?? report.time) : null;
  return {
    state: phase === "done" ? "done" : (report?.data.state ?? "pending"),
    reportedAt: report?.time ?? null,
    startedAt: hasBegun(report) ? (report.data.startedAt ?? finishedAt ?? report.time) : null,
    finishedAt,
    good: report?.data.good ?? 0,
    scrap: report?.data.scrap ?? 0,
    working,
    remainingWork: phase === "done" ? 0 : remainingWork({ step, phase, target, working, resource }),
  };
}

/**
 * Takes over the next report of an operation at work, if that says nothing but how far it is: it is at work still, on the same
 * resource, and no other operation's state hangs on it. False if it may be more than that: then nothing is taken over.
 */
export function takeProgress(draft: Writable<OrderDraft>, operation: OperationModel, report: Report): boolean {
  const { phase, resource, target } = operation;
  const order: Writable<OrderModel> = operation.order;
  const k = order.operations.indexOf(operation);
  const step: Writable<Step> | undefined = draft.steps[k];
  const before = step?.report ?? null;
  if (step === undefined || before === null || phase !== "running" || !order.isLoaded) return false;
  if (!isAtWork(report) || !isAtWork(before) || report.time < before.time) return false;
  if (report.data.resource !== before.data.resource) return false;
  const made = k === draft.steps.length - 1 ? report.data.good : order.made;
  const stillToMake = Math.max(0, leastGood(draft.steps, draft.data.quantity) - Math.max(made, draft.received));
  if (stillToMake <= EPSILON) return false;
  step.report = report;
  draft.stillToMake = stillToMake;
  draft.lastFactAt = Math.max(draft.lastFactAt ?? report.time, report.time);
  order.made = made;
  order.stillToMake = stillToMake;
  order.lastFactAt = draft.lastFactAt;
  order.scrap = scrapOf(draft.steps);
  takeReport(operation, reportedOf({ step, resource, phase, target }));
  return true;
}

/** Written down field by field: to copy whatever there is takes several times as long. */
function takeReport(operation: Writable<OperationModel>, reported: Reported): void {
  operation.state = reported.state;
  operation.reportedAt = reported.reportedAt;
  operation.startedAt = reported.startedAt;
  operation.finishedAt = reported.finishedAt;
  operation.good = reported.good;
  operation.scrap = reported.scrap;
  operation.working = reported.working;
  operation.remainingWork = reported.remainingWork;
  operation.start = reported.startedAt ?? -NEVER;
}

function scrapOf(steps: readonly Step[]): number {
  let scrap = 0;
  for (const { report } of steps) scrap += report?.data.scrap ?? 0;
  return scrap;
}

/**
 * Takes over what has come in of an order, if that says nothing but how much has, and when it was heard of last: its last
 * operation has reported that at least as much was made. False if it may be more than that: then nothing is taken over.
 */
export function takeReceipts(plant: Plant, draft: Writable<OrderDraft>, order: Writable<OrderModel>): boolean {
  const received = receivedOf(plant, draft.id);
  const made = draft.steps.at(-1)?.report?.data.good ?? 0;
  if (Math.max(draft.received, received) > made) return false;
  const lastFactAt = lastFactOf(plant, draft.id);
  // Whether it is stale hangs on that.
  if (draft.lastFactAt === null || lastFactAt === null) return false;
  draft.received = received;
  draft.lastFactAt = lastFactAt;
  order.received = received;
  order.lastFactAt = lastFactAt;
  return true;
}

/** Takes over that an order was heard of later than before, and nothing else. */
export function takeHeardOf(draft: Writable<OrderDraft>, order: Writable<OrderModel>, at: Instant): void {
  draft.lastFactAt = at;
  order.lastFactAt = at;
}

/** A report of setup or running whose time lies in closed time proves that stretch open, up to the next opening. */
function provenWorking(base: WorkingTime, report: Report | null): WorkingTime {
  if (report === null || !isAtWork(report)) return base;
  const closed = base.closedAround(report.time);
  return closed === null ? base : withOpenStretch(base, closed);
}

interface Work {
  readonly step: Step;
  readonly phase: Phase;
  readonly target: number;
  readonly working: WorkingTime;
  readonly resource: ResourceModel | null;
}

function remainingWork(work: Work): number {
  const { step, target } = work;
  const good = step.report?.data.good ?? 0;
  return remainingSetup(work) + workFor(target - good, rateOf(work));
}

function remainingSetup({ step, phase, working }: Work): number {
  if (phase === "waiting") return step.setup;
  if (step.report?.data.state !== "setup") return 0;
  const { startedAt } = step.report.data;
  const spent = startedAt === undefined ? 0 : working.between(startedAt, step.report.time);
  return Math.max(0, step.setup - spent);
}

/** The plan's rate, corrected by what the operation has shown so far: the plan counts as much as two hours of it. */
function rateOf(work: Work): number {
  const { planRate, report } = work.step;
  const hours = runHours(work);
  if (hours === null || report === null) return planRate;
  return (report.data.good + planRate * PRIOR_HOURS) / (hours + PRIOR_HOURS);
}

function runHours({ step, working, resource }: Work): number | null {
  if (step.report === null) return null;
  const { runHours: stated, startedAt } = step.report.data;
  if (stated !== undefined) return stated;
  if (startedAt === undefined) return null;
  const { time } = step.report;
  const down = resource === null ? 0 : downWork({ ...resource, working }, startedAt, time);
  return Math.max(0, working.between(startedAt, time) - step.setup - down) / HOUR;
}
