import type { OutRuleShape } from "@lockstep/protocol/outgoing";

/** What may hold a command back, in the order in which it is offered. */
export const OUT_RULES = [
  "more-than-ordered",
  "components-short",
  "order-closed",
  "counter-jump",
  "quarantined-facts",
  "approval",
] as const;
export type OutRuleName = (typeof OUT_RULES)[number];

export const ASKS = ["always", "reversals", "over"] as const;

/** A rule as it is edited; `figure` is its share in percent, its multiple of the rate, or its quantity. */
export interface OutRuleForm {
  readonly rule: OutRuleName;
  readonly ask: (typeof ASKS)[number];
  readonly figure: string;
}

const BEGINNING: Readonly<Record<OutRuleName, string>> = {
  "more-than-ordered": "5",
  "components-short": "",
  "order-closed": "",
  "counter-jump": "3",
  "quarantined-facts": "",
  approval: "100",
};

export const newOutRule = (rule: OutRuleName): OutRuleForm => ({ rule, ask: "reversals", figure: BEGINNING[rule] });

export const hasFigure = ({ rule, ask }: OutRuleForm): boolean =>
  rule === "more-than-ordered" || rule === "counter-jump" || (rule === "approval" && ask === "over");

export function outFormsOf(rules: readonly OutRuleShape[]): readonly OutRuleForm[] {
  return rules.flatMap((shape) => {
    const rule = OUT_RULES.find((one) => one === shape.rule);
    if (rule === undefined) return [];
    const { tolerance, timesRate, quantity, ask = "reversals" } = shape;
    const figure = tolerance === undefined ? (timesRate ?? quantity) : exact(tolerance * 100);
    return [{ rule, ask, figure: figure === undefined ? newOutRule(rule).figure : String(figure) }];
  });
}

/** As `connectors.yaml` has it, or the text that is no number. */
export function outShapeOf(form: OutRuleForm): OutRuleShape | { readonly found: string } {
  const { rule, ask, figure } = form;
  const value = figure.trim() === "" ? Number.NaN : Number(figure);
  if (hasFigure(form) && !(value >= 0 && Number.isFinite(value))) return { found: figure };
  switch (rule) {
    case "more-than-ordered":
      return { rule, tolerance: exact(value / 100) };
    case "counter-jump":
      return { rule, timesRate: value };
    case "approval":
      return { rule, ask, ...(ask === "over" ? { quantity: value } : {}) };
    default:
      return { rule };
  }
}

const exact = (value: number): number => Number(value.toPrecision(12));

/** The lines that declare them, under `back` of the connector. */
export function yamlOf(rules: readonly OutRuleShape[], version: number): string {
  const lines = rules.map((rule) => {
    const settings = Object.entries(rule).map(([name, value]) => `${name}: ${value}`);
    return `  - { ${settings.join(", ")} }`;
  });
  return [`version: ${version}`, ...(lines.length === 0 ? ["rules: []"] : ["rules:", ...lines])].join("\n");
}
