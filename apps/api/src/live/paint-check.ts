/** More in one word, or words more often, are no page of ours. */
const MOST_SAMPLES = 20;
const WORDS_APART_MS = 500;
const LONGEST_MS = 600_000;

/** What one page says of the delays to its screen, in milliseconds: of what it sends, what can be true. */
export function createPaintCheck(): (said: unknown, at: number) => readonly number[] {
  let last = Number.NEGATIVE_INFINITY;
  return (said, at) => {
    if (!Array.isArray(said) || at - last < WORDS_APART_MS) return [];
    last = at;
    return said.slice(0, MOST_SAMPLES).filter((delay) => Number.isFinite(delay) && delay >= 0 && delay <= LONGEST_MS);
  };
}
