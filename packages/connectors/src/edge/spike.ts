/** Holds back a value that jumps, until a second reading lies as far away; null while it is held back. */
export function createSpikeGate(jump: number): (value: number) => number | null {
  let last: number | null = null;
  let odd: number | null = null;
  return (value) => {
    const isBelievable = last === null || Math.abs(value - last) <= jump;
    const isConfirmed = odd !== null && Math.abs(value - odd) <= jump;
    if (!isBelievable && !isConfirmed) {
      odd = value;
      return null;
    }
    odd = null;
    last = value;
    return value;
  };
}
