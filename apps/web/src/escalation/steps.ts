import type {
  Channel,
  EscalationPolicyStep,
  EscalationPolicyStepInput,
  Role,
} from "@lockstep/protocol/generated/schema";
import { CALLED_ROLES, CHANNELS } from "./choices.ts";
import { roleWord } from "./words.ts";

/** Either a role or a person, who may have the name of one. */
type Target = { readonly role: Role; readonly person: null } | { readonly role: null; readonly person: string };

/** A step of a policy as it is being changed. */
export type Step = Target & {
  readonly key: number;
  readonly minutes: string;
  readonly channels: readonly Channel[];
};

type StepGiven = Pick<EscalationPolicyStep, "afterMinutes" | "role" | "person" | "channels">;

export const stepsOf = (steps: readonly StepGiven[]): readonly Step[] =>
  steps.map(({ afterMinutes, role, person, channels }, key) => ({
    ...{ key, minutes: String(afterMinutes), channels },
    ...(role === null ? { role, person: person ?? "" } : { role, person: null }),
  }));

export const inputOf = (steps: readonly Step[]): EscalationPolicyStepInput[] =>
  steps.map(({ minutes, channels, role, person }) => ({
    ...{ afterMinutes: Number(minutes), channels: [...channels] },
    ...(role === null ? { person } : { role }),
  }));

export const withOneMore = (steps: readonly Step[]): readonly Step[] => [
  ...steps,
  {
    key: Math.max(-1, ...steps.map(({ key }) => key)) + 1,
    minutes: steps.at(-1)?.minutes ?? "0",
    ...{ role: "PLANNER", person: null, channels: CHANNELS },
  },
];

const PERSON = "person:";

/** The step of one place changes places with the one before or behind it. */
export function moved(steps: readonly Step[], place: number, by: -1 | 1): readonly Step[] {
  const one = steps[place];
  const other = steps[place + by];
  if (one === undefined || other === undefined) return steps;
  // Minutes belong to the place: steps stand in the order in which they come.
  return steps.map((step, k) => {
    if (k === place) return { ...other, minutes: one.minutes };
    return k === place + by ? { ...one, minutes: other.minutes } : step;
  });
}

/** Somebody who can be called by name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/**
 * Whom it may call: roles that are usually called, people of the roster, and whom it calls already; a person's value is none that a
 * role has.
 */
export function targetsOf({ role, person }: Target, people: readonly Named[] = []) {
  const known: readonly Role[] = CALLED_ROLES;
  const roles = role === null || known.includes(role) ? known : [role, ...known];
  const isListed = person === null || people.some(({ id }) => id === person);
  const named = isListed ? people : [{ id: person, name: person }, ...people];
  const options: readonly { readonly value: string; readonly text: string; readonly target: Target }[] = [
    ...roles.map((one) => ({ value: one as string, text: roleWord(one), target: { role: one, person: null } })),
    ...named.map(({ id, name }) => ({ value: PERSON + id, text: name, target: { role: null, person: id } })),
  ];
  return { value: role ?? PERSON + person, options };
}
