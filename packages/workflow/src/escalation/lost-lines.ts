/** [E9] So many order lines are lost: what everybody may read who sees the exception, wherever the lines leave from. */
export const lostInWords = (count: number): string =>
  `${count === 1 ? "1 order line is" : `${count} order lines are`} lost, warn the customer`;

/** As it was written when the lines were named in it. */
const NAMED = /: order lines? .* (?:is|are) lost, warn the customer$/s;

/** A note of the timeline that was written when lines were named in it, without their names. */
export const withoutNames = (note: string, lost: readonly string[]): string =>
  note.replace(NAMED, `: ${lostInWords(lost.length)}`);

/** So many are named; all are counted. */
const MOST_LINES_NAMED = 5;

/** Some of the lines that are lost by name, for who may see those; of the rest how many there are. Null: none may be named. */
export function namedAmong(lost: readonly string[], mayBeNamed: (line: string) => boolean): string | null {
  const named = lost.filter(mayBeNamed).slice(0, MOST_LINES_NAMED);
  if (named.length === 0) return null;
  const rest = lost.length - named.length;
  return `${named.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}
