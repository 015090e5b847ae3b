import type { ApolloServer } from "@apollo/server";
import { expressMiddleware } from "@as-integrations/express5";
import { parseInstant } from "@lockstep/domain/instant-text";
import { isObject } from "@lockstep/domain/json";
import type { Ledger } from "@lockstep/domain/ledger";
import { StoreAway } from "@lockstep/store/reach";
import type { Store } from "@lockstep/store/store";
import type { StewardRule } from "@lockstep/workflow/quarantine/steward";
import { type RequestHandler, Router } from "express";
import { GraphQLError } from "graphql";
import type { AuditVerifier } from "../audit/verifier.ts";
import { AWAY, asUnavailable, badInput } from "../errors.ts";
import { type Context, createContext } from "../graphql/context.ts";
import type { Identity } from "../identity/identity.ts";
import type { Viewer } from "../identity/viewer.ts";
import type { Past, PastViews } from "../past/past-views.ts";
import type { ToldPlans } from "../query/plan-changes.ts";
import type { Writer } from "../writer/contract.ts";
import { isTooDeep, readJson, TOO_DEEP } from "./body.ts";
import { explorerPage } from "./explorer.ts";
import type { Phase } from "./phase.ts";
import { isTooLong, MOST_QUESTION_BYTES, QUESTION_TOO_LONG } from "./question-size.ts";
import { statusOf, viewerOf } from "./refuse.ts";

export interface GraphQLParts {
  readonly server: ApolloServer<Context>;
  readonly writer: () => Writer;
  readonly store: () => Store;
  readonly ledger: () => Ledger;
  readonly pastViews: () => PastViews;
  readonly stewards: readonly StewardRule[];
  readonly phase: Phase;
  readonly identity: () => Identity;
  readonly auditVerifier: () => AuditVerifier;
  readonly toldPlans: ToldPlans;
}

/** `POST /graphql` and, for queries, `GET /graphql`. */
export function graphqlRoute(parts: GraphQLParts): Router {
  const router = Router();
  const explorer = explorerPage();
  router.use((request, response, next) => {
    if (parts.identity().mode === "dev") explorer(request, response, next);
    else next();
  });
  router.use((_, response, next) => {
    response.setHeader("cache-control", "no-store");
    next();
  });
  router.use(onlyJson);
  router.use(readQuestion);
  router.use(
    expressMiddleware(parts.server, {
      context: ({ req, res }) => contextOf(parts, viewerOf(res), req.headers["lockstep-at"]),
    }) as RequestHandler,
  );
  return router;
}

/** What somebody is answered from, now or at the moment of the header `lockstep-at`. */
export async function contextOf(
  parts: GraphQLParts,
  viewer: Viewer,
  at: string | string[] | undefined,
): Promise<Context> {
  const past = await pastOf(parts, at);
  const { writer, store, ledger, stewards, identity } = parts;
  const auditVerifier = parts.auditVerifier();
  const { feedTokens, accounts, noMoney } = identity();
  const known = past?.ledger ?? ledger();
  return createContext({
    viewer,
    writer: writer(),
    store: store(),
    ledger: known,
    past,
    stewards,
    noMoney,
    feedTokens,
    accounts,
    auditVerifier,
    toldPlans: parts.toldPlans,
  });
}

/** The moment that a header asks for; null: now. */
async function pastOf({ pastViews }: GraphQLParts, header: string | string[] | undefined): Promise<Past | null> {
  if (header === undefined) return null;
  const moment = typeof header === "string" ? parseInstant(header) : null;
  if (moment === null) {
    throw asHttp(badInput("lockstep-at is no instant: send one of ISO 8601 with its offset, 2026-03-02T08:00:00Z."));
  }
  return pastViews()
    .at(moment)
    .catch((error: unknown) => {
      if (error instanceof StoreAway) throw asUnavailable(AWAY.message);
      throw error instanceof GraphQLError ? asHttp(error) : error;
    });
}

/** What is wrong with a question as a whole. */
const asHttp = ({ message, extensions }: GraphQLError): GraphQLError =>
  new GraphQLError(message, { extensions: { http: { status: statusOf(extensions["code"]) }, ...extensions } });

const onlyJson: RequestHandler = (request, response, next) => {
  if (request.method === "GET" || request.method === "HEAD") return next();
  if (request.method !== "POST") {
    response.setHeader("allow", "GET, POST");
    refuseQuestion(response, 405, "Ask with POST, or a query with GET.");
    return;
  }
  if (request.is("application/json") !== false) return next();
  refuseQuestion(response, 415, SEND_JSON);
};

const readQuestion: RequestHandler = async (request, response, next) => {
  // The framework wants to see that a body was looked for.
  request.body = undefined;
  if (request.method !== "POST") {
    if (await isTooDeep(request.query["variables"])) return refuseQuestion(response, TOO_DEEP.status, TOO_DEEP.message);
    return next();
  }
  const wanted = { mostBytes: MOST_QUESTION_BYTES, what: "A question", tooLarge: QUESTION_TOO_LONG };
  const body = await readJson(request, wanted);
  if (!body.ok) return refuseQuestion(response, body.error.status, body.error.message);
  const { value, text } = body.value;
  if (isTooLong(text, value)) return refuseQuestion(response, 413, QUESTION_TOO_LONG);
  if (!isObject(value) && !Array.isArray(value)) return refuseQuestion(response, 400, SEND_JSON);
  request.body = value;
  next();
};

const SEND_JSON = 'Send JSON with content-type application/json: { "query": "…" }.';

/** Refusals before a question is read look like those of its answer. */
export function refuseQuestion(
  response: Parameters<RequestHandler>[1],
  status: number,
  message: string,
  code = "BAD_USER_INPUT",
): void {
  response.req.resume();
  if (status === 408) response.setHeader("connection", "close");
  response.status(status).json({ errors: [{ message, extensions: { code } }] });
}
