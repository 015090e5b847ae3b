/** What a step of business means for stock. */
export const MEANINGS = [
  "receipt",
  "shipment",
  "putaway",
  "pick",
  "transfer",
  "issue",
  "removal",
  "status",
  "none",
] as const;
export type Meaning = (typeof MEANINGS)[number];

export type Status = "available" | "quality" | "blocked";

/**
 * What the steps of the Core Business Vocabulary mean unless the mapping says otherwise. `none` changes no stock here:
 * what moves is told by the step before or after. A step that is not listed is quarantined, not guessed.
 */
export const STEPS: { readonly [step: string]: Meaning } = {
  receiving: "receipt",
  commissioning: "receipt",
  creating_class_instance: "receipt",
  shipping: "shipment",
  storing: "putaway",
  stocking: "putaway",
  picking: "pick",
  decommissioning: "removal",
  destroying: "removal",
  holding: "status",
  inspecting: "status",
  accepting: "none",
  arriving: "none",
  departing: "none",
  encoding: "none",
  entering_exiting: "none",
  loading: "none",
  packing: "none",
  sensor_reporting: "none",
  staging_outbound: "none",
  transporting: "none",
  unloading: "none",
  unpacking: "none",
};

/** The status of what has a disposition; one that is not listed says nothing about it. */
export const DISPOSITIONS: { readonly [disposition: string]: Status } = {
  active: "available",
  available: "available",
  conformant: "available",
  sellable_accessible: "available",
  sellable_not_accessible: "available",
  mismatch_class: "quality",
  mismatch_instance: "quality",
  mismatch_quantity: "quality",
  no_pedigree_match: "quality",
  unavailable: "quality",
  damaged: "blocked",
  expired: "blocked",
  needs_replacement: "blocked",
  non_conformant: "blocked",
  non_sellable_other: "blocked",
  recalled: "blocked",
  returned: "quality",
  stolen: "blocked",
};

/** How many of an item's unit are one of these (UN/ECE Recommendation 20), where items are in pieces, kg, l and m. */
export const UNITS: { readonly [uom: string]: number } = {
  EA: 1,
  H87: 1,
  C62: 1,
  PCE: 1,
  KGM: 1,
  GRM: 0.001,
  TNE: 1_000,
  LTR: 1,
  MLT: 0.001,
  HLT: 100,
  MTR: 1,
};

/** `receiving`, whether it is written alone, as a URN of EPCIS 1 or as a web address of GS1; private words stay whole. */
export function bare(word: string): string {
  const known =
    /^urn:epcglobal:cbv:(?:bizstep|disp|btt|sdt|er):(.+)$/i.exec(word) ??
    /^(?:https?:\/\/(?:ref\.gs1\.org|gs1\.org|www\.gs1\.org)\/(?:cbv|voc)\/|cbv:)(?:BizStep|Disp|BTT|SDT|ER)-(.+)$/i.exec(
      word,
    );
  return known?.[1] ?? word;
}
