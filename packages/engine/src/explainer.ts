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
export function createExplainer(network: Network): Explainer {
  const plain = plainExplainer(network);
  const walks = new Map<Supply, Walk>();
  const uncertain = new Map<Walk, Walk>();
  const steps = new Map<string, Map<Walk, readonly PathStep[]>>();
  return {
    walkFrom: (supply) => knownOrMade(walks, supply, plain.walkFrom),
    asUncertain: (walk) => knownOrMade(uncertain, walk, plain.asUncertain),
    stepsOf: (walk, site) =>
      knownOrMade(
        knownOrMade(steps, site, () => new Map()),
        walk,
        () => plain.stepsOf(walk, site),
      ),
  };
}
