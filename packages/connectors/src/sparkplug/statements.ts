import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { type Instant, MINUTE, type Millis, SECOND } from "@lockstep/domain/instant";
import type { MadeOf } from "../contract.ts";

/** What is said of one entity, as of a time. */
export interface Statement {
  readonly content: string;
  readonly at: Instant;
  /** The fact that says it, made when it is needed: most statements say nothing new. */
  readonly fact: () => SaidFact;
}

export interface SaidFact {
  readonly value: CloudEvent;
  readonly from: MadeOf;
}

/** How things stand when it is said. */
export interface Said {
  readonly receivedAt: Instant;
  /** What is of a later time than this is quarantined: its sender's clock is ahead. */
  readonly latest: Instant;
  /** Whether the log has taken a fact. */
  isTaken(fact: CloudEvent): boolean;
}

/**
 * What was said of each entity, so that what says nothing new is no fact. A statement is held against the one that was
 * said of the time before its own, as facts are: one with a time that has not come, or that the log has not taken, hides
 * none that is right.
 */
export interface Statements {
  /** Whether it is to be said; it counts as said then. */
  isNew(entity: string, statement: Statement, said: Said): boolean;
  /**
   * It is said in any case, of a time before now. What is to be said after it so that it changes nothing that is now:
   * what was so since, and had not to be said because it had been so before; null if nothing is.
   */
  late(entity: string, statement: Statement, said: Said): Statement | null;
}

interface Known extends Statement {
  readonly saidAt: Instant;
  isTaken: boolean;
  /** The latest that said the same, and was not said for that. */
  again: Statement | null;
}

interface OfEntity {
  /** Of those that can be in force, the one with the latest time. */
  last: Known | null;
  /** One of an earlier time than that, said last. */
  before: Known | null;
  /** One of a time that has not come. */
  ahead: Known | null;
}

/** So long after it was said, a fact is in the log, or never will be. */
const TAKEN_WITHIN: Millis = MINUTE;
/** Clocks differ by a little: a time so far ahead is as good as now. */
const NEAR: Millis = SECOND;

export function createStatements(): Statements {
  const entities = new Map<string, OfEntity>();

  function ofEntity(entity: string): OfEntity {
    const known = entities.get(entity) ?? { last: null, before: null, ahead: null };
    entities.set(entity, known);
    return known;
  }

  const knownOf = (statement: Statement, { receivedAt }: Said): Known => ({
    ...statement,
    saidAt: receivedAt,
    isTaken: false,
    again: null,
  });

  return {
    late(entity, statement, said) {
      const of = ofEntity(entity);
      const { content, at } = statement;
      const { last } = of;
      if (at > said.latest || (last !== null && at <= last.at)) return null;
      const since = last?.again ?? null;
      const isOver = since !== null && since.at > at;
      of.before = last;
      of.last = { ...knownOf(statement, said), again: isOver ? since : null };
      if (!isOver || last?.content === content) return null;
      of.before = of.last;
      of.last = knownOf(since, said);
      return since;
    },
    isNew(entity, statement, said) {
      const of = ofEntity(entity);
      const { content, at } = statement;
      const isSame = (one: Known | null): boolean => one?.content === content;
      const known = knownOf(statement, said);
      if (at > said.latest) {
        // The first one lies in quarantine: those that follow would lie there for the same reason.
        if (isSame(of.ahead)) return false;
        of.ahead = known;
        return true;
      }
      of.ahead = null;
      const { last, before } = of;
      if (last === null || at >= last.at) {
        if (last !== null && isSame(last) && stands(last, said)) {
          last.again = statement;
          return false;
        }
        if (last !== null && at > last.at) of.before = last;
        of.last = known;
        return true;
      }
      if (isSame(last) && last.at <= said.receivedAt + NEAR && stands(last, said)) return false;
      if (before !== null && before.at <= at && isSame(before) && stands(before, said)) return false;
      of.before = known;
      return true;
    },
  };
}

/** What the log has refused, whatever the reason, was not said. */
function stands(known: Known, { receivedAt, isTaken }: Said): boolean {
  if (known.isTaken || receivedAt - known.saidAt < TAKEN_WITHIN) return true;
  known.isTaken = isTaken(known.fact().value);
  return known.isTaken;
}
