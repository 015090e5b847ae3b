import type { QueryResolvers } from "@lockstep/protocol/generated/schema";
import { feedTokenRow } from "../../commands/feed-token-commands.ts";
import { draftOf } from "../../commands/put-directory.ts";
import { previewCause } from "../../commands/settle-cause.ts";
import { may, rightToField } from "../../identity/rights.ts";
import { firstReadsFor } from "../../lineage/first-reads.ts";
import { lineageOf } from "../../lineage/lineage.ts";
import { staleFiguresOf } from "../../lineage/stale-sources.ts";
import { accountRow } from "../../query/accounts.ts";
import { scheduleAdherence } from "../../query/adherence.ts";
import { alarmPerformance } from "../../query/alarm-performance.ts";
import { asOf } from "../../query/as-of.ts";
import { auditDetail, auditPage, auditVerification } from "../../query/audit.ts";
import { digestPreview } from "../../query/digest-preview.ts";
import {
  maySettleCalls,
  policies,
  policyDraft,
  roster,
  stepsOutOfReach,
  whoWouldBeCalled,
} from "../../query/escalation.ts";
import { estimateAccuracy } from "../../query/estimate-accuracy.ts";
import { exception, exceptions } from "../../query/exceptions.ts";
import { findings, parked } from "../../query/findings.ts";
import { foresight, linesSaved } from "../../query/foresight.ts";
import { handoverNow, handovers } from "../../query/handover.ts";
import { leadTimes } from "../../query/lead-times.ts";
import { hold, purchaseOrderLine, transferOrder } from "../../query/logistics.ts";
import { mentioned } from "../../query/mentioned.ts";
import { oee } from "../../query/oee.ts";
import { orderLine, orderLines } from "../../query/order-lines.ts";
import { otif } from "../../query/otif.ts";
import { otifDefinitionPreview } from "../../query/otif-definition-preview.ts";
import { otifDefinitions, otifRevisions } from "../../query/otif-definitions.ts";
import { otifFailures, otifPareto } from "../../query/otif-failures.ts";
import { otifComparison, otifControlChart, otifWaterfall } from "../../query/otif-figures.ts";
import { otifForecast } from "../../query/otif-forecast.ts";
import { overview } from "../../query/overview.ts";
import { customers, sites, viewerRow } from "../../query/people.ts";
import { plan } from "../../query/plan.ts";
import { planChain } from "../../query/plan-chain.ts";
import { planLosses } from "../../query/plan-losses.ts";
import { pegging } from "../../query/plan-pegging.ts";
import { planProgress } from "../../query/plan-progress.ts";
import { playbooksAt } from "../../query/playbooks.ts";
import { productionOrder, productionOrders, resource, resources, stockingPoint } from "../../query/production.ts";
import { pushDevices } from "../../query/push-devices.ts";
import { quarantineCause, quarantineCauses } from "../../query/quarantine-causes.ts";
import { previewRules } from "../../query/rule-preview.ts";
import { builtInRules, ruleHits, ruleSet, ruleSetVersions } from "../../query/rule-sets.ts";
import { planSurvival } from "../../query/survival.ts";
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
  otif: (_, args, { moment }) => otif(moment, args),
  quarantine: (_, page, { moment, quarantine }) => quarantine.page(moment, page),
  quarantinedFact: (_, { id }, { quarantine }) => quarantine.find(id),
  quarantineCauses: (_, page, { moment, stewards }) => quarantineCauses(moment, stewards, page),
  quarantineCause: (_, { id }, { moment, stewards }) => quarantineCause(moment, stewards, id),
  quarantineCausePreview: (_, args, context) => previewCause(context, args),
  ruleSet: (_, { version }, context) => ruleSet(context, version ?? null),
  ruleSetVersions: (_, args, context) => ruleSetVersions(context, args),
  builtInRules: () => builtInRules(),
  ruleHits: (_, args, context) => ruleHits(context, args),
  ruleSetPreview: (_, args, context) => previewRules(context, args),
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
  lineage: (_, args, { moment, ledger, seen, viewer, past, writer }) => {
    const asked = firstReadsFor(args, seen);
    if (asked === null) return lineageOf(moment, { ledger, reads: new Map() }, args);
    // The view moves on while they are asked for.
    return asked.then((reads) => lineageOf({ viewer, view: past?.view ?? writer.view }, { ledger, reads }, args));
  },
  staleFigures: (_, args, { moment, ledger }) => staleFiguresOf(moment, ledger, args),
  hold: (_, { id }, { moment }) => hold(moment, id),
  plan: (_, args, { moment, ledger, toldPlans }) => {
    const whole = plan(moment, ledger, args);
    return whole && toldPlans.tell(whole, { by: moment.viewer, since: args.since });
  },
  planChain: (_, { operation }, { moment }) => planChain(moment, operation),
  planProgress: (_, args, { moment, ledger }) => planProgress(moment, ledger, args),
  planLosses: (_, args, { moment, ledger }) => planLosses(moment, ledger, args),
  pegging: (_, { line }, { moment }) => pegging(moment, line),
  feedTokens: (_, __, { feedTokens }) => feedTokens.all().map(feedTokenRow),
  accounts: (_, __, { accounts }) => accounts.all().map(accountRow),
  otifDefinitions: (_, __, { moment }) => otifDefinitions(moment),
  mayDefineOtif: (_, __, { viewer, past }) =>
    past === null && may(rightToField("Mutation.declareOtifDefinition"), viewer).ok,
  otifDefinitionPreview: (_, args, { moment }) => otifDefinitionPreview(moment, args),
  otifComparison: (_, args, { moment }) => otifComparison(moment, args),
  otifFailures: (_, args, { moment }) => otifFailures(moment, args),
  otifPareto: (_, args, { moment }) => otifPareto(moment, args),
  otifWaterfall: (_, args, { moment }) => otifWaterfall(moment, args),
  otifControlChart: (_, args, { moment }) => otifControlChart(moment, args),
  otifForecast: (_, args, { moment }) => otifForecast(moment, args),
  otifRevisions: (_, args, { moment }) => otifRevisions(moment, args),
  scheduleAdherence: (_, args, { moment, ledger }) => scheduleAdherence(moment, ledger, args),
  planSurvival: (_, args, { moment, ledger }) => planSurvival(moment, ledger, args),
  oee: (_, args, { moment, ledger }) => oee(moment, ledger, args),
  leadTimes: (_, args, { moment, ledger }) => leadTimes(moment, ledger, args),
  foresight: (_, args, { moment }) => foresight(moment, args),
  digestPreview: (_, args, { moment, ledger, writer }) => digestPreview(moment, { ledger, reach: writer.reach }, args),
  linesSaved: (_, args, { moment }) => linesSaved(moment, args),
  estimateAccuracy: (_, args, { moment }) => estimateAccuracy(moment, args),
  alarmPerformance: (_, args, { moment, seen }) => alarmPerformance(moment, seen, args),
  escalationPolicies: (_, __, { moment }) => policies(moment),
  roster: (_, { site }, { moment }) => roster(moment, site ?? null),
  maySettleCalls: (_, { site }, { moment }) => maySettleCalls(moment, site ?? null),
  wouldCall: (_, args, { moment, writer }) => whoWouldBeCalled(moment, writer.reach, args),
  unreachableSteps: (_, { site }, { moment, writer }) => stepsOutOfReach(moment, writer.reach, site),
  policyDraft: (_, { site, resource, policy }, context) =>
    policyDraft(context.moment, context.writer.reach, {
      ...{ site, resource: resource ?? null, policy: draftOf(context, policy) },
    }),
  pushDevices: (_, __, { moment, writer }) => pushDevices(moment, writer),
  playbooks: (_, { site }, { moment }) => playbooksAt(moment, site),
  handover: (_, args, { moment, ledger }) => handoverNow(moment, ledger, args),
  handovers: (_, args, { moment }) => handovers(moment, args),
  notifications: (_, args, { moment, seen }) => notifications(moment, seen, args),
  deliveries: (_, args, { moment, seen }) => deliveries(moment, seen, args),
  escalationHealth: (_, __, { moment, store }) => health(moment, store),
  mentioned: (_, args, { moment }) => mentioned(moment, args),
  audit: (_, args, { moment, seen }) => auditPage(moment, seen, args),
  auditRecord: (_, { number }, { moment, seen }) => auditDetail(moment, seen, number),
  auditVerification: (_, __, { auditVerifier }) => auditVerification(auditVerifier.latest),
};
