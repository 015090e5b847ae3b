import { contentHash } from "@lockstep/domain/content-hash";
import { canonicalText } from "@lockstep/domain/json";
import type {
  Evidence,
  LineageFact,
  LineageRival,
  LineageRivals,
  RawMessage,
} from "@lockstep/protocol/generated/schema";
import type { LineageRow } from "@lockstep/protocol/rows";

const MOST_PARTS = 1_000;
const FORMAT = "lockstep-evidence/1";

/**
 * All that a figure stands on, to be kept outside: canonical JSON whose hash anyone can compute again from its own content.
 * Each message is in it once, by its hash, however many facts were made of it.
 */
export function evidenceOf(found: LineageRow, facts: readonly LineageFact[], before: LineageRivals): Evidence {
  const row = facts.length < found.found.length ? cutShort(found) : found;
  const messages = new Map<string, RawMessage>();
  for (const { message } of facts) if (message !== null) messages.set(message.sha256, message);
  const evidence = {
    format: FORMAT,
    subject: { of: row.of, id: row.id },
    figure: row.figure,
    value: read(row.value),
    asOf: { ...row.moment, stateHash: row.stateHash },
    before: { ...before, nodes: before.nodes.map(rivalOf) },
    made: madeIn(row),
    acts: { totalCount: row.done.length, nodes: row.done.slice(0, MOST_PARTS) },
    facts: facts.map(({ role, kind, subject, fact, connector, origin, message, readings }) => ({
      role,
      about: { kind, id: subject },
      seq: fact.seq,
      receivedAt: fact.receivedAt,
      connector,
      origin,
      event: JSON.parse(fact.event) as unknown,
      message: message?.sha256 ?? null,
      readings,
    })),
    messages: [...messages.values()].map(({ sha256, place, bytes, text }) => ({ sha256, place, bytes, text })),
    rules: row.rules,
    rulesVersion: row.rulesVersion,
    sources: row.sources,
    isComplete: row.isComplete,
    leftOut: row.leftOut,
  };
  const sha256 = contentHash(canonicalText(evidence));
  return { json: canonicalText({ evidence, sha256 }), sha256, text: inShort(row, facts, sha256) };
}

/** Of very many parts the first are in it: `totalCount` says how many there are, and `total` is of all. */
function madeIn({ made }: LineageRow) {
  if (made === null) return null;
  const { parts, total, ...same } = made;
  const nodes = parts.slice(0, MOST_PARTS).map((part) => ({ ...part, value: read(part.value ?? null) }));
  return { ...same, total: read(total ?? null), totalCount: parts.length, nodes };
}

/** Values are JSON text in answers, and a part of the JSON here. */
const read = (text: string | null): unknown => (text === null ? null : JSON.parse(text));

/** Its facts by their events, as those of the figure are. */
const rivalOf = ({ facts, ...rival }: LineageRival) => ({
  ...rival,
  facts: facts.map(({ seq, receivedAt, event }) => ({ seq, receivedAt, event: JSON.parse(event) as unknown })),
});

const cutShort = (row: LineageRow): LineageRow => ({
  ...row,
  isComplete: false,
  leftOut: [...new Set([...row.leftOut, "SIZE" as const])],
});

/** A line a fact, for a mail or a ticket. */
function inShort(row: LineageRow, facts: readonly LineageFact[], sha256: string): string {
  const { of, id, figure, value, moment, sources, rules, rulesVersion, isComplete, leftOut } = row;
  const what = figure === "ALL" ? "" : `, ${words(figure)}`;
  return [
    `${words(of)} ${id}${what}: ${value ?? "–"}`,
    `as of ${moment.now}, log position ${moment.seq}${row.stateHash === null ? "" : `, state ${row.stateHash}`}`,
    "",
    `${facts.length} facts${isComplete ? "" : `, not all of them: left out ${leftOut.map(words).join(", ")}`}`,
    ...facts.map(
      ({ fact, role, kind, subject, connector }) =>
        `#${fact.seq} ${fact.time} ${fact.type} of ${kind} ${subject}: ${role}; from ${fact.source}, by ${connector || "unknown"}`,
    ),
    "",
    "Sources",
    ...sources.map(({ source, system, status, facts: n }) => `${source} (${system}), ${n} facts, ${words(status)}`),
    "",
    `Rules ${rules.map(({ number }) => number).join(", ")}, version ${rulesVersion}`,
    `sha256 ${sha256}`,
  ].join("\n");
}

const words = (name: string): string => name.toLowerCase().replaceAll("_", " ");
