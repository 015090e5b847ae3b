import { checkSoundEvent, type Receipt, soundEvent } from "./check-event.ts";
import { contentHash } from "./content-hash.ts";
import type { AnyFact } from "./facts/fact.ts";
import type { Refusal } from "./facts/schema-check.ts";
import { canonicalText, findTrouble, isObject, type JsonObject, jsonText, looseText } from "./json.ts";
import type { Ledger } from "./ledger.ts";
import { type Result, refuse } from "./result.ts";
import type { RuleCheck } from "./rules/compile-rules.ts";
import { isRuleName } from "./rules/site-rule.ts";

/** What becomes of one received text. */
export type Decision =
  | {
      readonly kind: "accept";
      readonly fact: AnyFact;
      /** The content of the same (source, id) that gives way: it is quarantined under `id-conflict`. */
      readonly replaces?: Displaced;
      /** It was quarantined as too far ahead, or by a rule that is in force no more: that entry is settled. */
      readonly settles?: string;
    }
  | { readonly kind: "duplicate" }
  | {
      readonly kind: "quarantine";
      readonly rule: string;
      readonly reason: string;
      readonly contentHash: string;
      /** As received, where that is known; else as JSON again. */
      readonly text: string;
      /** It was quarantined as too far ahead before: that entry is settled by this one. */
      readonly settles?: string;
      /** What could be read of it, for the log. */
      readonly source: string | null;
      readonly id: string | null;
      readonly type: string | null;
    };

export interface Displaced extends Refusal {
  readonly fact: AnyFact;
  readonly contentHash: string;
}

/** Either the text as received, or what an already read batch holds at this place; `textOf` says how it was written there. */
export type Received = { readonly text: string } | { readonly value: unknown; readonly textOf?: () => string };

/** What would become of one received text. */
export type Looked =
  /** `take` decides it so, at once or never. */
  | { readonly becomes: "accepted"; readonly take: () => Decision }
  /** A fact in force says the same. */
  | { readonly becomes: "duplicate" }
  | ({ readonly becomes: "refused" } & Refusal);

/** Facts that came together. It sees its own earlier decisions; nothing holds before `commit`. */
export interface IntakeBatch {
  decide(received: Received, at: Receipt): Decision;
  /** Decides nothing. What says the same as something in quarantine is refused: nothing that is wrong with it was changed. */
  look(received: Received, at: Receipt): Looked;
  /** For what is refused before it is read, such as a line that is too long; of whom and what it was to be, if that is known. */
  reject(text: string, refusal: Refusal, about?: Partial<About>): Decision;
  /** Takes over what was decided, once it is durable; a batch that is dropped instead leaves no trace. */
  commit(): { readonly facts: readonly AnyFact[]; readonly withdrawn: readonly AnyFact[] };
}

export interface Intake {
  /** Tells of what was quarantined before a restart. */
  remember(contentHash: string, rule: string): void;
  /**
   * One batch at a time: the next begins after this one's commit, or when it is given up. `rules` are those that a site has
   * declared, beside our own; what was accepted before stays so, whatever they say.
   */
  batch(rules?: RuleCheck | null): IntakeBatch;
}

export interface IntakeOptions {
  /** SHA-256 as `contentHash` gives it; whoever has a quicker one may give that. */
  readonly hash?: (text: string) => string;
}

/** Decides which facts the ledger takes: idempotency, conflicts of content, quarantine. */
export function createIntake(ledger: Ledger, { hash = contentHash }: IntakeOptions = {}): Intake {
  /** The rule by the hash of the content. */
  const quarantined = new Map<string, string>();
  const acceptable: Acceptable = { names: new Set(), hasOthers: false };
  return {
    remember: (contentHash, rule) => {
      quarantined.set(contentHash, rule);
      acceptable.hasOthers = true;
    },
    batch: (rules = null) => createBatch(ledger, { quarantined, acceptable }, { hash, rules }),
  };
}

/**
 * Of whom something lies in quarantine that may be accepted when it comes again: all else never is, and need not be
 * looked for, which would cost each good fact a hash as long as anything lies there.
 */
interface Acceptable {
  readonly names: Set<string>;
  /** From before a restart: nobody knows by which rules. */
  hasOthers: boolean;
}

/** The rule of two contents under one name: one stays, the other lies in quarantine. */
export const ID_CONFLICT = "id-conflict";

