import { FACT_TYPES, type FactType } from "../facts/catalogue.ts";
import { shown } from "../facts/schema-check.ts";
import { ok, type Result, refuse } from "../result.ts";
import { fieldKind, isFieldPath } from "./field-path.ts";
import { canLookUp, canName } from "./names-of.ts";
import {
  type Condition,
  type DeclaredRule,
  FINDING_SEVERITIES,
  type FindingSeverity,
  RULE_KINDS,
  type RuleKind,
  type RuleScope,
} from "./site-rule.ts";

/** A rule as somebody has written it down: nothing has been checked yet. What is null is not said. */
export interface RuleDraft {
  readonly id: string;
  readonly text: string;
  readonly kind: string;
  readonly isOn: boolean;
  readonly where: { readonly [W in keyof RuleScope]: readonly string[] };
  readonly condition: ConditionDraft;
  readonly severity?: string | null;
}

export interface ConditionDraft {
  readonly is: string;
  readonly field?: string | null;
  readonly min?: number | null;
  readonly max?: number | null;
  readonly values?: readonly string[] | null;
  readonly minutes?: number | null;
  readonly by?: number | null;
  readonly percent?: number | null;
  readonly times?: number | null;
  readonly days?: number | null;
}

export const MOST_RULES = 200;
const MOST_NAMES = 200;
const LONGEST_TEXT = 500;
const LONGEST_NAME = 200;
/** A hundred years. */
const MOST_MINUTES = 52_560_000;
const MOST_DAYS = 3_650;

/** The rules, or everything that is wrong with them, each with what to do. */
export function checkRules(drafts: readonly RuleDraft[]): Result<readonly DeclaredRule[], readonly string[]> {
  if (drafts.length > MOST_RULES) return refuse([`There are ${drafts.length} rules: at most ${MOST_RULES} may be.`]);
  const troubles: string[] = [];
  const rules: DeclaredRule[] = [];
  const ids = new Set<string>();
  for (const [k, draft] of drafts.entries()) {
    const say = (what: string): void => void troubles.push(`Rule ${k + 1} (${shown(draft.id)}): ${what}`);
    if (ids.has(draft.id)) say("another rule has this id: give each its own.");
    ids.add(draft.id);
    const rule = checkRule(draft, say);
    if (rule !== null) rules.push(rule);
  }
  return troubles.length === 0 ? ok(rules) : refuse(troubles);
}

type Say = (what: string) => void;

function checkRule(draft: RuleDraft, say: Say): DeclaredRule | null {
  const { id, text, kind, isOn } = draft;
  if (!/^[a-z0-9][a-z0-9-]{0,59}$/.test(id)) {
    say("id must be 1 to 60 small letters, digits and hyphens, such as counted-too-high.");
  }
  if (text.trim() === "" || text.length > LONGEST_TEXT) {
    say(`text must say in 1 to ${LONGEST_TEXT} characters what the rule guards against.`);
  }
  if (!isKind(kind)) {
    say(`kind must be one of ${RULE_KINDS.join(", ")}; it is ${shown(kind)}.`);
    return null;
  }
  const severity = draft.severity ?? null;
  if (severity !== null && kind === "quarantine") {
    say("what is kept out has no severity, only what is found: leave severity out, or make it a finding.");
  }
  if (severity !== null && !isSeverity(severity)) {
    say(`severity must be one of ${FINDING_SEVERITIES.join(", ")}, or left out; it is ${shown(severity)}.`);
    return null;
  }
  const where = checkScope(draft, say);
  if (where === null) return null;
  const condition = checkCondition({ draft: draft.condition, kind, types: where.types }, say);
  if (condition === null) return null;
  return { id, text, kind, isOn, where, condition, ...(severity === null ? {} : { severity }) };
}

const isSeverity = (text: string): text is FindingSeverity => FINDING_SEVERITIES.some((known) => known === text);
const isKind = (kind: string): kind is RuleKind => RULE_KINDS.some((known) => known === kind);
const isType = (type: string): type is FactType => Object.hasOwn(FACT_TYPES, type);

