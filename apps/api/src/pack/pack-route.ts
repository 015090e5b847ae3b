import { parseInstant } from "@lockstep/domain/instant-text";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { isZone } from "@lockstep/domain/zone";
import type { RequestHandler } from "express";
import { GraphQLError } from "graphql";
import type { Refusal } from "../errors.ts";
import { contextOf, type GraphQLParts } from "../http/graphql-route.ts";
import { refuseWith, viewerOf } from "../http/refuse.ts";
import { createPackDrawer } from "./draw-pack.ts";
import { PACK_QUESTION, type PackAnswer, type PackVariables, variablesOf } from "./pack-question.ts";

const STATUS: Readonly<Record<string, number>> = {
  ...{ BAD_USER_INPUT: 400, UNAUTHENTICATED: 401, FORBIDDEN: 403, NOT_FOUND: 404, CONFLICT: 409, UNAVAILABLE: 503 },
};

/** `GET /packs/otif.pdf?definition=&from=&to=&site=&zone=`: what a board reads, as of now or of the moment in `lockstep-at`. */
export function packRoute(parts: GraphQLParts): RequestHandler {
  const draw = createPackDrawer();
  return async (request, response) => {
    const variables = variablesIn(request.query);
    if (!variables.ok) return refuseWith(response, 400, variables.error);
    const { site } = variables.value;
    if (site !== null && !viewerOf(response).scope.sees(site)) {
      const message = "You do not see that site: leave it out, or name another.";
      return refuseWith(response, 403, { code: "FORBIDDEN", message });
    }
    const asked = await ask(parts, variables.value, { viewer: viewerOf(response), at: request.headers["lockstep-at"] });
    if (!asked.ok) return refuseWith(response, STATUS[asked.error.code] ?? 500, asked.error);
    const bytes = await draw({ ...variables.value, answer: asked.value });
    const { now, seq } = asked.value.asOf;
    response.setHeader("content-disposition", `attachment; filename="otif-${now.slice(0, 10)}.pdf"`);
    response.setHeader("lockstep-as-of", now);
    response.setHeader("lockstep-seq", String(seq));
    response.setHeader("cache-control", "no-store");
    response.type("application/pdf").send(Buffer.from(bytes));
  };
}

type Query = Parameters<RequestHandler>[0]["query"];

function variablesIn({ definition, from, to, site, zone }: Query): Result<PackVariables, Refusal> {
  const bad = (message: string) => refuse({ code: "BAD_USER_INPUT", message } as const);
  if (typeof definition !== "string" || definition === "") {
    return bad("definition is missing: name one of those that otifDefinitions lists, such as requested.");
  }
  const [begin, end] = [from, to].map((text) => (typeof text === "string" ? parseInstant(text) : null));
  if (begin === null || begin === undefined || end === null || end === undefined) {
    return bad("from and to must be instants of ISO 8601 with their offset, such as 2026-03-02T00:00:00Z.");
  }
  if (site !== undefined && (typeof site !== "string" || site === "")) return bad("site must be one id, or left out.");
  if (zone !== undefined && (typeof zone !== "string" || !isZone(zone))) {
    return bad("zone must be an IANA name such as Europe/Berlin, or left out.");
  }
  const range = { from: new Date(begin).toISOString(), to: new Date(end).toISOString() };
  return ok({ definition, ...range, site: site ?? null, zone: zone ?? null });
}

interface Asking {
  readonly viewer: ReturnType<typeof viewerOf>;
  readonly at: string | string[] | undefined;
}

async function ask(
  parts: GraphQLParts,
  variables: PackVariables,
  { viewer, at }: Asking,
): Promise<Result<PackAnswer, Refusal>> {
  try {
    const { body } = await parts.server.executeOperation<object, object>(
      { query: PACK_QUESTION, variables: variablesOf(variables) },
      { contextValue: await contextOf(parts, viewer, at) },
    );
    if (body.kind !== "single") throw new Error("an answer in parts");
    const { data, errors } = body.singleResult;
    const [first] = errors ?? [];
    if (first !== undefined) return refuse(asRefusal(first.extensions?.["code"], first.message));
    return ok(data as unknown as PackAnswer);
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    return refuse(asRefusal(error.extensions["code"], error.message));
  }
}

const asRefusal = (code: unknown, message: string): Refusal => ({
  code: (typeof code === "string" ? code : "INTERNAL") as Refusal["code"],
  message,
});
