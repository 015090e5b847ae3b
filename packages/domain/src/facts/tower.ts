import { type Static, Type } from "typebox";
import { At, Id, Text } from "./vocabulary.ts";

/** A person's answer on exactly one target. */
export const EstimateTarget = Type.Object({
  resource: Type.Optional(Id),
  hold: Type.Optional(Id),
  purchaseOrderLine: Type.Optional(Id),
});

export const EstimateData = Type.Object({ target: EstimateTarget, at: At, by: Id, note: Type.Optional(Text) });
export type EstimateData = Static<typeof EstimateData>;
