import { ok, type Result, refuse } from "@lockstep/domain/result";
import { Ajv } from "ajv";
import { type Static, Type } from "typebox";

const closed = { additionalProperties: false };
const Amount = Type.Number({ minimum: 0 });

const Rule = Type.Union([
  /** More is made than was ordered, by more than this share of it. */
  Type.Object({ rule: Type.Literal("more-than-ordered"), tolerance: Amount }, closed),
  /** A component would go below zero. */
  Type.Object({ rule: Type.Literal("components-short") }, closed),
  /** The ERP says that the order is over. */
  Type.Object({ rule: Type.Literal("order-closed") }, closed),
  /** A count rose faster than so many times what its line can make. */
  Type.Object({ rule: Type.Literal("counter-jump"), timesRate: Type.Number({ exclusiveMinimum: 0 }) }, closed),
  /** Facts of the order lie in quarantine. */
  Type.Object({ rule: Type.Literal("quarantined-facts") }, closed),
  /** A person has to agree. */
  Type.Object(
    {
      rule: Type.Literal("approval"),
      ask: Type.Union([Type.Literal("always"), Type.Literal("reversals"), Type.Literal("over")]),
      quantity: Type.Optional(Amount),
    },
    closed,
  ),
]);

/** What is told to a system of what was verified on the floor, and what keeps it back. */
export const Back = Type.Object(
  {
    /** Stands with each command that was judged by these rules: raise it with every change of them. */
    version: Type.Integer({ minimum: 1 }),
    confirm: Type.Optional(
      Type.Object(
        {
          when: Type.Union([Type.Literal("done"), Type.Literal("progress")]),
          /** With `progress`: whenever so many more were made. */
          every: Type.Optional(Type.Number({ exclusiveMinimum: 0 })),
          /** What was reported last before then is not told: the ERP knows it already. */
          since: Type.Optional(Type.String({ maxLength: 40 })),
        },
        closed,
      ),
    ),
    /** Stock on which quality has put its hand goes to this location, and back from it. */
    holds: Type.Optional(Type.Object({ to: Type.String({ minLength: 1, maxLength: 200 }) }, closed)),
    rules: Type.Optional(Type.Array(Rule)),
  },
  closed,
);
export type Back = Static<typeof Back>;

const ajv = new Ajv({ strict: true });
const Rules = Type.Array(Rule, { maxItems: 50 });

/** Rules that somebody considers, or in one line what is wrong with them. */
export function readOutRules(value: unknown): Result<readonly Static<typeof Rule>[], string> {
  if (!ajv.validate<Static<typeof Rules>>(Rules, value)) {
    return refuse(
      "The rules are a list such as [{ rule: more-than-ordered, tolerance: 0.05 }]: write them as connectors.yaml has them.",
    );
  }
  const wrong = checkBack({ version: 1, rules: value });
  return wrong === null ? ok(value) : refuse(`${wrong.replace("back.rules: ", "")}: say how much.`);
}

/** What of it cannot work, in one line from the place where it stands; null if all can. */
export function checkBack(back: Back | undefined): string | null {
  if (back?.confirm?.when === "progress" && back.confirm.every === undefined) {
    return "back.confirm.every must say after how many pieces progress is told";
  }
  if (back?.confirm?.since !== undefined && Number.isNaN(Date.parse(back.confirm.since))) {
    return "back.confirm.since must be an instant such as 2026-03-02T00:00:00Z";
  }
  const over = back?.rules?.find((one) => one.rule === "approval" && one.ask === "over" && one.quantity === undefined);
  return over === undefined ? null : "back.rules: approval over needs a quantity";
}