function checkScope({ where, kind }: RuleDraft, say: Say): RuleScope | null {
  const { units = [], ...named } = where;
  for (const name of ["types", "sources", "connectors", "sites", "items", "units"] as const) {
    const list = where[name] ?? [];
    const isFit = list.every((one) => one.trim() !== "" && one.length <= LONGEST_NAME);
    if (list.length > MOST_NAMES || !isFit) {
      say(`${name} must hold at most ${MOST_NAMES} texts of 1 to ${LONGEST_NAME} characters: shorten it.`);
    }
  }
  const types = where.types.filter(isType);
  const unknown = where.types.find((type) => !isType(type));
  if (types.length === 0 || unknown !== undefined) {
    const found = unknown === undefined ? "there are none" : `it has ${shown(unknown)}`;
    say(`types must name at least one of ${Object.keys(FACT_TYPES).join(", ")}; ${found}.`);
    return null;
  }
  if (kind === "finding" && where.connectors.length > 0) {
    say("a finding hangs on what is so, not on who brought it: leave connectors empty, or name sources.");
  }
  if (kind === "quarantine" && units.length > 0) {
    say("one message does not tell in which unit its item is counted: leave units empty, or make it a finding.");
  }
  for (const what of ["item", "site", "unit"] as const) {
    const isSeen = (type: FactType): boolean => canName(type, what) || (kind === "finding" && canLookUp(type, what));
    const nameless = (where[`${what}s`] ?? []).length === 0 ? undefined : types.find((type) => !isSeen(type));
    if (nameless !== undefined) {
      say(
        `${nameless} names no ${what}, so that the rule would never look at it: leave ${what}s empty, or the type out.`,
      );
    }
  }
  return { ...named, types, ...(units.length === 0 ? {} : { units }) };
}

interface ConditionIn {
  readonly draft: ConditionDraft;
  readonly kind: RuleKind;
  readonly types: readonly FactType[];
}

/** The conditions that look at more than one message, and the types that they can look at. */
const OF_STATE: { readonly [is: string]: readonly FactType[] } = {
  "unit-differs": (Object.keys(FACT_TYPES) as FactType[]).filter((type) =>
    Object.hasOwn(FACT_TYPES[type].schema.properties, "item"),
  ),
  "counter-jump": ["mes.operation"],
  "over-order": ["wms.receipt", "wms.shipment", "mes.operation"],
  "lot-unknown": ["mes.consumption", "wms.shipment", "wms.stock-move"],
  "lot-expired": ["mes.consumption", "wms.shipment", "wms.stock-move"],
};
const OF_ONE_MESSAGE = ["number-outside", "text-not-among", "field-missing", "time-too-old", "time-too-new"];

