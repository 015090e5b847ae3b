import { HOUR, type Instant, isoOf, MINUTE } from "@lockstep/domain/instant";
import type { Network, PlannedOrder } from "./network.ts";
import { SETUP_MINUTES } from "./plan.ts";
import type { Random } from "./random.ts";
import type { Said } from "./stream.ts";

/** A machine with what runs on it. */
interface Machine {
  readonly id: string;
  readonly queue: readonly PlannedOrder[];
  next: number;
  running: Run | null;
  upAt: Instant | null;
  isDownTold: boolean;
}

export interface Run {
  readonly order: PlannedOrder;
  readonly startedAt: Instant;
  /** Of the planned rate. */
  readonly speed: number;
  reportedAt: Instant;
  good: number;
  scrap: number;
  /** Of the components, what has been issued, as a share of what the order needs. */
  readonly issued: Map<string, number>;
  received: number;
}

export interface Floor {
  progress(clock: Instant): Said | null;
  scrap(clock: Instant): Said | null;
  /** A machine stops, or one that has stopped long enough is up again. */
  machine(clock: Instant): Said | null;
  estimate(clock: Instant): Said | null;
  /** Orders that run or are done and have goods to bring in or components to draw. */
  readonly active: Run[];
}

/** How long before its planned start an order may begin. */
const EARLY = 4 * HOUR;

/** Machines work their orders off in planned order, as soon as what feeds them is done. */
export function createFloor(network: Network, random: Random): Floor {
  const machines: Machine[] = [...network.queues].map(([id, queue]) => ({
    id,
    queue,
    next: 0,
    running: null,
    upAt: null,
    isDownTold: false,
  }));
  const done = new Set<string>();
  const active: Run[] = [];

  const report = (run: Run, state: string, clock: Instant): Said => {
    const { order, startedAt, good, scrap } = run;
    run.reportedAt = clock;
    const finished = state === "done" ? { finishedAt: isoOf(clock) } : {};
    const data = {
      order: order.id,
      seq: 10,
      resource: order.resource,
      state,
      startedAt: isoOf(startedAt),
      good,
      scrap,
    };
    return { type: "mes.operation", data: { ...data, ...finished } };
  };

  const start = (machine: Machine, clock: Instant): Said | null => {
    const order = machine.queue[machine.next];
    if (order === undefined || order.plannedStart > clock + EARLY) return null;
    if (order.feeder !== null && !done.has(order.feeder)) return null;
    machine.next += 1;
    const run: Run = {
      order,
      startedAt: clock,
      speed: random.between(0.93, 1.08),
      reportedAt: clock,
      good: 0,
      scrap: 0,
      issued: new Map(),
      received: 0,
    };
    machine.running = run;
    active.push(run);
    return report(run, "setup", clock);
  };

  const advance = (machine: Machine, run: Run, clock: Instant): Said | null => {
    const { order, startedAt, speed } = run;
    const hours = (clock - startedAt - SETUP_MINUTES * MINUTE) / HOUR;
    if (hours <= 0) return null;
    const good = Math.min(order.quantity, Math.floor(hours * order.ratePerHour * speed) - run.scrap);
    if (good <= run.good) return null;
    run.good = good;
    if (good < order.quantity) return report(run, "running", clock);
    machine.running = null;
    done.add(order.id);
    return report(run, "done", clock);
  };

  /**
   * The next machine in turn that something can be said about. Each kind of news has a turn of its own: what only machines
   * that make something can say would pass over the others, whose turn to begin then never came.
   */
  const createRound = (say: (machine: Machine, clock: Instant) => Said | null) => {
    let turn = 0;
    return (clock: Instant): Said | null => {
      for (let k = 0; k < machines.length; k++) {
        turn = (turn + 1) % machines.length;
        const machine = machines[turn];
        const said = machine === undefined || machine.isDownTold ? null : say(machine, clock);
        if (said !== null) return said;
      }
      return null;
    };
  };

  return {
    active,
    progress: createRound((machine, clock) =>
      machine.running === null ? start(machine, clock) : advance(machine, machine.running, clock),
    ),
    scrap: createRound(({ running }, clock) => {
      if (running === null || running.good === 0) return null;
      running.scrap += Math.max(1, Math.round(running.order.quantity * random.between(0.0005, 0.004)));
      return report(running, "running", clock);
    }),
    machine(clock) {
      const back = machines.find(({ upAt }) => upAt !== null && upAt <= clock);
      if (back !== undefined) {
        back.upAt = null;
        back.isDownTold = false;
        return { type: "mes.resource-state", data: { resource: back.id, since: isoOf(clock), state: "running" } };
      }
      const machine = random.pick(machines);
      if (machine.upAt !== null) return null;
      machine.upAt = clock + random.between(20, 150) * MINUTE;
      machine.isDownTold = true;
      const reason = random.pick(["mechanical", "electrical", "cleaning"]);
      const expected = random.chance(0.5) ? { expectedUpAt: isoOf(clock + random.between(30, 240) * MINUTE) } : {};
      return {
        type: "mes.resource-state",
        data: { resource: machine.id, since: isoOf(clock), state: "down", reason, ...expected },
      };
    },
    estimate(clock) {
      const machine = machines.find(({ upAt }) => upAt !== null);
      if (machine === undefined) return null;
      const at = isoOf(clock + random.between(0.5, 6) * HOUR);
      return { type: "tower.estimate", data: { target: { resource: machine.id }, at, by: "fitter" } };
    },
  };
}
