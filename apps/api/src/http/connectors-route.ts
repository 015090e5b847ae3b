import { isoOf } from "@lockstep/domain/instant";
import { isObject, type Json } from "@lockstep/domain/json";
import type { CommandsSeen, ConnectorCommandRow, Store } from "@lockstep/store/store";
import { type Request, type RequestHandler, type Response, Router } from "express";
import type { ConnectorStatus } from "../feeds/run-connector.ts";
import type { Feeds } from "../feeds/start-feeds.ts";
import { onlookerOf } from "../identity/viewer.ts";
import type { Writer } from "../writer/contract.ts";
import { readJson } from "./body.ts";
import { only } from "./identify.ts";
import { refuseWith, viewerOf } from "./refuse.ts";

const MOST_BYTES = 100_000;
const MOST_ID = 200;

export interface ConnectorsParts {
  readonly feeds: () => Feeds;
  readonly store: () => Pick<Store, "seenBy">;
  readonly writer: () => Pick<Writer, "note">;
}

/** How connectors fare, and what is asked of the systems behind them; for those who run them. */
export function connectorsRoute({ feeds, store, writer }: ConnectorsParts): Router {
  const router = Router();
  const seenIn = (response: Response) => store().seenBy(onlookerOf(viewerOf(response)));
  router.post(/.*/, only("POST /connectors/*"));
  router.use(only("* /connectors/*"));
  router.get("/", (_, response) => {
    response.json({ connectors: feeds().statuses.map(statusOf) });
  });
  router.use("/:id", (request: Request<{ id: string }>, response, next) => {
    if (feeds().find(request.params.id) !== undefined) return next();
    refuseWith(response, 404, { code: "NOT_FOUND", message: "There is no connector of that id." });
  });
  router.post(["/:id/start", "/:id/stop"], async (request: Request<{ id: string }>, response) => {
    const { id } = request.params;
    const one = feeds().find(id);
    const isStart = request.path.endsWith("/start");
    const action = isStart ? "connector-started" : "connector-stopped";
    const by = viewerOf(response).name;
    const noted = { about: `connector:${id}`, at: Date.now(), by, action, before: null, after: null, note: null };
    await writer().note([noted]);
    if (isStart) await one?.start();
    else await one?.stop();
    response.json(one === undefined ? null : statusOf(one.status));
  });
  router.get("/:id/commands", async (request, response) => {
    const rows = await seenIn(response).newestCommands(request.params.id, seenBy(response));
    response.json({ commands: rows.map(commandOf) });
  });
  router.get("/:id/commands/:commandId", async (request, response) => {
    const row = await seenIn(response).findConnectorCommand(
      request.params.id,
      request.params.commandId,
      seenBy(response),
    );
    if (row !== null) response.json(commandOf(row));
    else refuseWith(response, 404, { code: "NOT_FOUND", message: "There is no command of that id." });
  });
  router.post("/:id/commands", takeCommand(feeds));
  return router;
}

function seenBy(response: Response): CommandsSeen {
  const { name, scope } = viewerOf(response);
  return { sites: scope.sites, name };
}

/** 202: it is written down and will be sent; what becomes of it is at its own address. */
function takeCommand(feeds: () => Feeds): RequestHandler<{ id: string }> {
  return async (request, response) => {
    const refuse = (status: number, code: string, message: string) => refuseWith(response, status, { code, message });
    const body = await readJson(request, { mostBytes: MOST_BYTES, what: "A command" });
    if (!body.ok) return refuseWith(response, body.error.status, body.error);
    const { commandId, command } = isObject(body.value.value) ? body.value.value : {};
    if (typeof commandId !== "string" || commandId === "" || commandId.length > MOST_ID || !isObject(command)) {
      const form = '{ "commandId": "…", "command": { "kind": "purchase-date", "line": "…", "date": "2026-03-02" } }';
      return refuse(
        400,
        "BAD_REQUEST",
        `Send ${form}: the commandId, up to ${MOST_ID} characters, makes it safe to repeat.`,
      );
    }
    const polled = feeds().findPolled(request.params.id);
    if (polled === undefined) return refuse(409, "CONFLICT", "This connector only reads.");
    if (polled.running === null) return refuse(409, "CONFLICT", "This connector is stopped: start it first.");
    const asked = await polled.running.ask({ commandId, by: viewerOf(response).name, command });
    switch (asked.kind) {
      case "taken":
        response.status(202).json(commandOf(asked.row));
        return;
      case "conflict":
        return refuse(409, "CONFLICT", "This commandId was used for another command: choose a new one.");
      case "read-only":
        return refuse(409, "CONFLICT", "This connector only reads: writeBack must be true in its configuration.");
      case "unread":
        return refuse(503, "NOT_READY", "The system has not been read yet, so nobody knows what the command is about.");
    }
  };
}

function statusOf({ lastMessageAt, ...status }: ConnectorStatus) {
  return { ...status, lastMessageAt: lastMessageAt === null ? null : isoOf(lastMessageAt) };
}

function commandOf({ commandId, command, askedBy, askedAt, state, attempts, reason, settledAt }: ConnectorCommandRow) {
  const settled = settledAt === null ? null : isoOf(settledAt);
  const asked = { commandId, askedBy, askedAt: isoOf(askedAt), command: JSON.parse(command) as Json };
  return { ...asked, state, attempts, reason, settledAt: settled };
}
