import type { MutationResolvers, QueryResolvers } from "@lockstep/protocol/generated/schema";
import { asGraphQLError } from "../errors.ts";
import type { Context } from "./context.ts";

/** What is answered of a past moment as it is of now; everything else is of now alone. */
const OF_THE_PAST: ReadonlySet<string> = new Set<keyof QueryResolvers>([
  "alarmPerformance",
  "asOf",
  "customers",
  "estimateAccuracy",
  "exception",
  "exceptions",
  "feeds",
  "findings",
  "foresight",
  "hold",
  "leadTimes",
  "lineage",
  "linesSaved",
  "mayDefineOtif",
  "oee",
  "orderLine",
  "orderLines",
  "otif",
  "otifComparison",
  "otifControlChart",
  "otifDefinitions",
  "otifFailures",
  "otifForecast",
  "otifPareto",
  "otifRevisions",
  "otifWaterfall",
  "overview",
  "parked",
  "pegging",
  "plan",
  "planChain",
  "planLosses",
  "planProgress",
  "planSurvival",
  "productionOrder",
  "productionOrders",
  "purchaseOrderLine",
  "resource",
  "resources",
  "scheduleAdherence",
  "sites",
  "staleFigures",
  "stockingPoint",
  "trace",
  "transferOrder",
  "viewer",
]);

type Resolvers = QueryResolvers<Context> | MutationResolvers<Context>;

/** Nothing is done to a past moment, and what is not kept of it is not made up. */
export function onlyWhatWas<R extends Resolvers>(resolvers: R): R {
  const guarded = Object.entries(resolvers).map(([name, resolve]) => {
    if (OF_THE_PAST.has(name)) return [name, resolve];
    return [
      name,
      (parent: unknown, args: unknown, context: Context, info: unknown) => {
        if (context.past !== null) {
          const message = `You look at a past moment, and ${name} is of now alone: ask again without the header lockstep-at.`;
          throw asGraphQLError({ code: "CONFLICT", message });
        }
        return (resolve as (...all: readonly unknown[]) => unknown)(parent, args, context, info);
      },
    ];
  });
  return Object.fromEntries(guarded) as R;
}
