import type { Refusal } from "@lockstep/domain/facts/schema-check";
import type { Instant } from "@lockstep/domain/instant";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Zone } from "@lockstep/domain/zone";
import { type Checking, checkElement } from "./check.ts";
import { createNotes } from "./notes.ts";
import { shapeOf, transactionOf } from "./shapes.ts";
import { all, first, readDateTime, textIn, textOf } from "./values.ts";
import { type Noun, otherVersion, VERSIONS, type Version, WORDS } from "./words.ts";
import type { XmlElement } from "./xml.ts";

/** A message that has the form that it should have. */
export interface Message {
  readonly version: Version;
  readonly noun: Noun;
  /** Whether what it tells is so, or is no more. */
  readonly does: "state" | "cancel";
  /** The nouns in it. */
  readonly objects: readonly XmlElement[];
  /** When a transaction was made; null: it is none, or does not say. */
  readonly createdAt: Instant | null;
}

/** Not `Get`, `Acknowledge`, `Respond` and `Confirm`: they ask, or answer what was asked. */
const VERBS = { Process: "state", Show: "state", Sync: "state", Change: "state", Cancel: "cancel" } as const;
type Verb = keyof typeof VERBS;
const OTHER_VERBS = ["Get", "Acknowledge", "Respond"] as const;

/** What the root element is: of a version and a noun that we know, in a transaction or bare. */
export interface Root {
  readonly version: Version;
  readonly noun: Noun;
  readonly verb: Verb | null;
}

export function rootOf({ name, namespace }: XmlElement): Result<Root, Refusal> {
  const version = VERSIONS.find((one) => WORDS[one].namespace === namespace);
  if (version === undefined) {
    const other = otherVersion(namespace);
    const known = VERSIONS.map((one) => `${one} (${WORDS[one].namespace})`).join(" or ");
    if (other !== null) return no("wrong-version", `This is B2MML ${other}: export it as ${known}.`);
    const what = namespace === "" ? `${name} has no namespace` : `${name} has the namespace ${namespace.slice(0, 200)}`;
    return no("wrong-namespace", `${what}: send B2MML ${known}.`);
  }
  const nouns = Object.entries(WORDS[version].nouns) as [Noun, string][];
  for (const [noun, word] of nouns) {
    if (name === word) return ok({ version, noun, verb: null });
    const verb = (Object.keys(VERBS) as Verb[]).find((one) => name === one + word);
    if (verb !== undefined) return ok({ version, noun, verb });
    if (OTHER_VERBS.some((one) => name === one + word)) {
      const reason = `${name} asks or answers, and tells nothing: send Process, Sync, Show, Change or Cancel, or the ${word} itself. What Lockstep knows is answered under /b2mml.`;
      return no("unknown-verb", reason);
    }
  }
  const read = [...new Set(nouns.map(([, word]) => word))].join(", ");
  return no("unknown-noun", `${name} is not read; of ${version} these are: ${read}, bare or in a transaction.`);
}

const no = (rule: string, reason: string): Result<never, Refusal> => refuse({ rule, reason });

const DELETES = "Delete";
const STATES: ReadonlySet<string> = new Set(["Add", "Change", "Replaced", "Modified"]);

/** The whole document is checked before anything in it is understood. */
export function readMessage(
  root: XmlElement,
  { version, noun, verb }: Root,
  { zone, passOver }: Pick<Checking, "zone" | "passOver">,
): Result<Message, Refusal> {
  const notes = createNotes();
  const checking: Checking = { notes, zone, passOver, namespace: WORDS[version].namespace };
  checkElement(root, verb === null ? shapeOf(noun, version) : transactionOf(verb, noun, version), checking);
  const refusal = notes.refusal;
  if (refusal !== null) return refuse(refusal);
  if (verb === null) return ok({ version, noun, does: "state", objects: [root], createdAt: null });
  const area = first(root, "ApplicationArea");
  const data = first(root, "DataArea");
  const action = data === undefined ? undefined : first(data, verb);
  const objects = data === undefined ? [] : all(data, WORDS[version].nouns[noun]);
  const codes = codesOf(action);
  const unknown = codes.find((code) => code !== DELETES && !STATES.has(code));
  if (unknown !== undefined) {
    return no(
      "unknown-action",
      `The action ${unknown.slice(0, 60)} is not known: use Add, Change, Replaced or Delete.`,
    );
  }
  const deletes = codes.includes(DELETES);
  if (deletes && codes.some((code) => code !== DELETES)) {
    return no(
      "unknown-action",
      "One transaction adds or changes, and deletes: send what is deleted in one of its own.",
    );
  }
  const createdAt = area === undefined ? null : instantIn(area, "CreationDateTime", zone);
  return ok({ version, noun, does: deletes ? "cancel" : VERBS[verb], objects, createdAt });
}

const codesOf = (action: XmlElement | undefined): readonly string[] =>
  action === undefined
    ? []
    : all(action, "ActionCriteria")
        .flatMap((criteria) => all(criteria, "ActionExpression"))
        .map((expression) => expression.attributes.get("actionCode")?.trim() ?? textOf(expression));

/** Of a message that has been checked; null: it is not there. */
export function instantIn(element: XmlElement, name: string, zone: Zone | null): Instant | null {
  const text = textIn(element, name);
  const at = text === null ? null : readDateTime(text, zone);
  return typeof at === "number" ? at : null;
}
