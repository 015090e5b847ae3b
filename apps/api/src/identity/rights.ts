import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Mutation, Query, Role } from "@lockstep/protocol/generated/schema";
import type { LiveTopic } from "@lockstep/protocol/live";
import type { Refusal } from "../errors.ts";
import type { ExportName } from "../http/export-names.ts";
import { hasEveryRight, hasRole, type Viewer } from "./viewer.ts";

/** Who may ask for something. What of it they are shown, and at which sites, follows from their scope. */
export interface Right {
  /** One of these roles; `signed-in`: whoever has any; `all`: who has all of them; `anybody`: also who is not known. */
  readonly roles: readonly Role[] | "signed-in" | "all" | "anybody";
  /** `every`: only who sees every site. */
  readonly sites: "own" | "every";
  /** Whether a program with a feed's token may. */
  readonly isForFeeds?: true;
  /** What is said to those who may not. */
  readonly why: string;
}

const anybody: Right = { roles: "anybody", sites: "own", why: "" };
const reading: Right = { roles: "signed-in", sites: "own", why: "This is for people who have a role: ask for one." };
const QUARANTINE = "Quarantined facts belong to no site: they are shown to those who see every site.";
const lookingAtQuarantine: Right = { roles: "signed-in", sites: "every", why: QUARANTINE };
const settling: Right = {
  roles: ["STEWARD", "ADMINISTRATOR"],
  sites: "every",
  why: "Quarantined facts are settled by stewards who see every site: ask one of them.",
};
const acting: Right = {
  roles: ["PLANNER", "SUPERVISOR", "PLANT_MANAGER", "ADMINISTRATOR"],
  sites: "own",
  why: "Exceptions are acted on by planners, supervisors, plant managers and administrators: ask one of them.",
};
const thinking: Right = {
  roles: ["PLANNER", "SUPERVISOR", "PLANT_MANAGER", "LEADER"],
  sites: "own",
  why: "What-if is for planners, supervisors, plant managers and leaders: ask for one of these roles.",
};
const sending: Right = {
  roles: ["INTEGRATOR", "STEWARD", "ADMINISTRATOR"],
  sites: "own",
  isForFeeds: true,
  why: "Facts are sent by integrators, stewards and administrators: ask one of them.",
};
const bringingIn: Right = {
  roles: ["INTEGRATOR", "STEWARD", "ADMINISTRATOR"],
  sites: "own",
  why: "Files are brought in by integrators, stewards and administrators: ask one of them.",
};
const integrating: Right = {
  roles: ["INTEGRATOR", "ADMINISTRATOR"],
  sites: "own",
  why: "This is for integrators and administrators: ask one of them.",
};
const integratingAll: Right = {
  roles: ["INTEGRATOR", "ADMINISTRATOR"],
  sites: "every",
  why: "This is for integrators and administrators who see every site: ask one of them.",
};
const settlingOutgoing: Right = {
  roles: ["PLANNER", "STEWARD", "INTEGRATOR", "ADMINISTRATOR"],
  sites: "own",
  why: "Commands are settled by planners, stewards, integrators and administrators: ask one of them.",
};

const defining: Right = {
  roles: ["LEADER", "ADMINISTRATOR"],
  sites: "every",
  why: "What on time in full means is declared by leaders and administrators who see every site: ask one of them.",
};
const callingPeople: Right = {
  roles: ["PLANT_MANAGER", "ADMINISTRATOR"],
  sites: "own",
  why: "Who is called is settled by plant managers and administrators: ask one of them.",
};
const lookingAtDeliveries: Right = {
  roles: ["PLANT_MANAGER", "ADMINISTRATOR", "AUDITOR"],
  sites: "own",
  why: "What was sent to whom is shown to plant managers, administrators and auditors: ask one of them.",
};
const lookingAtRules: Right = {
  roles: "signed-in",
  sites: "every",
  why: "Rules hold for every site: they are shown to those who see every site.",
};
const keepingRules: Right = {
  roles: ["STEWARD", "INTEGRATOR", "ADMINISTRATOR"],
  sites: "every",
  why: "Rules are changed by stewards, integrators and administrators who see every site: ask one of them.",
};

const auditing: Right = {
  roles: ["AUDITOR", "ADMINISTRATOR"],
  sites: "every",
  why: "Who did what is shown to auditors and administrators who see every site: ask one of them.",
};

const keepingPeople: Right = {
  roles: ["ADMINISTRATOR"],
  sites: "every",
  why: "Who comes in is settled by administrators who see every site: ask one of them.",
};

