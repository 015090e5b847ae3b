/**
 * How many of these stand in a rising order once as few as possible are taken out (longest increasing subsequence). Equal ones
 * are in order: what began at the same moment has overtaken nothing.
 */
export function longestRising(values: readonly number[]): number {
  // The least last value of a rising row of each length.
  const ends: number[] = [];
  for (const value of values) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] ?? 0) <= value) low = middle + 1;
      else high = middle;
    }
    ends[low] = value;
  }
  return ends.length;
}
