/**
 * 1 − Φ(z), the chance that a standard normal variable is above z, to about 1e-14: a power series of Φ near zero and the
 * continued fraction of the tail beyond (Abramowitz and Stegun, 26.2.11 and 26.2.14).
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
  return z < 3 ? 0.5 - density * series(z) : density / fraction(z);
}

function series(z: number): number {
  let term = z;
  let total = z;
  for (let k = 3; Math.abs(term) > 1e-17 * Math.abs(total); k += 2) {
    term *= (z * z) / k;
    total += term;
  }
  return total;
}

/** The further out, the sooner it has settled: after 50 terms at 3, 18 at 6, 5 at 38. */
function fraction(z: number): number {
  let value = z;
  for (let k = Math.ceil(12 + 400 / (z * z)); k > 0; k--) value = z + k / value;
  return value;
}

/** 1 − Φ(slack / sigma); without spread a step. */
export function chanceOfDelay(slackHours: number, sigmaHours: number): number {
  if (sigmaHours === 0) return slackHours < 0 ? 1 : 0;
  return normalTail(slackHours / sigmaHours);
}
