import { KEY } from "./identity.ts";

/** Who one can be in development. */
export const PERSONS = {
  dev: null,
  planner: "petra:planner",
  supervisor: "sam:supervisor",
  leader: "lea:leader",
} as const;

export type PersonKey = keyof typeof PERSONS;

export function currentPerson(): PersonKey | null {
  const as = localStorage.getItem(KEY);
  for (const [key, value] of Object.entries(PERSONS)) if (value === as) return key as PersonKey;
  return null;
}

/** Everything on the page belongs to the person who reads it: it starts anew. */
export function becomePerson(person: PersonKey): void {
  const token = PERSONS[person];
  if (token === null) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, token);
  window.location.reload();
}
