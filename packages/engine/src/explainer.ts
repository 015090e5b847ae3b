import type { Network } from "./cause-rules.ts";
import { knownOrMade } from "./known-or-made.ts";
import type { Supply } from "./model.ts";
import { stepsOf } from "./path-text.ts";
import type { PathStep } from "./views.ts";
import { asUncertain, type Walk, walkFrom } from "./walk.ts";

/** What explanations have in common: lines that wait for the same supply go the same way from there. */
export interface Explainer {
  walkFrom(supply: Supply): Walk;
  /** The same way, where it is not late yet. */
  asUncertain(walk: Walk): Walk;
  /** The steps of a walk in words, with times as they are said at a site. */
  stepsOf(walk: Walk, site: string): readonly PathStep[];
}

/** Makes everything anew each time. */
export const plainExplainer = (network: Network): Explainer => ({
  walkFrom: (supply) => walkFrom(network, { at: "supply", supply, isFromShort: false }),
  asUncertain,
  stepsOf: (walk, site) => stepsOf(network, walk, site),
});

/** Remembers what it has made: good for as long as nothing in the network changes. */
export interface RememberingExplainer extends Explainer {
  forget(): void;
}

export function createExplainer(network: Network): RememberingExplainer {
  const plain = plainExplainer(network);
  const walks = new Map<Supply, Walk>();
  const uncertain = new Map<Walk, Walk>();
  /** By walk, as told at the site at which it was told last: nearly all are told at one. */
  const steps = new Map<Walk, { readonly site: string; readonly told: readonly PathStep[] }>();
  return {
    walkFrom: (supply) => knownOrMade(walks, supply, plain.walkFrom),
    asUncertain: (walk) => knownOrMade(uncertain, walk, plain.asUncertain),
    stepsOf(walk, site) {
      const known = steps.get(walk);
      if (known?.site === site) return known.told;
      const told = plain.stepsOf(walk, site);
      steps.set(walk, { site, told });
      return told;
    },
    forget() {
      for (const known of [walks, uncertain, steps]) if (known.size > 0) known.clear();
    },
  };
}
