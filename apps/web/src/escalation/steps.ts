import type {
  Channel,
  EscalationPolicyStep,
  EscalationPolicyStepInput,
  Role,
  Roster,
} from "@lockstep/protocol/generated/schema";
import { t } from "../i18n/i18n.ts";
import { CALLED_ROLES, CHANNELS } from "./choices.ts";
import { roleWord } from "./words.ts";

/** Either a role, a team or a person, who may have the name of one. */
type Target =
  | { readonly role: Role; readonly team: null; readonly person: null }
  | { readonly role: null; readonly team: string; readonly person: null }
  | { readonly role: null; readonly team: null; readonly person: string };

/** A step of a policy as it is being changed. */
export type Step = Target & {
  readonly key: number;
  readonly minutes: string;
  readonly channels: readonly Channel[];
};

type StepGiven = Pick<EscalationPolicyStep, "afterMinutes" | "role" | "team" | "person" | "channels">;

export const stepsOf = (steps: readonly StepGiven[]): readonly Step[] =>
  steps.map(({ afterMinutes, role, team, person, channels }, key) => ({
    ...{ key, minutes: String(afterMinutes), channels },
    ...targetOf({ role, team, person }),
  }));

function targetOf({ role, team, person }: Pick<StepGiven, "role" | "team" | "person">): Target {
  if (role !== null) return { role, team: null, person: null };
  return team === null ? { role, team, person: person ?? "" } : { role, team, person: null };
}

export const inputOf = (steps: readonly Step[]): EscalationPolicyStepInput[] =>
  steps.map(({ minutes, channels, role, team, person }) => ({
    ...{ afterMinutes: Number(minutes), channels: [...channels] },
    ...(role !== null ? { role } : team === null ? { person } : { team }),
  }));

export const withOneMore = (steps: readonly Step[]): readonly Step[] => [
  ...steps,
  {
    key: Math.max(-1, ...steps.map(({ key }) => key)) + 1,
    minutes: steps.at(-1)?.minutes ?? "0",
    ...{ role: "PLANNER", team: null, person: null, channels: CHANNELS },
  },
];

const PERSON = "person:";
const TEAM = "team:";

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

/** Whom the roster has. */
export interface Callable {
  readonly people: readonly Named[];
  readonly teams: readonly string[];
}

/** Of a roster: its people, and the teams that its duties name. */
export const callableIn = ({ people, duties }: Pick<Roster, "people" | "duties">): Callable => ({
  people,
  teams: [...new Set(duties.flatMap(({ team }) => team ?? []))].sort(),
});

/**
 * Whom it may call: roles that are usually called, teams and people of the roster, and whom it calls already; a team's or a person's value
 * is none that a role has.
 */
export function targetsOf({ role, team, person }: Target, { people, teams }: Callable = { people: [], teams: [] }) {
  const known: readonly Role[] = CALLED_ROLES;
  const ofTeams = team === null || teams.includes(team) ? teams : [team, ...teams];
  const roles = role === null || known.includes(role) ? known : [role, ...known];
  const isListed = person === null || people.some(({ id }) => id === person);
  const named = isListed ? people : [{ id: person, name: person }, ...people];
  const options: readonly { readonly value: string; readonly text: string; readonly target: Target }[] = [
    ...roles.map((one) => ({
      value: one as string,
      text: roleWord(one),
      target: { role: one, team: null, person: null },
    })),
    ...ofTeams.map((one) => ({
      ...{ value: TEAM + one, text: t("escalation.teamOf", { team: one }) },
      target: { role: null, team: one, person: null },
    })),
    ...named.map(({ id, name }) => ({
      value: PERSON + id,
      text: name,
      target: { role: null, team: null, person: id },
    })),
  ];
  return { value: role ?? (team === null ? PERSON + person : TEAM + team), options };
}
