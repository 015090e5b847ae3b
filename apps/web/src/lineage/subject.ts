/** Of which figure the page shows where it comes from: `SALES_ORDER_LINE|SO-1/10|PROMISED_AT`. */
export interface LineageSubject {
  readonly of: string;
  readonly id: string;
  readonly figure: string;
}

/** An id may hold the mark, the words around it do not. */
export function lineageSubjectOf(text: string): LineageSubject | null {
  const [first, last] = [text.indexOf("|"), text.lastIndexOf("|")];
  if (first <= 0 || last <= first + 1 || last === text.length - 1) return null;
  return { of: text.slice(0, first), id: text.slice(first + 1, last), figure: text.slice(last + 1) };
}