type Field = `Query.${Exclude<keyof Query, "__typename">}` | `Mutation.${Exclude<keyof Mutation, "__typename">}`;

/** Every question and every command of the API: one without a row does not compile. */
const FIELDS: Readonly<Record<Field, Right>> = {
  "Query.asOf": reading,
  "Query.exceptions": reading,
  "Query.exception": reading,
  "Query.orderLines": reading,
  "Query.orderLine": reading,
  "Query.productionOrders": reading,
  "Query.productionOrder": reading,
  "Query.stockingPoint": reading,
  "Query.otif": reading,
  "Query.quarantine": lookingAtQuarantine,
  "Query.quarantinedFact": lookingAtQuarantine,
  "Query.quarantineCauses": lookingAtQuarantine,
  "Query.quarantineCause": lookingAtQuarantine,
  "Query.quarantineCausePreview": settling,
  "Query.findings": reading,
  "Query.parked": reading,
  "Query.feeds": reading,
  "Query.whatIf": thinking,
  "Query.viewer": reading,
  "Query.overview": reading,
  "Query.sites": reading,
  "Query.resources": reading,
  "Query.resource": reading,
  "Query.customers": reading,
  "Query.purchaseOrderLine": reading,
  "Query.transferOrder": reading,
  "Query.hold": reading,
  "Query.trace": reading,
  "Query.lineage": reading,
  "Query.staleFigures": reading,
  "Query.plan": reading,
  "Query.planChain": reading,
  "Query.planProgress": reading,
  "Query.planLosses": reading,
  "Query.pegging": reading,
  "Query.escalationPolicies": reading,
  "Query.roster": reading,
  "Query.maySettleCalls": reading,
  "Query.wouldCall": reading,
  "Query.unreachableSteps": reading,
  "Query.policyDraft": reading,
  "Query.playbooks": reading,
  "Query.pushDevices": reading,
  "Query.handover": reading,
  "Query.handovers": reading,
  "Query.notifications": reading,
  "Query.deliveries": lookingAtDeliveries,
  "Query.escalationHealth": reading,
  "Query.mentioned": acting,
  "Query.audit": auditing,
  "Query.auditRecord": auditing,
  "Query.auditVerification": auditing,
  "Query.otifDefinitions": reading,
  "Query.mayDefineOtif": reading,
  "Query.otifDefinitionPreview": defining,
  "Query.otifComparison": reading,
  "Query.otifFailures": reading,
  "Query.otifPareto": reading,
  "Query.otifWaterfall": reading,
  "Query.otifControlChart": reading,
  "Query.otifForecast": reading,
  "Query.otifRevisions": reading,
  "Query.foresight": reading,
  "Query.linesSaved": reading,
  "Query.alarmPerformance": reading,
  "Query.estimateAccuracy": reading,
  "Query.digestPreview": reading,
  "Query.scheduleAdherence": reading,
  "Query.planSurvival": reading,
  "Query.oee": reading,
  "Query.leadTimes": reading,
  "Query.ruleSet": lookingAtRules,
  "Query.ruleSetVersions": lookingAtRules,
  "Query.builtInRules": reading,
  "Query.ruleHits": lookingAtRules,
  "Query.ruleSetPreview": keepingRules,
  "Query.feedTokens": integratingAll,
  "Query.accounts": keepingPeople,
  "Mutation.acknowledgeException": acting,
  "Mutation.assignException": acting,
  "Mutation.shelveException": acting,
  "Mutation.resolveException": acting,
  "Mutation.flagFalse": acting,
  "Mutation.comment": acting,
  "Mutation.actOnExceptions": acting,
  "Mutation.resubmitQuarantined": settling,
  "Mutation.discardQuarantined": settling,
  "Mutation.assignQuarantined": settling,
  "Mutation.discardQuarantinedCause": settling,
  "Mutation.resubmitQuarantinedCause": settling,
  "Mutation.reportResourceState": acting,
  "Mutation.handOver": acting,
  "Mutation.acceptHandover": acting,
  "Mutation.mergeException": acting,
  "Mutation.splitException": acting,
  "Mutation.putEscalationPolicy": callingPeople,
  "Mutation.putRoster": callingPeople,
  "Mutation.putPlaybook": callingPeople,
  "Mutation.tickPlaybookStep": acting,
  "Mutation.watchException": reading,
  "Mutation.subscribePush": reading,
  "Mutation.unsubscribePush": reading,
  "Mutation.testPush": reading,
  "Mutation.unwatchException": reading,
  "Mutation.untickPlaybookStep": acting,
  "Mutation.markNotificationsRead": reading,
  "Mutation.setWeeklyDigest": reading,
  "Mutation.resendDelivery": callingPeople,
  "Mutation.verifyAudit": auditing,
  "Mutation.declareOtifDefinition": defining,
  "Mutation.putRuleSetInForce": keepingRules,
  "Mutation.endSessions": keepingPeople,
  "Mutation.changeAccount": keepingPeople,
  "Mutation.createFeedToken": integratingAll,
  "Mutation.revokeFeedToken": integratingAll,
};

