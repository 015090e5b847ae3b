import { type DocumentNode, visit } from "graphql";
import type { Asked } from "../engine-thread/protocol.ts";

/** What a field is made of that the engine makes only when somebody asks, by the field's name. */
const MADE_OF: { readonly [field: string]: readonly Asked[] } = {
  findings: ["findings"],
  ruleHits: ["findings"],
  parked: ["parked"],
  overview: ["findings", "parked"],
  stateHash: ["stateHash"],
  evidence: ["stateHash"],
  stockingPoint: ["points"],
  planChain: ["points"],
  pegging: ["points"],
  lineage: ["points"],
  staleSources: ["points"],
  staleFigures: ["points"],
  quarantine: ["points"],
  quarantinedFact: ["points"],
  quarantineCauses: ["points"],
  quarantineCause: ["points"],
};

/** All that a question may need of it, wherever it asks. */
export function askedIn(document: DocumentNode): readonly Asked[] {
  const asked = new Set<Asked>();
  visit(document, {
    Field: ({ name }) => {
      for (const one of Object.hasOwn(MADE_OF, name.value) ? (MADE_OF[name.value] ?? []) : []) asked.add(one);
    },
  });
  return [...asked];
}
