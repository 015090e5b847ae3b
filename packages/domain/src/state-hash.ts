import { contentHash } from "./content-hash.ts";
import type { AnyFact } from "./facts/fact.ts";
import type { Instant } from "./instant.ts";
import { canonicalText } from "./json.ts";
import type { Ledger, ParkedFact } from "./ledger.ts";
import type { World } from "./world.ts";

/**
 * SHA-256 of everything that the facts come to at a clock: what is in force, what is parked, what contradicts. The same
 * set of facts gives the same, whatever their order of arrival; when and where in the log they came in does not count.
 */
export function stateHash(
  ledger: Pick<Ledger, "worldAt" | "parkedAt">,
  clock: Instant,
  mode: "live" | "manual",
): string {
  return contentHash([...stateLines(ledger.worldAt(clock, mode), ledger.parkedAt(clock, mode))].join("\n"));
}

function* stateLines(world: World, parked: readonly ParkedFact[]): Iterable<string> {
  yield `clock ${world.clock}`;
  for (const part of Object.keys(world).sort()) {
    yield `part ${part}`;
    yield* linesOf(world[part as keyof World]);
  }
  yield "parked";
  for (const { fact, waitsFor } of parked) yield `${digestOf(fact)} ${waitsFor.join(" ")}`;
}

function* linesOf(value: unknown): Iterable<string> {
  if (value instanceof Map) {
    for (const [key, inner] of value) {
      yield `key ${key}`;
      yield* linesOf(inner);
    }
  } else if (Array.isArray(value)) {
    for (const inner of value) yield* linesOf(inner);
  } else if (typeof value === "object" && value !== null) {
    yield "canonical" in value ? digestOf(value as AnyFact) : canonicalText(value);
  } else {
    yield String(value);
  }
}

const digests = new WeakMap<object, string>();

/** Of the fact as it is in force: of its data, which time or unknown names may have changed, and of where it is from. */
function digestOf(fact: AnyFact): string {
  const known = digests.get(fact);
  if (known !== undefined) return known;
  const { canonical, data, deleted } = fact;
  const digest = contentHash(`${canonical}\n${canonicalText({ data, deleted })}`);
  digests.set(fact, digest);
  return digest;
}
