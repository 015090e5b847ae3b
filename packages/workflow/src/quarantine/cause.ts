import { contentHash } from "@lockstep/domain/content-hash";
import { isObject } from "@lockstep/domain/json";
import { pointerOf } from "@lockstep/domain/json-patch";
import { toldOf } from "./told.ts";

/** A fact that was refused: by which connector, which rule, with which reason, and its text. */
export interface RefusedFact {
  readonly connector: string;
  readonly rule: string;
  readonly reason: string;
  readonly text: string;
}

/** What many refused facts have in common: what is put right once for all of them. */
export interface QuarantineCause {
  /** The same on every machine and after every restart. */
  readonly id: string;
  readonly connector: string;
  readonly rule: string;
  /** Null: it could not be read. */
  readonly factType: string | null;
  /** RFC 6901, of the whole event; `*` stands for any place of a list. Null: the reason names none. */
  readonly field: string | null;
}

export interface Described {
  readonly cause: QuarantineCause;
  /** Where in this very fact: as the cause's, with the places of lists. */
  readonly field: string | null;
  /** What it would have told of: `order:WO-7`. Null: that cannot be read. */
  readonly told: readonly string[] | null;
  /** What it is called, by who sends it; null: that cannot be read. */
  readonly name: FactName | null;
}

export interface FactName {
  readonly source: string;
  readonly id: string;
}

/** A longer text is not read: it is no fact. */
const MOST_CHARACTERS = 1_048_576;
const LONGEST_TYPE = 100;

/** Why a fact lies in quarantine and what it is about, as far as its text and the reason say. */
export function describeRefused({ connector, rule, reason, text }: RefusedFact): Described {
  const value = readText(text);
  const type = isObject(value) ? value["type"] : undefined;
  const factType = typeof type === "string" && type !== "" && type.length <= LONGEST_TYPE ? type : null;
  const field = fieldNamedBy(reason);
  const anywhere = field === null ? null : field.replaceAll(/\/\d+(?=\/|$)/g, "/*");
  return {
    cause: { id: causeId([connector, rule, factType, anywhere]), connector, rule, factType, field: anywhere },
    field,
    told: toldOf(value),
    name: nameOf(value),
  };
}

function nameOf(value: unknown): FactName | null {
  if (!isObject(value)) return null;
  const { source, id } = value;
  return typeof source === "string" && typeof id === "string" ? { source, id } : null;
}

const causeId = (parts: readonly (string | null)[]): string => `qc-${contentHash(JSON.stringify(parts)).slice(0, 20)}`;

const ENVELOPE = ["specversion", "id", "source", "type", "time", "subject", "data"];
const PATH = /^[^\s.[\],;:()]+(?:\.[^\s.[\],;:()]+|\[\d+\])*/;

/** Reasons begin with the field that is wrong: `data.operations[3].seq must be a number; …`. */
export function fieldNamedBy(reason: string): string | null {
  const path = PATH.exec(reason)?.[0];
  if (path === undefined) return null;
  const steps = path.split(/\.|\[(\d+)\]/).filter((step) => step !== undefined && step !== "");
  return ENVELOPE.includes(steps[0] ?? "") ? pointerOf(steps) : null;
}

function readText(text: string): unknown {
  if (text.length > MOST_CHARACTERS) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
