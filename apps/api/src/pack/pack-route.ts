import { isoOf } from "@lockstep/domain/instant";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { isZone } from "@lockstep/domain/zone";
import type { RequestHandler } from "express";
import { GraphQLError } from "graphql";
import type { Refusal } from "../errors.ts";
import { existingIn, rangeIn, siteIn } from "../http/export-question.ts";
import { contextOf, type GraphQLParts } from "../http/graphql-route.ts";
import { refuseWith, statusOf, viewerOf } from "../http/refuse.ts";
import type { Viewer } from "../identity/viewer.ts";
import { createPackDrawer } from "./draw-pack.ts";
import { PACK_QUESTION, type PackAnswer, type PackVariables, variablesOf } from "./pack-question.ts";

/** `GET /packs/otif.pdf?definition=&from=&to=&site=&zone=`: what a board reads, as of now or of the moment in `lockstep-at`. */
export function packRoute(parts: GraphQLParts): RequestHandler {
  const draw = createPackDrawer();
  return async (request, response) => {
    const viewer = viewerOf(response);
    const variables = variablesIn(request.query, viewer);
    if (!variables.ok) return refuseWith(response, statusOf(variables.error.code), variables.error);
    const asked = await ask(parts, variables.value, { viewer, at: request.headers["lockstep-at"] });
    if (!asked.ok) return refuseWith(response, statusOf(asked.error.code), asked.error);
    const bytes = await draw({ ...variables.value, answer: asked.value }, () => response.destroyed);
    if (bytes === "gone") return;
    if (bytes === "busy") {
      const message = "Many packs are being drawn: ask again in some seconds.";
      response.setHeader("retry-after", "5");
      return refuseWith(response, 503, { code: "UNAVAILABLE", message });
    }
    const { now, seq } = asked.value.asOf;
    response.setHeader("content-disposition", `attachment; filename="otif-${now.slice(0, 10)}.pdf"`);
    response.setHeader("lockstep-as-of", now);
    response.setHeader("lockstep-seq", String(seq));
    response.setHeader("cache-control", "no-store");
    response.type("application/pdf").send(Buffer.from(bytes));
  };
}

type Query = Parameters<RequestHandler>[0]["query"];

function variablesIn(query: Query, viewer: Viewer): Result<PackVariables, Refusal> {
  const { definition, zone } = query;
  const bad = (message: string) => refuse({ code: "BAD_USER_INPUT", message } as const);
  if (typeof definition !== "string" || definition === "") {
    return bad("definition is missing: name one of those that otifDefinitions lists, such as requested.");
  }
  const range = rangeIn(query, null);
  if (!range.ok) return range;
  if (zone !== undefined && (typeof zone !== "string" || !isZone(zone))) {
    return bad("zone must be an IANA name such as Europe/Berlin, or left out.");
  }
  const site = siteIn(query, viewer);
  if (!site.ok) return site;
  const [from, to] = [isoOf(range.value.from), isoOf(range.value.to)];
  return ok({ definition, from, to, site: site.value, zone: zone ?? null });
}

interface Asking {
  readonly viewer: Viewer;
  readonly at: string | string[] | undefined;
}

async function ask(
  parts: GraphQLParts,
  variables: PackVariables,
  { viewer, at }: Asking,
): Promise<Result<PackAnswer, Refusal>> {
  try {
    // The question is ours, whoever asks for the file.
    const { isBrowser: _, ...reader } = viewer;
    const contextValue = await contextOf(parts, reader, at);
    const existing = existingIn(variables.site, contextValue.moment.view);
    if (!existing.ok) return existing;
    const { body } = await parts.server.executeOperation<object, object>(
      { query: PACK_QUESTION, variables: variablesOf(variables) },
      { contextValue },
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
