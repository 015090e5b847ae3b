import type { B2mmlMapping } from "@lockstep/connectors/b2mml/mapping";
import type { EpcisMapping } from "@lockstep/connectors/epcis/mapping";
import { isUnreadable } from "@lockstep/store/plain-error";
import { StoreAway } from "@lockstep/store/reach";
import express, { type ErrorRequestHandler, type Express, type Request, type RequestHandler } from "express";
import { AWAY, UNREADABLE } from "../errors.ts";
import type { B2mmlReader } from "../feeds/b2mml-reader.ts";
import type { Identity } from "../identity/identity.ts";
import type { Origins } from "../identity/origin.ts";
import { type SignInParts, signInRoute } from "../identity/sign-in-route.ts";
import { importsRoute } from "../imports/imports-route.ts";
import type { Log } from "../log.ts";
import type { Metrics } from "../metrics.ts";
import { packRoute } from "../pack/pack-route.ts";
import type { Noted } from "../writer/audit-rows.ts";
import { auditRoute } from "./audit-route.ts";
import { b2mmlDocuments } from "./b2mml-documents.ts";
import { b2mmlRoute } from "./b2mml-route.ts";
import { setPatience } from "./body.ts";
import { clockRoute } from "./clock-route.ts";
import { type ConnectorsParts, connectorsRoute } from "./connectors-route.ts";
import { epcisRoute } from "./epcis-route.ts";
import { exportsRoute } from "./exports-route.ts";
import { factsRoute } from "./facts-route.ts";
import { type GraphQLParts, graphqlRoute, refuseQuestion } from "./graphql-route.ts";
import { secureHeaders } from "./headers.ts";
import { identify, only } from "./identify.ts";
import { lateBodies } from "./late-bodies.ts";
import { outgoingRoute } from "./outgoing-route.ts";
import { pageRoute } from "./page.ts";
import { photosRoute } from "./photos-route.ts";
import { refuseWith, statusOf } from "./refuse.ts";
import { verifyRoute } from "./verify-route.ts";

export interface AppParts extends GraphQLParts {
  readonly clockMode: "live" | "manual";
  /** ISO 4217, of the company. */
  readonly currency: string;
  readonly webFolder: string;
  readonly epcis: EpcisMapping;
  readonly b2mml: { readonly mapping: B2mmlMapping; readonly reader: B2mmlReader };
  readonly metrics: Metrics;
  readonly log: Log;
  readonly feeds: ConnectorsParts["feeds"];
  readonly identity: () => Identity;
  readonly origins: Origins;
  readonly signIn: SignInParts;
  /** For so long a body may be silent. */
  readonly bodyPatienceMs: number;
  /** How many proxies of one's own requests come through. */
  readonly proxies: number;
}