function checkCondition({ draft, kind, types }: ConditionIn, say: Say): Condition | null {
  const { is } = draft;
  const readable = Object.hasOwn(OF_STATE, is) ? OF_STATE[is] : undefined;
  if (readable === undefined && !OF_ONE_MESSAGE.includes(is)) {
    say(`condition must be one of ${[...OF_ONE_MESSAGE, ...Object.keys(OF_STATE)].join(", ")}; it is ${shown(is)}.`);
    return null;
  }
  if (readable !== undefined && kind === "quarantine") {
    say(`${is} looks at more than one message, and a quarantine rule must not: make it a finding.`);
    return null;
  }
  const strange = readable === undefined ? undefined : types.find((type) => !readable.includes(type));
  if (strange !== undefined) {
    say(`${is} looks at ${readable?.join(", ")} alone: leave ${strange} out.`);
    return null;
  }
  if (kind === "finding" && types.includes("master.response-cost")) {
    say("no finding is made of master.response-cost: make it a quarantine rule.");
    return null;
  }
  switch (is) {
    case "number-outside":
      return checkNumber(draft, types, say);
    case "text-not-among":
      return checkText(draft, types, say);
    case "field-missing": {
      const field = checkField(draft, say);
      return field === null ? null : { is, field };
    }
    case "unit-differs": {
      const field = checkField(draft, say);
      return field === null ? null : { is, field };
    }
    case "time-too-old":
    case "time-too-new": {
      const { minutes } = draft;
      if (isIn(minutes, { above: 0, upTo: MOST_MINUTES })) return { is, minutes };
      say(`minutes must be more than 0 and at most ${MOST_MINUTES}; it is ${shown(minutes ?? undefined)}.`);
      return null;
    }
    case "counter-jump":
      return checkJump(draft, say);
    case "over-order": {
      const { times } = draft;
      if (isIn(times, { above: 0, upTo: 1_000 })) return { is, times };
      say(`times must be more than 0 and at most 1000, such as 1.1; it is ${shown(times ?? undefined)}.`);
      return null;
    }
    case "lot-unknown":
      return { is };
    case "lot-expired": {
      const { days = null } = draft;
      if (days === null) return { is };
      if (isIn(days, { above: 0, upTo: MOST_DAYS })) return { is, days };
      say(`days must be more than 0 and at most ${MOST_DAYS}, or left out: from the expiry on; it is ${shown(days)}.`);
      return null;
    }
    default:
      return null;
  }
}

function checkField({ field }: ConditionDraft, say: Say): string | null {
  if (typeof field === "string" && isFieldPath(field)) return field;
  say(`field must be a path of 1 to 6 names from data, such as data.quantity; it is ${shown(field ?? undefined)}.`);
  return null;
}

function checkNumber(draft: ConditionDraft, types: readonly FactType[], say: Say): Condition | null {
  const field = checkField(draft, say);
  const [min, max] = [draft.min ?? null, draft.max ?? null];
  const strange = field === null ? undefined : types.find((type) => fieldKind(type, field) !== "number");
  if (strange !== undefined) say(`${field} is no number of ${strange}: name another field, or leave the type out.`);
  if (min === null && max === null) say("give a min, a max, or both: without one no number is outside.");
  if (min !== null && max !== null && min > max) say(`min (${min}) must not be more than max (${max}): swap them.`);
  return field === null ? null : { is: "number-outside", field, min, max };
}

function checkText(draft: ConditionDraft, types: readonly FactType[], say: Say): Condition | null {
  const field = checkField(draft, say);
  const values = draft.values ?? [];
  const isFit = values.every((value) => value.length <= LONGEST_NAME);
  if (values.length === 0 || values.length > MOST_NAMES || !isFit) {
    say(`values must hold 1 to ${MOST_NAMES} texts of at most ${LONGEST_NAME} characters: those that are allowed.`);
  }
  const strange = field === null ? undefined : types.find((type) => fieldKind(type, field) === "number");
  if (strange !== undefined) say(`${field} is a number of ${strange}: give its limits as number-outside instead.`);
  return field === null ? null : { is: "text-not-among", field, values };
}

function checkJump(draft: ConditionDraft, say: Say): Condition | null {
  const { field, by = null, percent = null } = draft;
  if (field !== "data.good" && field !== "data.scrap") {
    say(`field must be data.good or data.scrap, the counters; it is ${shown(field ?? undefined)}.`);
    return null;
  }
  if (by === null && percent === null) say("give by, percent of the order, or both: without one nothing is a jump.");
  if (by !== null && !isIn(by, { above: 0, upTo: Number.MAX_VALUE })) say(`by must be more than 0; it is ${by}.`);
  if (percent !== null && !isIn(percent, { above: 0, upTo: 100_000 })) {
    say(`percent must be more than 0 and at most 100000; it is ${percent}.`);
  }
  return { is: "counter-jump", field, by, percent };
}

const isIn = (value: number | null | undefined, { above, upTo }: { above: number; upTo: number }): value is number =>
  typeof value === "number" && value > above && value <= upTo;
