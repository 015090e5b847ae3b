/** Measured delay from a fact's receipt to its place on the screen, over a sliding window. */
export interface DelayFigures {
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly n: number;
}

const WINDOW_MS = 5 * 60_000;
const MOST = 2_000;

export interface DelayMeter {
  record(sample: { readonly delayMs: number; readonly at: number }): void;
  /** Null while nothing has been measured in the window: no data is never 0. */
  figures(now: number): DelayFigures | null;
}

export function createDelayMeter(): DelayMeter {
  let samples: { delayMs: number; at: number }[] = [];
  const prune = (now: number): void => {
    samples = samples.filter((sample) => sample.at > now - WINDOW_MS).slice(-MOST);
  };
  return {
    record(sample) {
      samples.push({ delayMs: Math.max(0, sample.delayMs), at: sample.at });
      if (samples.length > MOST * 1.5) prune(sample.at);
    },
    figures(now) {
      prune(now);
      if (samples.length === 0) return null;
      const sorted = samples.map((sample) => sample.delayMs).sort((a, b) => a - b);
      return { p50Ms: quantile(sorted, 0.5), p95Ms: quantile(sorted, 0.95), n: sorted.length };
    },
  };
}

/** Nearest rank. */
function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}
