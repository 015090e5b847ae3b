/**
 * Of so many things, of which all together fail and none does not, the first with which those up to it fail: its place. What
 * came last is looked at first, as what came before has been borne once. Asks about 3 times the logarithm of how far back it is.
 */
export function firstUnbearable(size: number, fails: (first: number) => boolean): number {
  let bad = size;
  let good = size;
  for (let back = 1; good === bad; back *= 4) {
    const first = Math.max(0, size - back);
    if (first === 0 || !fails(first)) good = first;
    else bad = good = first;
  }
  while (bad - good > 1) {
    const middle = (bad + good) >> 1;
    if (fails(middle)) bad = middle;
    else good = middle;
  }
  return bad - 1;
}
