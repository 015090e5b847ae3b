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
import { fetching } from "./ui/fetched.tsx";

const fetchedPage: typeof lazyRouteComponent = (load, name) => lazyRouteComponent(fetching(load), name);

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
  component: fetchedPage(() => import("./steward/quarantine-page.tsx"), "QuarantinePage"),
});
const findings = createRoute({
  getParentRoute: () => root,
  path: "/findings",
  component: fetchedPage(() => import("./steward/findings-page.tsx"), "FindingsPage"),
});
const feeds = createRoute({
  getParentRoute: () => root,
  path: "/feeds",
  component: fetchedPage(() => import("./feeds/feeds-page.tsx"), "FeedsPage"),
});
const outbox = createRoute({
  getParentRoute: () => root,
  path: "/outbox",
  component: fetchedPage(() => import("./way-back/outgoing-page.tsx"), "OutgoingPage"),
});
const files = createRoute({
  getParentRoute: () => root,
  path: "/import",
  component: fetchedPage(() => import("./import/import-page.tsx"), "ImportPage"),
});

const line = createRoute({
  getParentRoute: () => root,
  path: "/line",
  component: fetchedPage(() => import("./line/line-page.tsx"), "LinePage"),
});

const handover = createRoute({
  getParentRoute: () => root,
  path: "/handover",
  component: fetchedPage(() => import("./handover/handover-page.tsx"), "HandoverPage"),
});

const escalation = createRoute({
  getParentRoute: () => root,
  path: "/escalation",
  component: fetchedPage(() => import("./escalation/escalation-page.tsx"), "EscalationPage"),
});

const trace = createRoute({
  getParentRoute: () => root,
  path: "/trace",
  validateSearch: traceSearchOf,
  component: fetchedPage(() => import("./trace/trace-page.tsx"), "TracePage"),
});

const plan = createRoute({
  getParentRoute: () => root,
  path: "/plan",
  validateSearch: planSearchOf,
  component: fetchedPage(() => import("./plan/plan-page.tsx"), "PlanPage"),
});

const wall = createRoute({
  getParentRoute: () => root,
  path: "/wall",
  component: fetchedPage(() => import("./wall/wall-page.tsx"), "WallPage"),
});

const rules = createRoute({
  getParentRoute: () => root,
  path: "/rules",
  validateSearch: ({ rule }): { readonly rule?: string | undefined } => ({ rule: rule ? String(rule) : undefined }),
  component: fetchedPage(() => import("./rules/rules-page.tsx"), "RulesPage"),
});

const audit = createRoute({
  getParentRoute: () => root,
  path: "/audit",
  validateSearch: auditSearchOf,
  component: fetchedPage(() => import("./audit/audit-page.tsx"), "AuditPage"),
});

const people = createRoute({
  getParentRoute: () => root,
  path: "/people",
  component: fetchedPage(() => import("./people/people-page.tsx"), "PeoplePage"),
});

const leader = createRoute({
  getParentRoute: () => root,
  path: "/leader",
  // The page itself takes out of the address what it may say.
  validateSearch: (search) => search as LeaderSearch,
  component: fetchedPage(() => import("./leader/leader-page.tsx"), "LeaderPage"),
});

const definitions = createRoute({
  getParentRoute: () => root,
  path: "/definitions",
  validateSearch: ({ id }): { readonly id?: string | undefined } => ({ id: id ? String(id) : undefined }),
  component: fetchedPage(() => import("./otif-definitions/definitions-page.tsx"), "DefinitionsPage"),
});

const adherence = createRoute({
  getParentRoute: () => root,
  path: "/adherence",
  component: fetchedPage(() => import("./adherence/adherence-page.tsx"), "AdherencePage"),
});

const performance = createRoute({
  getParentRoute: () => root,
  path: "/performance",
  validateSearch: ({ weeks }): PerformanceSearch => ({ weeks: SPANS.find((span) => span === Number(weeks)) }),
  component: fetchedPage(() => import("./performance/performance-page.tsx"), "PerformancePage"),
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
