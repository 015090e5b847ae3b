/** What a fact of the stream is about. */
export type Kind =
  | "progress"
  | "scrap"
  | "machine"
  | "receipt"
  | "stock"
  | "purchase-date"
  | "new-line"
  | "line-change"
  | "replan"
  | "hold"
  | "estimate";

export type Mix = Readonly<Partial<Record<Kind, number>>>;

/** Shares of all facts. `stock`: counts, issues to orders, put-away and shipments. */
export const PUBLISHED: Mix = {
  progress: 0.66,
  scrap: 0.04,
  machine: 0.002,
  receipt: 0.12,
  stock: 0.1,
  "purchase-date": 0.06,
  "new-line": 0.018,
};

/** A bad day: machines stop twenty times as often, plans and orders are changed all the time. */
export const WILD: Mix = {
  progress: 0.36,
  scrap: 0.1,
  machine: 0.04,
  receipt: 0.1,
  stock: 0.12,
  "purchase-date": 0.1,
  "new-line": 0.04,
  "line-change": 0.06,
  replan: 0.05,
  hold: 0.02,
  estimate: 0.01,
};

/** The kinds in turn so that after any number of facts each has its share, to one fact. */
export function createTurns(mix: Mix): () => Kind {
  const shares = Object.entries(mix) as [Kind, number][];
  const owed = shares.map(() => 0);
  return () => {
    let most = 0;
    for (const [k, [, share]] of shares.entries()) {
      owed[k] = (owed[k] ?? 0) + share;
      if ((owed[k] ?? 0) > (owed[most] ?? 0)) most = k;
    }
    owed[most] = (owed[most] ?? 0) - 1;
    return shares[most]?.[0] ?? "progress";
  };
}