/** Everything that is answered over HTTP. */
export function createApp(parts: AppParts): Express {
  const { writer, ledger, epcis: mapping, phase, clockMode, webFolder, metrics, log } = parts;
  const app = express();
  app.disable("x-powered-by");
  app.set("etag", false);
  app.set("trust proxy", parts.proxies);
  setPatience(app, parts.bodyPatienceMs);
  app.use(secureHeaders);
  app.use(lateBodies);
  app.get("/healthz", (_, response) => {
    response.json({ status: "alive" });
  });
  app.get("/readyz", (_, response) => {
    if (!phase.isReady) phase.refuse(response);
    else if (parts.store().isAway) refuseWith(response, statusOf(AWAY.code), AWAY);
    else response.json({ status: "ready" });
  });
  app.use(onlyFromHere(parts.origins));
  app.get("/metrics", async (_, response) => {
    response.type(metrics.contentType).send(await metrics.text());
  });
  const whenReady: RequestHandler = (_, response, next) => {
    if (!phase.isReady) {
      phase.refuse(response);
      return;
    }
    response.once("close", phase.begin());
    next();
  };
  app.use("/socket.io", (_, response) => phase.refuse(response));
  const note = (noted: Noted): Promise<unknown> => writer().note([noted]);
  const identifying = { identity: parts.identity, note, log };
  const known = identify(identifying);
  const asking = identify(identifying, refuseAsked);
  app.use("/auth", whenReady, signInRoute(parts.signIn));
  app.post("/facts", whenReady, known, only("POST /facts"), factsRoute(writer, phase));
  app.post(
    "/epcis/capture",
    whenReady,
    known,
    only("POST /epcis/capture"),
    epcisRoute({ writer, ledger, mapping, phase }),
  );
  app.post("/b2mml", whenReady, known, only("POST /b2mml"), b2mmlRoute(parts));
  const documents = b2mmlDocuments({ views: writer, mapping: parts.b2mml.mapping });
  app.use("/b2mml", whenReady, known, only("GET /b2mml/*"), documents);
  app.post("/clock", whenReady, known, clockRoute(writer, clockMode));
  app.use("/imports", whenReady, known, only("* /imports/*"), importsRoute(parts));
  app.post("/admin/verify", whenReady, known, only("POST /admin/verify"), verifyRoute(writer));
  app.all(["/facts", "/epcis/capture", "/b2mml", "/clock", "/admin/verify"], (_, response) => {
    response.setHeader("allow", "POST");
    refuseWith(response, 405, { code: "METHOD_NOT_ALLOWED", message: "This takes POST." });
  });
  app.use("/connectors", whenReady, known, connectorsRoute(parts));
  app.use("/outgoing", whenReady, known, outgoingRoute(parts));
  app.get("/audit.csv", whenReady, known, only("GET /audit.csv"), auditRoute(parts));
  app.get("/packs/otif.pdf", whenReady, known, only("GET /packs/otif.pdf"), packRoute(parts));
  app.use("/photos", whenReady, known, photosRoute(parts));
  app.use("/exports", whenReady, known, only("GET /exports/*"), exportsRoute(parts));
  app.use("/graphql", whenReady, asking, only("* /graphql/*", refuseAsked), graphqlRoute(parts));
  const mustSignIn = async ({ headers }: Request): Promise<boolean> =>
    phase.isReady && parts.identity().mode !== "dev" && !(await parts.identity().ofRequest(headers)).ok;
  app.use(pageRoute(webFolder, log, mustSignIn));
  app.use((_, response) => {
    refuseWith(response, 404, { code: "NOT_FOUND", message: "There is nothing at this address." });
  });
  app.use(failed(log));
  return app;
}

/** Only under our own names, and from our own pages. */
const onlyFromHere =
  ({ isOwnHost, isOwnOrigin }: Origins): RequestHandler =>
  (request, response, next) => {
    if (isOwnHost(request.headers.host) && isOwnOrigin(request.headers)) return next();
    const message = "This server answers only under its own name, such as http://localhost, and to its own pages.";
    refuseWith(response, 403, { code: "FORBIDDEN", message });
  };

const refuseAsked: typeof refuseWith = (response, status, { code, message }) =>
  refuseQuestion(response, status, message, code);

/** What went wrong is logged; outside it is only said that it did. What the caller did wrong stays the caller's. */
function failed(log: Log): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  return (error: { readonly status?: number }, request, response, _next) => {
    if (error instanceof StoreAway && !response.headersSent) {
      log.warn({ path: request.path }, "the database cannot be reached: a request was asked to come again");
      refuseWith(response, statusOf(AWAY.code), AWAY);
      return;
    }
    // Whoever asked is gone, or has a part of the answer already.
    if (response.headersSent || request.socket.destroyed) {
      if (!request.socket.destroyed) log.error(error, "an answer broke off");
      request.socket.destroy();
      return;
    }
    if (isUnreadable(error)) return refuseWith(response, statusOf(UNREADABLE.code), UNREADABLE);
    const status = error.status ?? 500;
    if (status >= 400 && status < 500) {
      refuseWith(response, status, {
        code: "BAD_REQUEST",
        message: "The request cannot be read: check its address and headers.",
      });
      return;
    }
    log.error(error, "a request failed");
    const message = "Something went wrong on our side; it has been logged.";
    refuseWith(response, 500, { code: "INTERNAL", message });
  };
}
