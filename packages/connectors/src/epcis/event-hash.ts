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

/**
 * The id of an event that states none, after the idea of the Core Business Vocabulary's event hash: whoever says the
 * same, in whatever order and form of identifiers, gets the same. It is not the vocabulary's own: that concatenates
 * names and values in a prescribed order, this is the SHA-256 of the RFC 8785 text, and it says so behind `ver=`.
 */
export function eventHash(event: JsonObject): string {
  return `ni:///sha-256;${contentHash(canonicalText(alike(event, 0)))}?ver=lockstep1`;
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
