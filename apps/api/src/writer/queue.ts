import type { Instant } from "@lockstep/domain/instant";
import type { Result } from "@lockstep/domain/result";
import type { Refusal } from "../errors.ts";
import type { View } from "../view/view.ts";
import type { CommandRequest, Taken, Verified } from "./contract.ts";
import type { Incoming } from "./incoming.ts";

/** Small enough that the process stays responsive while a group is decided. */
const MOST_FACTS_A_GROUP = 1_000;

export interface FactsJob {
  readonly kind: "facts";
  readonly incoming: readonly Incoming[];
  readonly connector: string;
  readonly answer: (taken: Taken) => void;
}
export interface CommandJob {
  readonly kind: "command";
  readonly request: CommandRequest;
  readonly answer: (result: Result<View, Refusal>) => void;
}
export interface ClockJob {
  readonly kind: "clock";
  readonly now: Instant;
  readonly answer: (result: Result<View, Refusal>) => void;
}
/** Something to look at while the log, the ledger and the workflow agree. */
export interface LookJob {
  readonly kind: "look";
  readonly look: () => void;
}
export interface VerifyJob {
  readonly kind: "verify";
  readonly answer: (verified: Verified) => void;
  readonly fail: (error: unknown) => void;
}
export type Job = FactsJob | CommandJob | ClockJob | LookJob | VerifyJob;

/** What waits for the writer, in the order in which it came. */
export interface Queue {
  readonly length: number;
  /** Facts that wait, or are being made durable. */
  readonly backlog: number;
  push(job: Job): void;
  /** The next job; of facts, all that follow one another and make one group. Null if nothing waits. */
  take(): readonly FactsJob[] | Exclude<Job, FactsJob> | null;
  /** These are durable and answered. */
  done(facts: FactsJob): void;
}

export function createQueue(): Queue {
  const jobs: Job[] = [];
  let backlog = 0;
  const takeGroup = (): FactsJob[] => {
    const group: FactsJob[] = [];
    let count = 0;
    for (let job = jobs[0]; job?.kind === "facts"; job = jobs[0]) {
      if (group.length > 0 && count + job.incoming.length > MOST_FACTS_A_GROUP) break;
      count += job.incoming.length;
      group.push(job);
      jobs.shift();
    }
    return group;
  };
  return {
    get length() {
      return jobs.length;
    },
    get backlog() {
      return backlog;
    },
    push(job) {
      jobs.push(job);
      if (job.kind === "facts") backlog += job.incoming.length;
    },
    take() {
      const [first] = jobs;
      if (first === undefined) return null;
      if (first.kind === "facts") return takeGroup();
      jobs.shift();
      return first;
    },
    done({ incoming }) {
      backlog -= incoming.length;
    },
  };
}
