/** An amount, or a share of the value that was last taken, as in "2 %". */
export type DeadbandSize = number | string;

/** The value as far as it is another: one that has moved no further than the band from the last is the last. */
export function createDeadband(size: DeadbandSize): (value: number) => number {
  const band = bandOf(size);
  let last: number | null = null;
  return (value) => {
    if (last !== null && Math.abs(value - last) <= band(last)) return last;
    last = value;
    return value;
  };
}

export function bandOf(size: DeadbandSize): (last: number) => number {
  if (typeof size === "number") return () => size;
  const share = Number.parseFloat(size) / 100;
  return (last) => Math.abs(last) * share;
}
