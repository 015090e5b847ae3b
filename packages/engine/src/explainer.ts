import type { Network } from "./cause-rules.ts";
import { knownOrMade } from "./known-or-made.ts";
import type { Supply } from "./model.ts";
import { stepsOf } from "./path-text.ts";
import type { PathStep } from "./views.ts";
import { asUncertain, type Tails, type Walk, type WalkStep, walkFrom } from "./walk.ts";

/** What explanations have in common: lines that wait for the same supply go the same way from there. */
export interface Explainer {
  walkFrom(supply: Supply): Walk;
  /** From a point that lacks so much. */
  walkShort(point: string, quantity: number): Walk;
  /** The same way, where it is not late yet. */
  asUncertain(walk: Walk): Walk;
  /** The steps of a walk in words, with times as they are said at a site. */
  stepsOf(walk: Walk, site: string): readonly PathStep[];
}

/** Makes everything anew each time. */
export const plainExplainer = (network: Network): Explainer => ({
  walkFrom: (supply) => walkFrom(network, { at: "supply", supply, isFromShort: false }),
  walkShort: (point, quantity) => walkFrom(network, { at: "short", point, quantity }),
  asUncertain,
  stepsOf: (walk, site) => stepsOf(network, walk, site),
});

/** Remembers what it has made: good for as long as nothing in the network changes. */
export interface RememberingExplainer extends Explainer {
  /** At how many places it was asked what binds; grows only. */
  readonly looked: number;
  forget(): void;
}

export function createExplainer(network: Network): RememberingExplainer {
  const plain = plainExplainer(network);
  const walks = new Map<Supply, Walk>();
  // In a long queue each waits behind the one before: ways are as long as the queue, and nearly all of them the same.
  const tails: Tails = { of: new Map(), looked: 0 };
  const told = new Map<string, Map<WalkStep, PathStep>>();
  const uncertain = new Map<Walk, Walk>();
  /** By walk, as told at the site at which it was told last: nearly all are told at one. */
  const steps = new Map<Walk, { readonly site: string; readonly told: readonly PathStep[] }>();
  return {
    get looked() {
      return tails.looked;
    },
    walkFrom: (supply) =>
      knownOrMade(walks, supply, () => walkFrom(network, { at: "supply", supply, isFromShort: false }, tails)),
    walkShort: (point, quantity) => walkFrom(network, { at: "short", point, quantity }, tails),
    asUncertain: (walk) => knownOrMade(uncertain, walk, plain.asUncertain),
    stepsOf(walk, site) {
      const known = steps.get(walk);
      if (known?.site === site) return known.told;
      const own = knownOrMade(told, site, () => new Map());
      const path = stepsOf(network, walk, site, own);
      steps.set(walk, { site, told: path });
      return path;
    },
    forget() {
      for (const known of [walks, uncertain, steps, tails.of, told]) if (known.size > 0) known.clear();
    },
  };
}
