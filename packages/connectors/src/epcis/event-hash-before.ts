import { contentHash } from "@lockstep/domain/content-hash";
import { isoOf } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { canonicalText, isObject, type JsonObject } from "@lockstep/domain/json";
import { byCodeUnit } from "@lockstep/domain/world";
import { canonicalId } from "./identifiers.ts";
import { bare } from "./vocabulary.ts";

/** Says who says so and when it was written down, not what happened. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  "eventID",
  "recordTime",
  "errorDeclaration",
  "certificationInfo",
  "@context",
]);

/** What the ids of events end with that were hashed before the vocabulary's own algorithm was followed. */
export const HASHED_BEFORE = "?ver=lockstep1";

/**
 * The id that an event without one had before: the SHA-256 of its RFC 8785 text, in which whatever says the same is
 * written in one way. Facts in the log are of events under such ids, and what comes again must be known as theirs.
 */
export function eventHashBefore(event: JsonObject): string {
  return `ni:///sha-256;${contentHash(canonicalText(alike(event, 0)))}${HASHED_BEFORE}`;
}

function alike(value: unknown, depth: number): unknown {
  if (Array.isArray(value)) {
    const inner = value.map((one: unknown) => alike(one, depth + 1));
    return inner.sort((a, b) => byCodeUnit(canonicalText(a), canonicalText(b)));
  }
  if (isObject(value)) {
    const fields = Object.entries(value)
      .filter(([name, inner]) => inner !== undefined && !(depth === 0 && LEFT_OUT.has(name)))
      .map(([name, inner]) => [name, name.endsWith("ime") ? instantOf(inner) : alike(inner, depth + 1)] as const);
    return Object.fromEntries(fields);
  }
  return typeof value === "string" ? canonicalId(bare(value)) : value;
}

function instantOf(value: unknown): unknown {
  const at = typeof value === "string" ? parseInstant(value) : null;
  return at === null ? alike(value, 1) : isoOf(at);
}
