import { contentHash } from "./content-hash.ts";
import type { AnyFact } from "./facts/fact.ts";
import type { Instant } from "./instant.ts";
import { canonicalText } from "./json.ts";
import type { Ledger, ParkedFact } from "./ledger.ts";
import type { World } from "./world.ts";

/**
 * SHA-256 of everything that the facts come to at a clock: what is in force, what is parked, what contradicts. The same
 * set of facts gives the same, whatever their order of arrival; when and where in the log they came in does not count.
 * `digest` is SHA-256 as `contentHash` has it: a platform's own takes a tenth of the time.
 */
export function stateHash(
  ledger: Pick<Ledger, "worldAt" | "parkedAt">,
  clock: Instant,
  mode: "live" | "manual",
  digest: (text: string) => string = contentHash,
): string {
  const world = ledger.worldAt(clock, mode);
  const parked = ledger.parkedAt(clock, mode);
  const digestOf = rememberedDigest(digest);
  // In the order of the log: texts that are kept packed lie in it, and asked for in another each would be unpacked alone.
  const facts = [...factsOf(Object.values(world)), ...parked.map(({ fact }) => fact)];
  for (const fact of facts.sort((a, b) => a.seq - b.seq)) digestOf(fact);
  return digest([...stateLines(world, parked, digestOf)].join("\n"));
}

function* factsOf(value: unknown): Iterable<AnyFact> {
  if (value instanceof Map) for (const inner of value.values()) yield* factsOf(inner);
  else if (Array.isArray(value)) for (const inner of value) yield* factsOf(inner);
  else if (isFact(value)) yield value;
}

const isFact = (value: unknown): value is AnyFact =>
  typeof value === "object" && value !== null && "canonical" in value;

type DigestOf = (fact: AnyFact) => string;

function* stateLines(world: World, parked: readonly ParkedFact[], digestOf: DigestOf): Iterable<string> {
  yield `clock ${world.clock}`;
  for (const part of Object.keys(world).sort()) {
    yield `part ${part}`;
    yield* linesOf(world[part as keyof World], digestOf);
  }
  yield "parked";
  for (const { fact, waitsFor } of parked) yield `${digestOf(fact)} ${waitsFor.join(" ")}`;
}

function* linesOf(value: unknown, digestOf: DigestOf): Iterable<string> {
  if (value instanceof Map) {
    for (const [key, inner] of value) {
      yield `key ${key}`;
      yield* linesOf(inner, digestOf);
    }
  } else if (Array.isArray(value)) {
    for (const inner of value) yield* linesOf(inner, digestOf);
  } else if (isFact(value)) {
    yield digestOf(value);
  } else if (typeof value === "object" && value !== null) {
    yield canonicalText(value);
  } else {
    yield String(value);
  }
}

const digests = new WeakMap<object, string>();

/** Of the fact as it is in force: of its data, which time or unknown names may have changed, and of where it is from. */
const rememberedDigest =
  (digest: (text: string) => string): DigestOf =>
  (fact) => {
    const known = digests.get(fact);
    if (known !== undefined) return known;
    const { canonical, data, deleted } = fact;
    const made = digest(`${canonical}\n${canonicalText({ data, deleted })}`);
    digests.set(fact, made);
    return made;
  };
