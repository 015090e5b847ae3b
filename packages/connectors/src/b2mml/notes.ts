import type { Refusal } from "@lockstep/domain/facts/schema-check";
import { pathOf, type XmlElement } from "./xml.ts";

/**
 * What a message is refused for. Reading goes on after the first trouble, with a value that nobody will see, so that
 * whoever repairs the message learns of several at once.
 */
export interface Notes {
  /** `why` says what is wrong and what to do, and ends without a full stop. */
  add(at: XmlElement, rule: string, why: string): void;
  /** Null: nothing is wrong. */
  readonly refusal: Refusal | null;
}

const TOLD = 3;

export function createNotes(): Notes {
  const told: string[] = [];
  let rule: string | null = null;
  let count = 0;
  return {
    add(at, name, why) {
      rule ??= name;
      count += 1;
      if (told.length < TOLD) told.push(`Line ${at.line}, ${pathOf(at)}: ${why}.`);
    },
    get refusal() {
      if (rule === null) return null;
      const more = count > told.length ? ` And ${count - told.length} more.` : "";
      return { rule, reason: told.join(" ") + more };
    },
  };
}
