import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  retainSearchParams,
} from "@tanstack/react-router";
import { auditSearchOf } from "./audit/audit-search.ts";
import { BoardPage } from "./board/board-page.tsx";
import type { LeaderSearch } from "./leader/leader-search.ts";
import { onceShown } from "./live/paint.ts";
import { type PerformanceSearch, SPANS } from "./performance/performance-search.ts";
import { planSearchOf } from "./plan/plan-search.ts";
import { Crashed, UnknownPage } from "./shell/failures.tsx";
import { Shell } from "./shell/shell.tsx";
import { parseSearch, stringifySearch, viewOf } from "./shell/view.ts";
import { quarantineSearchOf } from "./steward/quarantine-search.ts";
import { traceSearchOf } from "./trace/trace-search.ts";

const root = createRootRoute({
  component: Shell,
  validateSearch: viewOf,
  // Whoever looks at a past moment does so on every page.
  search: { middlewares: [retainSearchParams(["then"])] },
});

const board = createRoute({ getParentRoute: () => root, path: "/", component: BoardPage });
const quarantine = createRoute({
  getParentRoute: () => root,
  path: "/quarantine",
  validateSearch: quarantineSearchOf,
  component: lazyRouteComponent(() => import("./steward/quarantine-page.tsx"), "QuarantinePage"),
});
const findings = createRoute({
  getParentRoute: () => root,
  path: "/findings",
  component: lazyRouteComponent(() => import("./steward/findings-page.tsx"), "FindingsPage"),
});
const feeds = createRoute({
  getParentRoute: () => root,
  path: "/feeds",
  component: lazyRouteComponent(() => import("./feeds/feeds-page.tsx"), "FeedsPage"),
});
const outbox = createRoute({
  getParentRoute: () => root,
  path: "/outbox",
  component: lazyRouteComponent(() => import("./way-back/outgoing-page.tsx"), "OutgoingPage"),
});
const files = createRoute({
  getParentRoute: () => root,
  path: "/import",
  component: lazyRouteComponent(() => import("./import/import-page.tsx"), "ImportPage"),
});

const line = createRoute({
  getParentRoute: () => root,
  path: "/line",
  component: lazyRouteComponent(() => import("./line/line-page.tsx"), "LinePage"),
});

const handover = createRoute({
  getParentRoute: () => root,
  path: "/handover",
  component: lazyRouteComponent(() => import("./handover/handover-page.tsx"), "HandoverPage"),
});

const escalation = createRoute({
  getParentRoute: () => root,
  path: "/escalation",
  component: lazyRouteComponent(() => import("./escalation/escalation-page.tsx"), "EscalationPage"),
});

const trace = createRoute({
  getParentRoute: () => root,
  path: "/trace",
  validateSearch: traceSearchOf,
  component: lazyRouteComponent(() => import("./trace/trace-page.tsx"), "TracePage"),
});

const plan = createRoute({
  getParentRoute: () => root,
  path: "/plan",
  validateSearch: planSearchOf,
  component: lazyRouteComponent(() => import("./plan/plan-page.tsx"), "PlanPage"),
});

const wall = createRoute({
  getParentRoute: () => root,
  path: "/wall",
  component: lazyRouteComponent(() => import("./wall/wall-page.tsx"), "WallPage"),
});

const rules = createRoute({
  getParentRoute: () => root,
  path: "/rules",
  validateSearch: ({ rule }): { readonly rule?: string | undefined } => ({ rule: rule ? String(rule) : undefined }),
  component: lazyRouteComponent(() => import("./rules/rules-page.tsx"), "RulesPage"),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: "/audit",
  validateSearch: auditSearchOf,
  component: lazyRouteComponent(() => import("./audit/audit-page.tsx"), "AuditPage"),
});

const people = createRoute({
  getParentRoute: () => root,
  path: "/people",
  component: lazyRouteComponent(() => import("./people/people-page.tsx"), "PeoplePage"),
});

const leader = createRoute({
  getParentRoute: () => root,
  path: "/leader",
  // The page itself takes out of the address what it may say.
  validateSearch: (search) => search as LeaderSearch,
  component: lazyRouteComponent(() => import("./leader/leader-page.tsx"), "LeaderPage"),
});

const definitions = createRoute({
  getParentRoute: () => root,
  path: "/definitions",
  validateSearch: ({ id }): { readonly id?: string | undefined } => ({ id: id ? String(id) : undefined }),
  component: lazyRouteComponent(() => import("./otif-definitions/definitions-page.tsx"), "DefinitionsPage"),
});

const adherence = createRoute({
  getParentRoute: () => root,
  path: "/adherence",
  component: lazyRouteComponent(() => import("./adherence/adherence-page.tsx"), "AdherencePage"),
});

const performance = createRoute({
  getParentRoute: () => root,
  path: "/performance",
  validateSearch: ({ weeks }): PerformanceSearch => ({ weeks: SPANS.find((span) => span === Number(weeks)) }),
  component: lazyRouteComponent(() => import("./performance/performance-page.tsx"), "PerformancePage"),
});

export const router = createRouter({
  routeTree: root.addChildren([
    board,
    quarantine,
    findings,
    trace,
    feeds,
    outbox,
    files,
    line,
    handover,
    plan,
    wall,
    rules,
    leader,
    definitions,
    adherence,
    performance,
    escalation,
    audit,
    people,
  ]),
  parseSearch,
  stringifySearch,
  scrollRestoration: false,
  defaultErrorComponent: Crashed,
  defaultNotFoundComponent: UnknownPage,
});

// A touch shows before what it leads to is rendered, which takes a slow tablet a while.
const { navigate } = router;
router.navigate = async (options) => {
  await onceShown();
  await navigate(options);
};

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
