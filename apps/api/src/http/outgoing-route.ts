import { readOutRules } from "@lockstep/connectors/back/back-config";
import { DAY, isoOf } from "@lockstep/domain/instant";
import { isObject } from "@lockstep/domain/json";
import type {
  OutgoingAction,
  OutgoingAnswer,
  OutgoingCommand,
  OutgoingCount,
  OutgoingState,
  OutRulesAnswer,
} from "@lockstep/protocol/outgoing";
import type { ConnectorCommandRow, ConnectorCommandState, OutboxCount, Store } from "@lockstep/store/store";
import { type RequestHandler, Router } from "express";
import type { Refusal } from "../errors.ts";
import type { Feeds } from "../feeds/start-feeds.ts";
import { may, rightToRoute } from "../identity/rights.ts";
import { onlookerOf, type Viewer } from "../identity/viewer.ts";
import { previewOutRules } from "../way-back/preview-out-rules.ts";
import { readJson } from "./body.ts";
import { only } from "./identify.ts";
import { refuseWith, viewerOf } from "./refuse.ts";

const MOST_BYTES = 20_000;
const MOST_SHOWN = 10_000;
const USUALLY_SHOWN = 200;
const MOST_NOTE = 2_000;
const OPEN: readonly ConnectorCommandState[] = ["held", "pending", "refused"];

export interface OutgoingParts {
  readonly feeds: () => Feeds;
  readonly store: () => Pick<Store, "seenBy" | "connectorMemory">;
}

/** [C12] What goes back to other systems, for all who see its site; those who may settle it do so here. */
export function outgoingRoute(parts: OutgoingParts): Router {
  const router = Router();
  router.get("/", only("GET /outgoing"), async (request, response) => {
    const viewer = viewerOf(response);
    const first = Number(request.query["first"] ?? USUALLY_SHOWN);
    const isOpenOnly = request.query["only"] === "open";
    if (!Number.isInteger(first) || first < 1 || first > MOST_SHOWN) {
      const message = `first must be a whole number from 1 to ${MOST_SHOWN}.`;
      refuseWith(response, 400, { code: "BAD_REQUEST", message });
      return;
    }
    const { site } = request.query;
    if (site !== undefined && (typeof site !== "string" || !viewer.scope.sees(site))) {
      refuseWith(response, 403, {
        code: "FORBIDDEN",
        message: "You do not see that site: leave it out, or name another.",
      });
      return;
    }
    const { sites } = viewer.scope;
    const of = { states: isOpenOnly ? OPEN : null, sites: site === undefined ? sites : [site] };
    const found = await seenBy(viewer, parts).outbox({ ...of, first: first + 1 });
    const rows = found.slice(0, first);
    const counts = sites === null ? countsOf(await seenBy(viewer, parts).outboxCounts(), parts.feeds().rowOf) : [];
    const answer: OutgoingAnswer = {
      now: isoOf(Date.now()),
      commands: rows.map((row) => outgoingCommand(row, viewer)),
      hasMore: found.length > first,
      counts,
    };
    response.json(answer);
  });
  router.get("/rules", only("GET /outgoing/rules"), (_, response) => {
    const told = [...parts.feeds().told].map(([connector, { version, rules = [] }]) => ({ connector, version, rules }));
    const answer: OutRulesAnswer = { connectors: told };
    response.json(answer);
  });
  router.post("/preview", only("POST /outgoing/preview"), preview(parts));
  for (const what of ["release", "decline", "retry"] as const)
    router.post(`/${what}`, only("POST /outgoing/*"), settle(what, parts));
  return router;
}

/** The last day, by the clock that commands are dated with. */
function preview({ feeds, store }: OutgoingParts): RequestHandler {
  return async (request, response) => {
    const viewer = viewerOf(response);
    const body = await readJson(request, { mostBytes: MOST_BYTES, what: "A set of rules" });
    if (!body.ok) return refuseWith(response, body.error.status, body.error);
    const { connector, rules: sent } = isObject(body.value.value) ? body.value.value : {};
    if (typeof connector !== "string" || !feeds().told.has(connector)) {
      const message = "There is no connector of that id that tells anything: ask GET /outgoing/rules which there are.";
      return refuseWith(response, 404, { code: "NOT_FOUND", message });
    }
    const rules = readOutRules(sent);
    if (!rules.ok) return refuseWith(response, 400, { code: "BAD_USER_INPUT", message: rules.error });
    const until = Date.now();
    const question = { connector, rules: rules.value, since: until - DAY, until };
    const seen = seenBy(viewer, { store });
    response.json(await previewOutRules({ seen, store: store() }, { ...question, sites: viewer.scope.sites }));
  };
}

