import { type Instant, MINUTE } from "@lockstep/domain/instant";
import type { Result } from "@lockstep/domain/result";
import { type Command, type Decided, decide, type Refusal } from "../decide.ts";
import { evolveAll } from "../evolve.ts";
import {
  type Actor,
  type ExceptionRecord,
  emptyState,
  type StandingCause,
  type WorkflowEvent,
  type WorkflowState,
} from "../model.ts";
import { step } from "../observe.ts";

export const START: Instant = Date.UTC(2026, 2, 2, 8);
/** Minutes after Monday 08:00. */
export const at = (minutes: number): Instant => START + minutes * MINUTE;

export const supervisor: Actor = { name: "sam", roles: ["supervisor"], sites: ["A"] };
export const planner: Actor = { name: "ann", roles: ["planner"], sites: null };

export function cause(more: Partial<StandingCause> = {}): StandingCause {
  const { kind, subjectType, subject } = { kind: "machine-down", subjectType: "resource", subject: "LINE-1", ...more };
  const weight = { severity: "high", actBy: at(600), valueAtRiskMinor: 50_000 } as const;
  return {
    key: `${kind}|${subjectType}|${subject}`,
    kind,
    subjectType,
    subject,
    ...weight,
    sites: ["A"],
    resource: subject,
    ...more,
  };
}

type Asked<T = Command> = T extends Command ? Omit<T, "id" | "commandId"> : never;

/** A life told minute by minute. What stands goes on standing until `stands` says otherwise. */
export function timeline() {
  let state: WorkflowState = emptyState;
  let causes: readonly StandingCause[] = [];
  let commands = 0;
  const log: WorkflowEvent[] = [];

  const look = (minutes: number): string[] => {
    const looked = step(state, { causes, now: at(minutes) });
    state = looked.state;
    log.push(...looked.events);
    return looked.events.map(({ type }) => type);
  };
  const stands = (minutes: number, ...now: readonly StandingCause[]): string[] => {
    causes = now;
    return look(minutes);
  };
  const only = (): ExceptionRecord => {
    const record = [...state.records.values()].at(-1);
    if (record === undefined) throw new Error("no exception yet");
    return record;
  };
  const ask = (minutes: number, asked: Asked, actor: Actor = planner, id = only().id): Result<Decided, Refusal> => {
    commands += 1;
    const decided = decide(state, { ...asked, id, commandId: `c${commands}` } as Command, actor, at(minutes));
    if (decided.ok) {
      state = evolveAll(state, decided.value.events);
      log.push(...decided.value.events);
    }
    return decided;
  };
  /** As if that had come of something else. */
  const write = (event: WorkflowEvent): void => {
    state = evolveAll(state, [event]);
    log.push(event);
  };
  return {
    look,
    stands,
    ask,
    write,
    only,
    log,
    get state() {
      return state;
    },
  };
}

export const acknowledge = { type: "acknowledge", note: null, estimate: null, at: null } as const;
export const resolve = { type: "resolve", reason: "repaired", note: null } as const;
export const assign = { type: "assign", to: "bob" } as const;
export const flagFalse = { type: "flag-false", reason: "sensor", wrongSystem: "MES" } as const;
export const comment = { type: "comment", text: "looking" } as const;
export const shelve = (minutes: number) => ({ type: "shelve", until: at(minutes), reason: "part comes" }) as const;

export const codeOf = (result: Result<unknown, Refusal>): string => (result.ok ? "ok" : result.error.code);
