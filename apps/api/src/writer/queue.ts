import type { Instant } from "@lockstep/domain/instant";
import type { Result } from "@lockstep/domain/result";
import type { Unthinkable } from "@lockstep/engine/what-if";
import type { Assumed } from "../engine-thread/protocol.ts";
import type { Refusal } from "../errors.ts";
import type { View } from "../view/view.ts";
import type { Noted } from "./audit-rows.ts";
import type { CommandRequest, Taken, ThoughtThrough, Verified } from "./contract.ts";
import type { Guard, Incoming } from "./incoming.ts";

/** Small enough that the process stays responsive while a group is decided. */
const MOST_FACTS_A_GROUP = 1_000;
/** As far as they come as texts: deep ones take a while to decide. */
const MOST_CHARACTERS_A_GROUP = 1_048_576;

/** Nothing of it was written. */
export type Fail = (error: unknown) => void;

export interface FactsJob {
  readonly kind: "facts";
  readonly incoming: readonly Incoming[];
  readonly connector: string;
  readonly guard: Guard | null;
  /** When it came, by the process's own clock. */
  readonly at: number;
  readonly answer: (taken: Taken) => void;
  readonly fail: Fail;
}
const charactersOf = ({ incoming }: FactsJob): number =>
  incoming.reduce((sum, one) => sum + ("text" in one ? one.text.length : 0), 0);

export interface CommandJob {
  readonly kind: "command";
  readonly request: CommandRequest;
  readonly answer: (result: Result<View, Refusal>) => void;
  readonly fail: Fail;
}
export interface ClockJob {
  readonly kind: "clock";
  readonly now: Instant;
  /** What was answered for before is computed. */
  readonly isUpToDate: boolean;
  readonly answer: (result: Result<View, Refusal>) => void;
  readonly fail: Fail;
}
/** Something to look at while the log, the ledger and the workflow agree. */
export interface LookJob {
  readonly kind: "look";
  readonly look: () => void;
}
/** Something to be audited that nothing else hangs on. */
export interface NoteJob {
  readonly kind: "note";
  readonly noted: readonly Noted[];
  readonly answer: () => void;
  readonly fail: Fail;
}
export interface VerifyJob {
  readonly kind: "verify";
  /** What was answered for before is computed. */
  readonly isUpToDate: boolean;
  readonly answer: (verified: Verified) => void;
  readonly fail: (error: unknown) => void;
}
/** What a check has found that a verification has begun with. */
export interface CheckedJob {
  readonly kind: "checked";
  readonly found: Found;
  /** What was answered for before is computed. */
  readonly isUpToDate: boolean;
  readonly answer: VerifyJob["answer"];
  readonly fail: VerifyJob["fail"];
}
export interface Found {
  readonly differences: readonly string[];
  /** Of what was shown then. */
  readonly seq: number;
  readonly clock: Instant;
}
export interface ForkJob {
  readonly kind: "fork";
  readonly assumed: Assumed;
  /** What was answered for before is computed. */
  readonly isUpToDate: boolean;
  readonly answer: (thought: Result<ThoughtThrough, Unthinkable>) => void;
  readonly fail: (error: unknown) => void;
}
export type Job = FactsJob | CommandJob | ClockJob | LookJob | NoteJob | VerifyJob | CheckedJob | ForkJob;

const needsEngine = (kind: Job["kind"]): boolean => kind !== "facts" && kind !== "look" && kind !== "note";

export interface Takeable {
  readonly isEngineFree: boolean;
}

/** What waits for the writer, in the order in which it came. */
export interface Queue {
  readonly length: number;
  /** Whether there is something to take. */
  has(what: Takeable): boolean;
  /** Facts that wait, or are being made durable. */
  readonly backlog: number;
  /** Whether the first in line waits for the engine to be free. */
  readonly wantsEngine: boolean;
  push(job: Job): void;
  /** Back to where it was taken from: it has to wait for something. */
  putBack(job: Job): void;
  /**
   * The next job; of facts, all that follow one another and make one group. Null if there is none. While the engine is at
   * work, what needs it waits, and all else goes past.
   */
  take(what: Takeable): readonly FactsJob[] | Exclude<Job, FactsJob> | null;
  /** These are answered. */
  done(facts: FactsJob): void;
  /** Fails all who wait for something to be written, or thought through. */
  refuse(error: unknown): void;
}

export function createQueue(): Queue {
  const jobs: Job[] = [];
  let backlog = 0;
  const takeGroup = (from: number): FactsJob[] => {
    const group: FactsJob[] = [];
    let count = 0;
    let characters = 0;
    for (let job = jobs[from]; job?.kind === "facts"; job = jobs[from + group.length]) {
      count += job.incoming.length;
      characters += charactersOf(job);
      if (group.length > 0 && (count > MOST_FACTS_A_GROUP || characters > MOST_CHARACTERS_A_GROUP)) break;
      group.push(job);
    }
    jobs.splice(from, group.length);
    return group;
  };
  const place = ({ isEngineFree }: Takeable): number =>
    isEngineFree ? (jobs.length === 0 ? -1 : 0) : jobs.findIndex(({ kind }) => !needsEngine(kind));
  return {
    get length() {
      return jobs.length;
    },
    get backlog() {
      return backlog;
    },
    get wantsEngine() {
      const kind = jobs[0]?.kind;
      return kind !== undefined && needsEngine(kind);
    },
    putBack: (job) => jobs.unshift(job),
    push(job) {
      jobs.push(job);
      if (job.kind === "facts") backlog += job.incoming.length;
    },
    has: (what) => place(what) !== -1,
    take(what) {
      const at = place(what);
      const first = jobs[at];
      if (first === undefined) return null;
      if (first.kind === "facts") return takeGroup(at);
      jobs.splice(at, 1);
      return first;
    },
    done({ incoming }) {
      backlog -= incoming.length;
    },
    refuse(error) {
      for (const job of jobs.splice(0)) {
        if (job.kind === "look" || job.kind === "verify" || job.kind === "checked") {
          jobs.push(job);
          continue;
        }
        if (job.kind === "facts") backlog -= job.incoming.length;
        job.fail(error);
      }
    },
  };
}