const mayBeAccepted = (rule: string): boolean => rule === ID_CONFLICT || isReconsidered(rule);

/** The last receipt counts: time has come, or the site's rules have changed. */
const isReconsidered = (rule: string): boolean => rule === "future" || isRuleName(rule);

const nameOf = (source: string | null, id: string | null): string => `${source}\0${id}`;

interface Kept {
  readonly quarantined: Map<string, string>;
  readonly acceptable: Acceptable;
}

interface Settings {
  readonly hash: (text: string) => string;
  readonly rules: RuleCheck | null;
}

interface Draft extends Settings {
  find(source: string, id: string): AnyFact | undefined;
  /** False: no such content of this source and id was quarantined. */
  mayBeQuarantined(source: string, id: string): boolean;
  ruleOf(hash: string): string | undefined;
  accept(fact: AnyFact): void;
  quarantine(hash: string, rule: string | null, about: Pick<About, "source" | "id">): void;
}

function createBatch(ledger: Ledger, { quarantined, acceptable }: Kept, settings: Settings): IntakeBatch {
  const accepted = new Map<string, Map<string, AnyFact>>();
  const rules = new Map<string, string | null>();
  const names = new Set<string>();
  const draft: Draft = {
    ...settings,
    find: (source, id) => accepted.get(source)?.get(id) ?? ledger.find(source, id),
    mayBeQuarantined(source, id) {
      if (acceptable.hasOthers) return true;
      if (names.size === 0 && acceptable.names.size === 0) return false;
      const name = nameOf(source, id);
      return names.has(name) || acceptable.names.has(name);
    },
    ruleOf: (hash) => (rules.has(hash) ? (rules.get(hash) ?? undefined) : quarantined.get(hash)),
    accept: (fact) => {
      const ofSource = accepted.get(fact.source);
      if (ofSource === undefined) accepted.set(fact.source, new Map([[fact.id, fact]]));
      else ofSource.set(fact.id, fact);
    },
    quarantine(hash, rule, { source, id }) {
      rules.set(hash, rule);
      if (rule !== null && mayBeAccepted(rule)) names.add(nameOf(source, id));
    },
  };
  const commit = () => {
    const facts = [...accepted.values()].flatMap((ofSource) => [...ofSource.values()]);
    const withdrawn: AnyFact[] = [];
    for (const fact of facts) {
      const before = ledger.find(fact.source, fact.id);
      if (before && before.canonical !== fact.canonical) withdrawn.push(before);
      ledger.add(fact);
    }
    for (const [hash, rule] of rules) {
      if (rule === null) quarantined.delete(hash);
      else quarantined.set(hash, rule);
    }
    for (const name of names) acceptable.names.add(name);
    return { facts, withdrawn };
  };
  return {
    decide: (received, at) => decide(draft, received, at),
    look: (received, at) => look(draft, received, at),
    reject: (text, refusal, about) =>
      quarantine(draft, refusal, { content: text, textOf: () => text, about: { ...nothing, ...about } }),
    commit,
  };
}

function decide(draft: Draft, received: Received, at: Receipt): Decision {
  const read = readReceived(received);
  if (!read.ok) return quarantine(draft, read.error, { content: read.text, textOf: () => read.text, about: nothing });
  const about = aboutOf(read.value);
  const event = soundEvent(read.value);
  if (!event.ok) {
    const content = looseText(read.value);
    return quarantine(draft, event.error, { content, textOf: read.textOf ?? (() => content), about });
  }
  const content = canonicalText(event.value);
  const inForce = about.source !== null && about.id !== null ? draft.find(about.source, about.id) : undefined;
  if (inForce?.canonical === content) return { kind: "duplicate" };
  const refused = { content, textOf: read.textOf ?? (() => jsonText(event.value)), about };
  const checked = check(draft, { event: event.value, content }, at);
  if (!checked.ok) return quarantine(draft, checked.error, refused);
  if (inForce && inForce.canonical < content) return quarantine(draft, conflict(inForce), refused);
  return accept(draft, checked.value, inForce);
}

interface Sound {
  readonly event: JsonObject;
  readonly content: string;
}

/** By our own rules first, then by those that the site has declared. */
function check({ rules }: Draft, { event, content }: Sound, at: Receipt): Result<AnyFact, Refusal> {
  const checked = checkSoundEvent(event, content, at);
  if (!checked.ok || rules === null) return checked;
  const refusal = rules({ fact: checked.value, event }, at);
  return refusal === null ? checked : refuse(refusal);
}

