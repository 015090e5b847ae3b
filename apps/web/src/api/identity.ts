/** Who one is in development: a token that names the person, kept by the browser, or set by `?as=name:role[:site,…]`. */
const KEY = "lockstep.as";

export const PERSONS = {
  dev: null,
  planner: "petra:planner",
  supervisor: "sam:supervisor",
  leader: "lea:leader",
} as const;

export type PersonKey = keyof typeof PERSONS;

/** Takes `?as=` over into the browser's memory and out of the address, so that a copied link does not carry a person. */
export function adoptPersonFromAddress(): void {
  const address = new URL(window.location.href);
  const as = address.searchParams.get("as");
  if (as === null) return;
  if (as === "" || as === "dev") localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, as);
  address.searchParams.delete("as");
  window.history.replaceState(null, "", address);
}

/** The token to send; null for the developer with every role. */
export function devToken(): string | null {
  const as = localStorage.getItem(KEY);
  return as === null ? null : `dev:${as}`;
}

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
