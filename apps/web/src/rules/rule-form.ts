import type { DeclaredRule, RuleInput } from "../api/rule-documents.ts";

/** A rule as it stands in the form: every field as text, those of other conditions too. */
export interface RuleForm {
  readonly id: string;
  readonly text: string;
  readonly kind: DeclaredRule["kind"];
  readonly on: boolean;
  readonly types: readonly string[];
  readonly sources: string;
  readonly connectors: string;
  readonly sites: string;
  readonly items: string;
  readonly is: ConditionKind;
  readonly field: string;
  readonly min: string;
  readonly max: string;
  readonly values: string;
  readonly minutes: string;
  readonly by: string;
  readonly percent: string;
  readonly times: string;
}

export type ConditionKind = DeclaredRule["condition"]["is"];
export type NumberField = "min" | "max" | "minutes" | "by" | "percent" | "times";

/** What belongs to each condition, in the order in which it is asked for. */
export const FIELDS: { readonly [K in ConditionKind]: readonly ("field" | "values" | NumberField)[] } = {
  NUMBER_OUTSIDE: ["field", "min", "max"],
  TEXT_NOT_AMONG: ["field", "values"],
  FIELD_MISSING: ["field"],
  TIME_TOO_OLD: ["minutes"],
  TIME_TOO_NEW: ["minutes"],
  UNIT_DIFFERS: ["field"],
  COUNTER_JUMP: ["field", "by", "percent"],
  OVER_ORDER: ["times"],
  LOT_UNKNOWN: [],
  LOT_EXPIRED: [],
};

const OF_ONE_MESSAGE: readonly ConditionKind[] = [
  "NUMBER_OUTSIDE",
  "TEXT_NOT_AMONG",
  "FIELD_MISSING",
  "TIME_TOO_OLD",
  "TIME_TOO_NEW",
];
const ALL = Object.keys(FIELDS) as ConditionKind[];

/** A rule that keeps messages out sees one of them alone. */
export const conditionsOf = (kind: RuleForm["kind"]): readonly ConditionKind[] =>
  kind === "QUARANTINE" ? OF_ONE_MESSAGE : ALL;

export const EMPTY_FORM: RuleForm = {
  ...{ id: "", text: "", kind: "QUARANTINE", on: true, types: [], is: "NUMBER_OUTSIDE", field: "data.quantity" },
  ...{ sources: "", connectors: "", sites: "", items: "", values: "" },
  ...{ min: "", max: "", minutes: "", by: "", percent: "", times: "" },
};

const LIST = ", ";
const textOf = (value: number | null | undefined): string =>
  value === null || value === undefined ? "" : String(value);

export function formOf({ id, text, kind, on, where, condition }: DeclaredRule): RuleForm {
  const { is, field, min, max, values, minutes, by, percent, times } = condition;
  return {
    ...{ id, text, kind, on, is, types: where.types },
    sources: where.sources.join(LIST),
    connectors: where.connectors.join(LIST),
    sites: where.sites.join(LIST),
    items: where.items.join(LIST),
    field: field ?? "",
    values: (values ?? []).join(LIST),
    min: textOf(min),
    max: textOf(max),
    minutes: textOf(minutes),
    by: textOf(by),
    percent: textOf(percent),
    times: textOf(times),
  };
}

/** A field of a form that holds no number. */
export interface NotNumber {
  readonly rule: string;
  readonly what: NumberField;
  readonly found: string;
}

/** As it is sent; or the first number that is none. */
export function inputOf(form: RuleForm): RuleInput | NotNumber {
  const { id, text, kind, on, types, is, field, values } = form;
  const condition: Record<string, unknown> = { is };
  for (const name of FIELDS[is]) {
    if (name === "field") condition[name] = field.trim();
    else if (name === "values") condition[name] = listOf(values);
    else {
      const number = numberIn(form[name]);
      if (number === undefined) return { rule: id, what: name, found: form[name] };
      condition[name] = number;
    }
  }
  const where = {
    types,
    sources: listOf(form.sources),
    connectors: listOf(form.connectors),
    sites: listOf(form.sites),
    items: listOf(form.items),
  };
  return {
    id: id.trim(),
    text: text.trim(),
    kind,
    on,
    where,
    condition: condition as unknown as RuleInput["condition"],
  };
}

/** Null: nothing is said. Undefined: it is no number. */
function numberIn(text: string): number | null | undefined {
  if (text.trim() === "") return null;
  const number = Number(text.trim().replace(",", "."));
  return Number.isFinite(number) ? number : undefined;
}

const listOf = (text: string): string[] =>
  text
    .split(",")
    .map((one) => one.trim())
    .filter((one) => one !== "");

/** Which rules differ, by id, from those that are in force. */
export function differing(forms: readonly RuleForm[], inForce: readonly DeclaredRule[]): ReadonlySet<string> {
  const was = new Map(inForce.map((rule) => [rule.id, JSON.stringify(formOf(rule))]));
  const is = new Map(forms.map((form) => [form.id, JSON.stringify(form)]));
  return new Set([...new Set([...was.keys(), ...is.keys()])].filter((id) => was.get(id) !== is.get(id)));
}

/** Field by field, what a change of a rule says in words: `max: 20 → 30`. */
export function changeText(before: DeclaredRule, after: DeclaredRule): string {
  const [was, is] = [formOf(before), formOf(after)];
  return (Object.keys(is) as (keyof RuleForm)[])
    .filter((name) => String(was[name]) !== String(is[name]))
    .map((name) => `${name} ${String(was[name]) || "–"} → ${String(is[name]) || "–"}`)
    .join("; ");
}
