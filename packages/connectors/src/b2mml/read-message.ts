import { checkEvent } from "@lockstep/domain/check-event";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { MOST_MESSAGE_BYTES } from "../contract.ts";
import type { B2mmlMapping } from "./mapping.ts";
import { materialFacts } from "./material-facts.ts";
import { readMessage, rootOf } from "./message.ts";
import { createNotes } from "./notes.ts";
import { performanceFacts } from "./performance-facts.ts";
import { scheduleFacts } from "./schedule-facts.ts";
import type { Telling } from "./telling.ts";
import { type Version, WORDS } from "./words.ts";
import { readXml } from "./xml.ts";

/** A message may have so many bytes, and mean so many facts. */
export const MOST_B2MML_BYTES = 16 * 1_048_576;
const MOST_FACTS = 100_000;

export interface ReadOptions {
  readonly mapping: B2mmlMapping;
  /** Holds the text against the standard's schemas; null: nothing is wrong, or there are none. */
  readonly validate?: (text: string, version: Version) => Refusal | null;
}

export interface NotRead extends Refusal {
  /**
   * `no-message`: it is no B2MML of a version that is read, or too large; `not-understood`: it is, and lies in quarantine
   * until it is corrected.
   */
  readonly kind: "no-message" | "not-understood";
}

/** The facts of a message, all of them or none: each keeps the rules that a fact is held to by itself. */
export function readB2mml(text: string, { mapping, validate }: ReadOptions): Result<readonly CloudEvent[], NotRead> {
  const xml = readXml(text);
  if (!xml.ok) return refuse({ kind: "no-message", ...xml.error });
  const root = rootOf(xml.value);
  if (!root.ok) {
    const isOther = root.error.rule === "unknown-noun" || root.error.rule === "unknown-verb";
    return refuse({ kind: isOther ? "not-understood" : "no-message", ...root.error });
  }
  const message = readMessage(xml.value, root.value, mapping);
  if (!message.ok) return refuse({ kind: "not-understood", ...message.error });
  const { version, noun, objects } = message.value;
  const invalid = validate?.(text, version) ?? null;
  if (invalid !== null) return refuse({ kind: "not-understood", ...invalid });
  const notes = createNotes();
  const telling: Telling = { message: message.value, words: WORDS[version], mapping, notes };
  const facts = factsOf(noun, objects, telling);
  if (notes.refusal !== null) return refuse({ kind: "not-understood", ...notes.refusal });
  if (facts.length > MOST_FACTS) {
    const reason = `The message means ${facts.length} facts; it may mean ${MOST_FACTS}: send it in parts.`;
    return refuse({ kind: "not-understood", rule: "too-large", reason });
  }
  return checked(facts, text.length > MOST_MESSAGE_BYTES / 4);
}

function factsOf(noun: Telling["message"]["noun"], objects: Telling["message"]["objects"], telling: Telling) {
  switch (noun) {
    case "schedule":
      return objects.flatMap((object) => scheduleFacts(object, telling));
    case "performance":
      return objects.flatMap((object) => performanceFacts(object, telling));
    default:
      return materialFacts(objects, telling);
  }
}

/** What breaks a rule of facts would be quarantined by itself, and the rest of the message taken. */
function checked(facts: readonly CloudEvent[], mayBeTooLarge: boolean): Result<readonly CloudEvent[], NotRead> {
  for (const fact of facts) {
    // Never more than three bytes a character.
    const characters = mayBeTooLarge ? JSON.stringify(fact).length : 0;
    if (characters > MOST_MESSAGE_BYTES / 3) {
      const reason = `What it means as one ${fact.type} is over 1 MiB: make it several orders.`;
      return refuse({ kind: "not-understood", rule: "too-large", reason });
    }
    const one = checkEvent(fact, { receivedAt: 0, seq: 0, mode: "manual" });
    if (one.ok) continue;
    const reason = `What it means as ${fact.type} breaks a rule: ${one.error.reason} Correct the message.`;
    return refuse({ kind: "not-understood", rule: one.error.rule, reason });
  }
  return ok(facts);
}
