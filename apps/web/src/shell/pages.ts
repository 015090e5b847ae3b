import type { MessageId } from "../i18n/i18n.ts";

/** Every page besides the board, and what people call it: in the order in which they are offered. */
export const PAGES = [
  ["/plan", "nav.plan"],
  ["/leader", "nav.leader"],
  ["/adherence", "nav.adherence"],
  ["/performance", "nav.performance"],
  ["/line", "nav.line"],
  ["/handover", "nav.handover"],
  ["/escalation", "nav.escalation"],
  ["/quarantine", "nav.quarantine"],
  ["/findings", "nav.findings"],
  ["/rules", "nav.rules"],
  ["/feeds", "header.feeds"],
  ["/outbox", "nav.outbox"],
  ["/import", "nav.import"],
  ["/trace", "nav.trace"],
  ["/audit", "nav.audit"],
  ["/people", "nav.people"],
  ["/wall", "nav.wall"],
] as const satisfies readonly (readonly [string, MessageId])[];

export type PageAddress = (typeof PAGES)[number][0];

/** Those that stand in the header; the others are in the menus. */
export const IN_HEADER: ReadonlySet<PageAddress> = new Set<PageAddress>([
  "/plan",
  "/leader",
  "/quarantine",
  "/findings",
  "/feeds",
  "/import",
]);

/** What is done there is done now: nothing of it is kept for a past moment. */
export const OF_NOW_ALONE: ReadonlySet<string> = new Set<PageAddress>([
  "/line",
  "/handover",
  "/escalation",
  "/quarantine",
  "/rules",
  "/outbox",
  "/import",
  "/audit",
  "/people",
]);
