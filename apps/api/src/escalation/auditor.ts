import { type Instant, isoOf } from "@lockstep/domain/instant";
import type { Finding } from "@lockstep/domain/world";
import type { EscalationOverdue, Store } from "@lockstep/store/store";
import type { Log } from "../log.ts";
import { lookForOverdue } from "./overdue.ts";

const LOOK_EVERY_MS = 5_000;

/** Looks at what is kept alone, and at none of the code that ought to have done it. */
export interface Auditor {
  readonly overdue: EscalationOverdue;
  readonly findings: readonly Finding[];
  /** Looks now. */
  look(): Promise<EscalationOverdue>;
  stop(): Promise<void>;
}

const nothingOverdue: EscalationOverdue = { timers: 0, messages: 0, failed: 0, oldestTimer: null, oldestMessage: null };

export interface AuditorParts {
  readonly store: Pick<Store, "escalationOverdue">;
  /** By the clock that rules look at. */
  readonly now: () => Instant;
  /** What it has found is different. */
  readonly onChange: () => void;
  readonly log: Pick<Log, "error">;
}

export function startAuditor({ store, now, onChange, log }: AuditorParts): Auditor {
  let overdue = nothingOverdue;
  let findings: readonly Finding[] = [];
  let looking: Promise<unknown> = Promise.resolve();
  const look = async (): Promise<EscalationOverdue> => {
    overdue = await lookForOverdue(store, now());
    const found = findingsOf(overdue);
    const isOther = found.map(({ text }) => text).join("\n") !== findings.map(({ text }) => text).join("\n");
    findings = found;
    if (isOther) {
      if (found.length > 0) log.error(overdue, "something that is due to be told has not been told");
      onChange();
    }
    return overdue;
  };
  const timer = setInterval(() => {
    looking = look().catch((error: unknown) => log.error(error, "what is overdue could not be looked at"));
  }, LOOK_EVERY_MS);
  timer.unref();
  return {
    get overdue() {
      return overdue;
    },
    get findings() {
      return findings;
    },
    look,
    async stop() {
      clearInterval(timer);
      await looking;
    },
  };
}

function findingsOf({ timers, messages, failed, oldestTimer, oldestMessage }: EscalationOverdue): Finding[] {
  const about = { subjectType: "tower", subject: "escalation" } as const;
  const found: Finding[] = [];
  if (timers > 0) {
    const late = timers === 1 ? "1 step of an escalation is overdue" : `${timers} steps of escalations are overdue`;
    const text = `${late}${since(timers, oldestTimer)}. Call the people by hand, and restart the server.`;
    found.push({ ...about, rule: "escalation-overdue", text });
  }
  if (messages > 0) {
    const late =
      messages === 1 ? "1 message to a person waits to be sent" : `${messages} messages to people wait to be sent`;
    const text = `${late}${since(messages, oldestMessage)}. Look at the delivery log for the reason.`;
    found.push({ ...about, rule: "escalation-unsent", text });
  }
  if (failed > 0) {
    const [what, them] = failed === 1 ? ["1 message to a person", "it"] : [`${failed} messages to people`, "them"];
    const text = `${what} could not be sent. Look at the delivery log, put right why, and send ${them} again.`;
    found.push({ ...about, rule: "escalation-failed", text });
  }
  return found;
}

const since = (many: number, oldest: Instant | null): string =>
  oldest === null ? "" : `, ${many === 1 ? "" : "the oldest "}since ${isoOf(oldest)}`;
