import type { DeclaredRule, RuleInput } from "../api/rule-documents.ts";
import { listIn, listText } from "../format/list-text.ts";
import { numberIn } from "../format/typed-number.ts";

/** A rule as it stands in the form: every field as text, those of other conditions too. */
export interface RuleForm {
  /** Of one that is not in force yet: its id is still being typed. */
  readonly key?: string;
  readonly id: string;
  readonly text: string;
  readonly kind: DeclaredRule["kind"];
  readonly on: boolean;
  readonly types: readonly string[];
  readonly sources: string;
  readonly connectors: string;
  readonly sites: string;
  readonly items: string;
  readonly units: string;
  readonly is: ConditionKind;
  readonly field: string;
  readonly min: string;
  readonly max: string;
  readonly values: string;
  readonly minutes: string;
  readonly by: string;
  readonly percent: string;
  readonly times: string;
  readonly days: string;
  /** Of what finds alone; empty: not graded. */
  readonly severity: string;
}

export type ConditionKind = DeclaredRule["condition"]["is"];
export type NumberField = "min" | "max" | "minutes" | "by" | "percent" | "times" | "days";

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
  LOT_EXPIRED: ["days"],
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
  ...{ sources: "", connectors: "", sites: "", items: "", units: "", values: "" },
  ...{ min: "", max: "", minutes: "", by: "", percent: "", times: "", days: "" },
  severity: "",
};

const textOf = (value: number | null | undefined): string =>
  value === null || value === undefined ? "" : String(value);

export function formOf({ id, text, kind, on, where, condition, severity }: DeclaredRule): RuleForm {
  const { is, field, min, max, values, minutes, by, percent, times, days } = condition;
  return {
    ...{ id, text, kind, on, is, types: where.types },
    sources: listText(where.sources),
    connectors: listText(where.connectors),
    sites: listText(where.sites),
    items: listText(where.items),
    units: listText(where.units),
    field: field ?? "",
    values: listText(values ?? []),
    min: textOf(min),
    max: textOf(max),
    minutes: textOf(minutes),
    by: textOf(by),
    percent: textOf(percent),
    times: textOf(times),
    days: textOf(days),
    severity: severity ?? "",
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
  const { id, text, kind, on, types, is, field, values, severity } = form;
  const condition: Record<string, unknown> = { is };
  for (const name of FIELDS[is]) {
    if (name === "field") condition[name] = field.trim();
    else if (name === "values") condition[name] = listIn(values);
    else {
      const number = numberIn(form[name]);
      if (number === undefined) return { rule: id, what: name, found: form[name] };
      condition[name] = number;
    }
  }
  const where = {
    types,
    sources: listIn(form.sources),
    connectors: listIn(form.connectors),
    sites: listIn(form.sites),
    items: listIn(form.items),
    units: kind === "FINDING" ? listIn(form.units) : [],
  };
  return {
    id: id.trim(),
    text: text.trim(),
    kind,
    on,
    where,
    condition: condition as unknown as RuleInput["condition"],
    severity: kind === "FINDING" && severity !== "" ? (severity as NonNullable<RuleInput["severity"]>) : null,
  };
}

/** Names a rule on its page: one in force by its id, which stays. */
export const keyOf = ({ key, id }: Pick<RuleForm, "key" | "id">): string => key ?? id;

/** No id has a colon: what is typed as an id never becomes the key of another. */
export const draftKey = (forms: readonly RuleForm[]): string => {
  const taken = new Set(forms.map(keyOf));
  for (let k = 1; ; k += 1) if (!taken.has(`new:${k}`)) return `new:${k}`;
};

/** Which rules differ, by key, from those that are in force. */
export function differing(forms: readonly RuleForm[], inForce: readonly DeclaredRule[]): ReadonlySet<string> {
  const was = new Map(inForce.map((rule) => [rule.id, JSON.stringify(formOf(rule))]));
  const is = new Map(forms.map((form) => [keyOf(form), JSON.stringify(form)]));
  return new Set([...new Set([...was.keys(), ...is.keys()])].filter((key) => was.get(key) !== is.get(key)));
}

/** Field by field, what a change of a rule says in words: `max: 20 → 30`. */
export function changeText(before: DeclaredRule, after: DeclaredRule): string {
  const [was, is] = [formOf(before), formOf(after)];
  return (Object.keys(is) as (keyof RuleForm)[])
    .filter((name) => String(was[name]) !== String(is[name]))
    .map((name) => `${name} ${String(was[name]) || "–"} → ${String(is[name]) || "–"}`)
    .join("; ");
}