function settle(what: OutgoingAction, { feeds, store }: OutgoingParts): RequestHandler {
  return async (request, response) => {
    const viewer = viewerOf(response);
    const refuse = (status: number, refusal: Refusal) => refuseWith(response, status, refusal);
    const body = await readJson(request, { mostBytes: MOST_BYTES, what: "A decision" });
    if (!body.ok) return refuseWith(response, body.error.status, body.error);
    const { connector, commandId, note } = isObject(body.value.value) ? body.value.value : {};
    const isNote = note === undefined || note === null || (typeof note === "string" && note.length <= MOST_NOTE);
    if (typeof connector !== "string" || typeof commandId !== "string" || !isNote) {
      const message = 'Send { "connector": "…", "commandId": "…", "note": "…" }.';
      return refuse(400, { code: "BAD_USER_INPUT", message });
    }
    const row = await seenBy(viewer, { store }).findConnectorCommand(connector, commandId);
    if (row === null || !sees(viewer, row)) {
      return refuse(404, { code: "NOT_FOUND", message: "There is no command of that id: read the list again." });
    }
    const reason = typeof note === "string" && note.trim() !== "" ? note.trim() : null;
    if (what === "decline" && reason === null) {
      return refuse(400, { code: "BAD_USER_INPUT", message: "note must say why it is not to be sent." });
    }
    const running = feeds().findPolled(connector)?.running ?? null;
    if (running === null) {
      return refuse(409, { code: "CONFLICT", message: "This connector is stopped or not declared: start it first." });
    }
    const decided = await running.decide({ commandId, what, by: viewer.name, note: reason });
    if (!decided.ok) return refuse(decided.error.code === "NOT_FOUND" ? 404 : 409, decided.error);
    response.json(outgoingCommand(decided.value, viewer));
  };
}

const seenBy = (viewer: Viewer, { store }: Pick<OutgoingParts, "store">) => store().seenBy(onlookerOf(viewer));

const maySettle = (viewer: Viewer): boolean => may(rightToRoute("POST /outgoing/*"), viewer).ok;

/** What belongs to no site is for those who see every site. */
const sees = ({ scope }: Viewer, { site }: ConnectorCommandRow): boolean =>
  site === null ? scope.sites === null : scope.sees(site);

function outgoingCommand(row: ConnectorCommandRow, viewer: Viewer): OutgoingCommand {
  const { connector, commandId, what, subject, site, askedBy, attempts, reason, heldBy, heldWhy, rulesVersion } = row;
  const at = (instant: number | null): string | null => (instant === null ? null : isoOf(instant));
  return {
    ...{ connector, commandId, state: stateOf(row), what },
    command: JSON.parse(row.command) as OutgoingCommand["command"],
    ...{ subject, site, askedBy, askedAt: isoOf(row.askedAt), attempts },
    ...{ sentAt: at(row.sentAt), settledAt: at(row.settledAt), evidencedAt: at(row.evidencedAt) },
    ...{ reason, heldBy, heldWhy, rulesVersion },
    ...{ decidedBy: row.decidedBy, decidedAt: at(row.decidedAt), decidedNote: row.decidedNote },
    reversedBy: row.reversedBy,
    actions: maySettle(viewer) && sees(viewer, row) ? actionsOn(row) : [],
  };
}

function stateOf({ state, sentAt, reversedBy, evidencedAt }: ConnectorCommandRow): OutgoingState {
  switch (state) {
    case "pending":
      return sentAt === null ? "waiting" : "sent";
    case "applied":
      if (reversedBy !== null) return "reversed";
      return evidencedAt === null ? "acknowledged" : "evidenced";
    default:
      return state;
  }
}

function actionsOn({ state }: ConnectorCommandRow): readonly OutgoingAction[] {
  if (state === "held") return ["release", "decline"];
  return state === "refused" ? ["retry", "decline"] : [];
}

function countsOf(counts: readonly OutboxCount[], rowOf: ReadonlyMap<string, string>): readonly OutgoingCount[] {
  const byConnector = new Map<string, OutgoingCount>();
  for (const { connector, state, count, withReason } of counts) {
    const feed = rowOf.get(connector) ?? null;
    const before = byConnector.get(connector) ?? { connector, feed, backlog: 0, held: 0, refused: 0, notTaken: 0 };
    byConnector.set(connector, {
      ...{ connector, feed },
      backlog: before.backlog + (OPEN.includes(state) ? count : 0),
      held: before.held + (state === "held" ? count : 0),
      refused: before.refused + (state === "refused" ? count : 0),
      notTaken: before.notTaken + (state === "pending" ? withReason : 0),
    });
  }
  return [...byConnector.values()].sort((a, b) => (a.connector < b.connector ? -1 : 1));
}
