import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { BoardPage } from "./board/board-page.tsx";
import { Crashed, UnknownPage } from "./shell/failures.tsx";
import { Shell } from "./shell/shell.tsx";
import { parseSearch, stringifySearch, viewOf } from "./shell/view.ts";
import { quarantineSearchOf } from "./steward/quarantine-search.ts";
import { traceSearchOf } from "./trace/trace-search.ts";

const root = createRootRoute({ component: Shell, validateSearch: viewOf });

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

export const router = createRouter({
  routeTree: root.addChildren([board, quarantine, findings, trace, feeds, outbox, files, escalation]),
  parseSearch,
  stringifySearch,
  scrollRestoration: false,
  defaultErrorComponent: Crashed,
  defaultNotFoundComponent: UnknownPage,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}
