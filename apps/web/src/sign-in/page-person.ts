let person: string | null = null;

/** Who the page was opened by, told while the session of that time still lasts. */
export function openedBy(who: string | null): void {
  person = who;
}

export const pagePerson = (): string | null => person;
