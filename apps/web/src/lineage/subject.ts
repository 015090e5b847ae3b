/** Of which figure the page shows where it comes from: `SALES_ORDER_LINE|SO-1/10|PROMISED_AT`. */
export interface LineageSubject {
  readonly of: string;
  readonly id: string;
  readonly figure: string;
}

export const subjectText = ({ of, id, figure }: LineageSubject): string => `${of}|${id}|${figure}`;

/** Of a figure that is of no single thing: what it is of, and what narrows it. */
export function figureId(
  path: readonly string[],
  narrowed: Readonly<Record<string, string | readonly string[] | null | undefined>> = {},
): string {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(narrowed)) {
    if (value === null || value === undefined) continue;
    for (const one of typeof value === "string" ? [value] : value) words.append(name, one);
  }
  const steps = path.map((step) => encodeURIComponent(step)).join("/");
  return words.size === 0 ? steps : `${steps}?${words.toString()}`;
}

/** An id may hold the mark, the words around it do not. */
export function lineageSubjectOf(text: string): LineageSubject | null {
  const [first, last] = [text.indexOf("|"), text.lastIndexOf("|")];
  if (first <= 0 || last <= first + 1 || last === text.length - 1) return null;
  return { of: text.slice(0, first), id: text.slice(first + 1, last), figure: text.slice(last + 1) };
}
