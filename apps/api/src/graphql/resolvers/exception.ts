import type { ExceptionResolvers } from "@lockstep/protocol/generated/schema";
import { timeline } from "../../query/timeline.ts";
import type { Context } from "../context.ts";

export const Exception: ExceptionResolvers<Context> = {
  timeline: ({ id }, _, { moment }) => timeline(moment, id),
};