/** Every address, by method; what lies below one that ends with `/*` is asked for with the same right. */
const ROUTES = {
  "GET /healthz": anybody,
  "GET /readyz": anybody,
  "GET /metrics": anybody,
  "* /auth/*": anybody,
  "POST /auth/see-as": keepingPeople,
  "* /graphql/*": reading,
  "POST /facts": sending,
  "POST /epcis/capture": sending,
  "POST /b2mml": sending,
  "GET /b2mml/*": reading,
  "POST /clock": {
    ...integratingAll,
    why: "The clock is every site's: ask an integrator or administrator who sees all of them.",
  },
  "* /imports/*": bringingIn,
  "POST /admin/verify": {
    roles: "all",
    sites: "every",
    why: "This is for people with every role at every site: ask whoever runs this server.",
  },
  "* /connectors/*": integrating,
  "POST /connectors/*": {
    ...integratingAll,
    why: "A connector serves every plant: ask an integrator or administrator who sees all of them.",
  },
  "GET /audit.csv": auditing,
  "GET /outgoing": reading,
  "GET /outgoing/rules": reading,
  "POST /outgoing/preview": keepingRules,
  "GET /packs/otif.pdf": reading,
  "GET /exports/*": reading,
  "POST /photos": acting,
  "GET /photos/*": reading,
  "POST /outgoing/*": settlingOutgoing,
} as const satisfies Readonly<Record<string, Right>>;

/** Every table that is handed out as a file: one without a row does not compile. */
const EXPORTS: Readonly<Record<ExportName, Right>> = {
  "order-lines": reading,
  "production-orders": reading,
  exceptions: reading,
  "otif-outcomes": reading,
  "otif-failures": reading,
  findings: reading,
  quarantine: settling,
  audit: auditing,
};

const TOPICS: Readonly<Record<LiveTopic, Right>> = {
  exceptions: reading,
  orderLines: reading,
  feeds: reading,
  presence: reading,
};

export type Route = keyof typeof ROUTES;

export const RIGHTS: {
  readonly fields: Readonly<Record<string, Right>>;
  readonly routes: Readonly<Record<string, Right>>;
  readonly exports: Readonly<Record<string, Right>>;
  readonly topics: Readonly<Record<string, Right>>;
} = { fields: FIELDS, routes: ROUTES, exports: EXPORTS, topics: TOPICS };

/** The right that a question or a command is asked for with; throws where nobody has said so. */
export function rightToField(name: string): Right {
  const right = RIGHTS.fields[name];
  if (right === undefined) throw new Error(`${name} has no row in identity/rights.ts: say there who may ask for it`);
  return right;
}

export const rightToRoute = (route: Route): Right => ROUTES[route];
export const rightToExport = (name: ExportName): Right => EXPORTS[name];
export const rightToTopic = (topic: LiveTopic): Right => TOPICS[topic];

/** Whether this person may; what they are told if not. */
export function may({ roles, sites, isForFeeds, why }: Right, viewer: Viewer): Result<null, Refusal> {
  const no = (message: string): Result<null, Refusal> => refuse({ code: "FORBIDDEN", message });
  if (roles === "anybody") return ok(null);
  if (viewer.feed !== undefined) {
    return isForFeeds === true ? ok(null) : no("This token sends facts and does nothing else: sign in as a person.");
  }
  if (sites === "every" && viewer.scope.sites !== null) return no(why);
  return hasOneOf(roles, viewer) ? ok(null) : no(why);
}

function hasOneOf(roles: Exclude<Right["roles"], "anybody">, viewer: Viewer): boolean {
  if (roles === "all") return hasEveryRight(viewer);
  return roles === "signed-in" ? viewer.roles.size > 0 : hasRole(viewer, ...roles);
}
