import type { QuarantinedFactResolvers } from "@lockstep/protocol/generated/schema";
import { changesOf } from "../../query/quarantine.ts";
import type { Context } from "../context.ts";

export const QuarantinedFact: QuarantinedFactResolvers<Context> = {
  changes: ({ fact, corrected }) => (corrected === null ? [] : changesOf(fact, corrected)),
};
