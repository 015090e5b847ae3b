/** What one reads as a thousand and another as one, as 1,000. */
const AMBIGUOUS = /,\d{3}$/;

/** What was typed. Null: nothing is said. Undefined: it is no number, or may be two. */
export function numberIn(text: string): number | null | undefined {
  if (text.trim() === "") return null;
  if (AMBIGUOUS.test(text.trim())) return undefined;
  const number = Number(text.trim().replace(",", "."));
  return Number.isFinite(number) ? number : undefined;
}
