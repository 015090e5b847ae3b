/**
 * A sum that keeps what each addition rounds off (A. Neumaier, 1974): the order of the parts makes no difference to it, unless it
 * is lost twice over.
 */
export interface ExactSum {
  total: number;
  lost: number;
}

export const sumFrom = (start: number): ExactSum => ({ total: start, lost: 0 });

export function addPart(sum: ExactSum, part: number): void {
  const { total } = sum;
  const next = total + part;
  sum.lost += Math.abs(total) >= Math.abs(part) ? total - next + part : part - next + total;
  sum.total = next;
}

export const totalOf = ({ total, lost }: ExactSum): number => total + lost;