const UNCHANGED: Refusal = {
  rule: "unchanged",
  reason: "It says the same as a fact that lies in quarantine: change what is wrong with it.",
};

function look(draft: Draft, received: Received, at: Receipt): Looked {
  const effects: (() => void)[] = [];
  const dry: Draft = {
    ...draft,
    accept: (fact) => void effects.push(() => draft.accept(fact)),
    quarantine: (hash, rule, about) => void effects.push(() => draft.quarantine(hash, rule, about)),
  };
  const decision = decide(dry, received, at);
  if (decision.kind === "accept") {
    const take = (): Decision => {
      for (const effect of effects) effect();
      return decision;
    };
    return { becomes: "accepted", take };
  }
  if (decision.kind === "quarantine") return { becomes: "refused", rule: decision.rule, reason: decision.reason };
  const read = readReceived(received);
  const event = read.ok ? soundEvent(read.value) : read;
  if (!event.ok) return { becomes: "refused", ...UNCHANGED };
  const { source, id } = aboutOf(event.value);
  const inForce = source !== null && id !== null ? draft.find(source, id) : undefined;
  const content = canonicalText(event.value);
  if (inForce?.canonical === content) return { becomes: "duplicate" };
  const checked = check(draft, { event: event.value, content }, at);
  return { becomes: "refused", ...(checked.ok ? UNCHANGED : checked.error) };
}

function accept(draft: Draft, fact: AnyFact, inForce: AnyFact | undefined): Decision {
  const hash = draft.mayBeQuarantined(fact.source, fact.id) ? draft.hash(fact.canonical) : null;
  const ruleBefore = hash === null ? undefined : draft.ruleOf(hash);
  if (ruleBefore !== undefined && !isReconsidered(ruleBefore)) return { kind: "duplicate" };
  draft.accept(fact);
  const isSettled = hash !== null && ruleBefore !== undefined;
  const settles = isSettled ? { settles: hash } : {};
  if (isSettled) draft.quarantine(hash, null, fact);
  if (!inForce) return { kind: "accept", fact, ...settles };
  const replaces = { fact: inForce, contentHash: draft.hash(inForce.canonical), ...conflict(fact) };
  draft.quarantine(replaces.contentHash, replaces.rule, fact);
  return { kind: "accept", fact, replaces, ...settles };
}

interface Refused {
  readonly content: string;
  readonly textOf: () => string;
  readonly about: About;
}

/** The same content again is a duplicate; of one that was too far ahead, the last receipt counts. */
function quarantine(draft: Draft, { rule, reason }: Refusal, { content, textOf, about }: Refused): Decision {
  const hash = draft.hash(content);
  const ruleBefore = draft.ruleOf(hash);
  if (ruleBefore !== undefined && (ruleBefore !== "future" || rule === "future")) return { kind: "duplicate" };
  draft.quarantine(hash, rule, about);
  const settles = ruleBefore === undefined ? {} : { settles: hash };
  return { kind: "quarantine", rule, reason, contentHash: hash, text: textOf(), ...settles, ...about };
}

function conflict(inForce: AnyFact): Refusal {
  const reason =
    `Another fact of source ${inForce.source} with the id ${inForce.id} says something else and stays in force: ` +
    "if both are meant, send this one again under an id of its own.";
  return { rule: ID_CONFLICT, reason };
}

type Read =
  | { readonly ok: true; readonly value: unknown; readonly textOf: (() => string) | undefined }
  | { readonly ok: false; readonly error: Refusal; readonly text: string };

function readReceived(received: Received): Read {
  if ("value" in received) return { ok: true, value: received.value, textOf: received.textOf };
  const { text } = received;
  try {
    return { ok: true, value: JSON.parse(text), textOf: () => text };
  } catch {
    return { ok: false, error: { rule: "not-json", reason: "This is no JSON: send one CloudEvents object." }, text };
  }
}

export interface About {
  readonly source: string | null;
  readonly id: string | null;
  readonly type: string | null;
}

const nothing: About = { source: null, id: null, type: null };

function aboutOf(value: unknown): About {
  if (!isObject(value)) return nothing;
  const text = (name: string): string | null => {
    const inner = Object.hasOwn(value, name) ? value[name] : null;
    return typeof inner === "string" && findTrouble(inner) === null ? inner : null;
  };
  return { source: text("source"), id: text("id"), type: text("type") };
}
