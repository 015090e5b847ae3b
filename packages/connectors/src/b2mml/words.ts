/** The versions that are read and written; each has a namespace of its own, and elements with names of its own. */
export type Version = "V0701" | "V0401";
export const VERSIONS = ["V0701", "V0401"] as const satisfies readonly Version[];

/** What is told of: a schedule, a performance, or lots of material. */
export type Noun = "schedule" | "performance" | "material" | "lot";

export interface Words {
  readonly namespace: string;
  readonly nouns: { readonly [N in Noun]: string };
  readonly request: string;
  readonly response: string;
  /** In a response, the request that it answers. */
  readonly requestId: string;
  /** Where something belongs, and the place within it. */
  readonly scope: string;
  readonly scopeChild: string;
  readonly parameter: string;
  readonly data: string;
  /** Requirements and actuals of material; those with a use in their name first. */
  readonly requirements: readonly string[];
  readonly actuals: readonly string[];
}

export const WORDS: { readonly [V in Version]: Words } = {
  V0701: {
    namespace: "http://www.mesa.org/xml/B2MML",
    nouns: {
      schedule: "OperationsSchedule",
      performance: "OperationsPerformance",
      material: "MaterialInformation",
      lot: "MaterialLot",
    },
    request: "OperationsRequest",
    response: "OperationsResponse",
    requestId: "OperationsRequestID",
    scope: "HierarchyScope",
    scopeChild: "HierarchyScopeChild",
    parameter: "SegmentParameter",
    data: "SegmentData",
    requirements: ["MaterialRequirement"],
    actuals: ["MaterialActual"],
  },
  V0401: {
    namespace: "http://www.wbf.org/xml/B2MML-V0401",
    nouns: {
      schedule: "ProductionSchedule",
      performance: "ProductionPerformance",
      material: "MaterialInformation",
      lot: "MaterialLot",
    },
    request: "ProductionRequest",
    response: "ProductionResponse",
    requestId: "ProductionRequestID",
    scope: "Location",
    scopeChild: "Location",
    parameter: "ProductionParameter",
    data: "ProductionData",
    requirements: [
      "MaterialProducedRequirement",
      "MaterialConsumedRequirement",
      "ConsumableExpectedRequirement",
      "MaterialRequirement",
    ],
    actuals: ["MaterialProducedActual", "MaterialConsumedActual", "ConsumableActual", "MaterialActual"],
  },
};

/** What a use in an element's name says. */
export const USE_IN_NAME: { readonly [name: string]: string } = {
  MaterialProducedRequirement: "Produced",
  MaterialConsumedRequirement: "Consumed",
  ConsumableExpectedRequirement: "Consumable",
  MaterialProducedActual: "Produced",
  MaterialConsumedActual: "Consumed",
  ConsumableActual: "Consumable",
};

/** `V0600` of a namespace that is B2MML's, but of another version. */
export function otherVersion(namespace: string): string | null {
  const known = /^https?:\/\/www\.(?:mesa|wbf)\.org\/xml\/b2mml(?:-(v\d+))?$/i.exec(namespace);
  return known === null ? null : (known[1]?.toUpperCase() ?? "another version");
}
