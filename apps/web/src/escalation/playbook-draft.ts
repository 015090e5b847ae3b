import type { Playbook, PlaybookStep, PlaybookStepInput, Role } from "@lockstep/protocol/generated/schema";

/** A step as it is being edited. */
export interface DraftStep {
  readonly key: number;
  readonly text: string;
  readonly ownerRole: Role;
  readonly minutes: string;
}

export const draftStepsOf = (playbook: Pick<Playbook, "steps"> | null): readonly DraftStep[] =>
  (playbook?.steps ?? []).map(({ text, ownerRole, minutes }: PlaybookStep, key) => ({
    ...{ key, text, ownerRole, minutes: String(minutes) },
  }));

/** As it is sent. What is no number is for the server to refuse, at its place: it is sent as one that no step can have. */
export const stepInputOf = (steps: readonly DraftStep[]): PlaybookStepInput[] =>
  steps.map(({ text, ownerRole, minutes }) => {
    const number = Number(minutes);
    return { text, ownerRole, minutes: minutes.trim() !== "" && Number.isInteger(number) ? number : -1 };
  });

export const withOneMoreStep = (steps: readonly DraftStep[]): readonly DraftStep[] => [
  ...steps,
  {
    key: Math.max(-1, ...steps.map(({ key }) => key)) + 1,
    ...{ text: "", ownerRole: steps.at(-1)?.ownerRole ?? "SUPERVISOR", minutes: steps.at(-1)?.minutes ?? "15" },
  },
];

export function movedUp(steps: readonly DraftStep[], place: number): readonly DraftStep[] {
  const [above, one] = [steps[place - 1], steps[place]];
  if (above === undefined || one === undefined) return steps;
  return steps.with(place - 1, one).with(place, above);
}

/**
 * What a change is made from, for the very site: what holds for every plant is no version of the plant's own playbook.
 */
export const expectedVersionOf = (playbook: Pick<Playbook, "site" | "version"> | null, site: string): number =>
  playbook !== null && playbook.site === site ? playbook.version : 0;
