import type { QueryResolvers } from "@lockstep/protocol/generated/schema";
import { previewCause } from "../../commands/settle-cause.ts";
import { lineageOf } from "../../lineage/lineage.ts";
import { staleFiguresOf } from "../../lineage/stale-sources.ts";
import { asOf } from "../../query/as-of.ts";
import { policies, roster, stepsOutOfReach, whoWouldBeCalled } from "../../query/escalation.ts";
import { exception, exceptions } from "../../query/exceptions.ts";
import { findings, parked } from "../../query/findings.ts";
import { hold, purchaseOrderLine, transferOrder } from "../../query/logistics.ts";
import { orderLine, orderLines } from "../../query/order-lines.ts";
import { otif } from "../../query/otif.ts";
import { overview } from "../../query/overview.ts";
import { customers, sites, viewerRow } from "../../query/people.ts";
import { productionOrder, productionOrders, resource, resources, stockingPoint } from "../../query/production.ts";
import { mustSeeEverySite } from "../../query/quarantine.ts";
import { quarantineCause, quarantineCauses } from "../../query/quarantine-causes.ts";
import { deliveries, health, notifications } from "../../query/told.ts";
import { traceOf } from "../../query/trace.ts";
import { whatIf } from "../../query/what-if.ts";
import type { Context } from "../context.ts";

export const Query: QueryResolvers<Context> = {
  asOf: (_, __, { moment }) => asOf(moment),
  exceptions: (_, args, { moment }) => exceptions(moment, args),
  exception: (_, { id }, { moment }) => exception(moment, id),
  orderLines: (_, args, { moment }) => orderLines(moment, args),
  orderLine: (_, { id }, { moment }) => orderLine(moment, id),
  productionOrders: (_, args, { moment }) => productionOrders(moment, args),
  productionOrder: (_, { id }, { moment }) => productionOrder(moment, id),
  stockingPoint: (_, { id }, { moment }) => stockingPoint(moment, id),
  otif: (_, args, { moment, ledger }) => otif(moment, ledger, args),
  quarantine: (_, page, { moment, quarantine }) => quarantine.page(moment, page),
  quarantinedFact: (_, { id }, { moment, quarantine }) => {
    mustSeeEverySite(moment);
    return quarantine.find(id);
  },
  quarantineCauses: (_, page, { moment, stewards }) => quarantineCauses(moment, stewards, page),
  quarantineCause: (_, { id }, { moment, stewards }) => quarantineCause(moment, stewards, id),
  quarantineCausePreview: (_, args, context) => previewCause(context, args),
  findings: (_, page, { moment }) => findings(moment, page),
  parked: (_, page, { moment }) => parked(moment, page),
  feeds: (_, __, { moment }) => moment.view.feeds,
  viewer: (_, __, { moment }) => viewerRow(moment),
  overview: (_, { site }, { moment }) => overview(moment, site ?? null),
  sites: (_, __, { moment }) => sites(moment),
  resources: (_, { site }, { moment }) => resources(moment, site ?? null),
  resource: (_, { id }, { moment }) => resource(moment, id),
  customers: (_, __, { moment }) => customers(moment),
  purchaseOrderLine: (_, { id }, { moment }) => purchaseOrderLine(moment, id),
  transferOrder: (_, { id }, { moment }) => transferOrder(moment, id),
  whatIf: (_, args, { writer, viewer }) => whatIf(writer, viewer, args),
  trace: (_, args, { moment }) => traceOf(moment, args),
  lineage: (_, args, { moment, ledger }) => lineageOf(moment, ledger, args),
  staleFigures: (_, args, { moment, ledger }) => staleFiguresOf(moment, ledger, args),
  hold: (_, { id }, { moment }) => hold(moment, id),
  escalationPolicies: (_, __, { moment }) => policies(moment),
  roster: (_, { site }, { moment }) => roster(moment, site ?? null),
  wouldCall: (_, args, { moment, writer }) => whoWouldBeCalled(moment, writer.reach, args),
  unreachableSteps: (_, { site }, { moment }) => stepsOutOfReach(moment, site),
  notifications: (_, args, { moment, store }) => notifications(moment, store, args),
  deliveries: (_, args, { moment, store }) => deliveries(moment, store, args),
  escalationHealth: (_, __, { moment, store }) => health(moment, store),
};
