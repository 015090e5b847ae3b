import { setupI18n } from "@lingui/core";
import { compileMessage } from "@lingui/message-utils/compileMessage";
import { en } from "./en.ts";
import type { enAdherence } from "./en-adherence.ts";
import type { enAudit } from "./en-audit.ts";
import type { enCollaborate } from "./en-collaborate.ts";
import type { enDefinitions } from "./en-definitions.ts";
import type { enDetail } from "./en-detail.ts";
import type { enEscalation } from "./en-escalation.ts";
import type { enFeeds } from "./en-feeds.ts";
import type { enFindings } from "./en-findings.ts";
import type { enHandover } from "./en-handover.ts";
import type { enImport } from "./en-import.ts";
import type { enLeader } from "./en-leader.ts";
import type { enLine } from "./en-line.ts";
import type { enLineage } from "./en-lineage.ts";
import type { enOutgoing } from "./en-outgoing.ts";
import type { enPack } from "./en-pack.ts";
import type { enPast } from "./en-past.ts";
import type { enPeople } from "./en-people.ts";
import type { enPerformance } from "./en-performance.ts";
import type { enPlan } from "./en-plan.ts";
import type { enPlaybook } from "./en-playbook.ts";
import type { enQuarantine } from "./en-quarantine.ts";
import type { enRules } from "./en-rules.ts";
import type { enTold } from "./en-told.ts";
import type { enTrace } from "./en-trace.ts";
import type { enWall } from "./en-wall.ts";

type Texts = typeof en &
  typeof enAudit &
  typeof enCollaborate &
  typeof enDetail &
  typeof enEscalation &
  typeof enFeeds &
  typeof enFindings &
  typeof enHandover &
  typeof enImport &
  typeof enLine &
  typeof enAdherence &
  typeof enDefinitions &
  typeof enLeader &
  typeof enLineage &
  typeof enOutgoing &
  typeof enPack &
  typeof enPast &
  typeof enPeople &
  typeof enPerformance &
  typeof enPlan &
  typeof enPlaybook &
  typeof enQuarantine &
  typeof enRules &
  typeof enTold &
  typeof enTrace &
  typeof enWall;
export type MessageId = keyof Texts;

export const i18n = setupI18n();
// The build has compiled the messages already.
if (import.meta.env.DEV) i18n.setMessagesCompiler(compileMessage);
// A copy: what pages bring later is put into it.
i18n.loadAndActivate({ locale: "en", messages: { ...en } });

/** The text of that id in the active language, with its values put in. */
export function t(id: MessageId, values?: Record<string, unknown>): string {
  return i18n._(id, values);
}

/** The word for one of the server's enum values; the value itself where a newer server says one that is not known yet. */
export function word(
  group:
    | "kind"
    | "severity"
    | "state"
    | "lineState"
    | "supply"
    | "bound"
    | "operation"
    | "verdict"
    | "resourceState"
    | "action"
    | "feedStatus"
    | "orderStatus"
    | "step"
    | "demand"
    | "role"
    | "subject"
    | "timeline"
    | "holdState",
  value: string,
): string {
  const id = `${group}.${value}`;
  return id in i18n.messages ? i18n._(id) : value;
}
