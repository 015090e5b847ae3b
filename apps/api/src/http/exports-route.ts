import { parseInstant } from "@lockstep/domain/instant-text";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { type RequestHandler, Router } from "express";
import { GraphQLError } from "graphql";
import type { Refusal } from "../errors.ts";
import { show } from "../graphql/context.ts";
import { may, rightToExport } from "../identity/rights.ts";
import { scopeOf } from "../identity/scope.ts";
import type { Viewer } from "../identity/viewer.ts";
import { EXPORT_FORMATS, ReaderGone } from "./export-formats.ts";
import { EXPORT_NAMES, type ExportName } from "./export-names.ts";
import type { ExportQuestion } from "./export-table.ts";
import { EXPORT_TABLES } from "./export-tables.ts";
import { contextOf, type GraphQLParts } from "./graphql-route.ts";
import { refuseWith, viewerOf } from "./refuse.ts";

/** No line is dated before or after. */
const EVER = { from: Date.UTC(1970, 0, 1), to: Date.UTC(9999, 0, 1) };

/**
 * `GET /exports/<table>.csv` and `.parquet`: a whole table, of one moment, which the headers name; of now, or of the past
 * moment in `lockstep-at`. What of it a person sees is what they see on the page.
 */
export function exportsRoute(parts: GraphQLParts): Router {
  const router = Router();
  router.get("/:file", answerWith(parts));
  return router;
}

function answerWith(parts: GraphQLParts): RequestHandler {
  return async (request, response) => {
    const file = fileIn(String(request.params["file"]));
    if (!file.ok) return refuseWith(response, 404, file.error);
    const { name, format } = file.value;
    const viewer = viewerOf(response);
    const allowed = may(rightToExport(name), viewer);
    if (!allowed.ok) return refuseWith(response, 403, allowed.error);
    const range = rangeIn(request.query);
    if (!range.ok) return refuseWith(response, 400, range.error);
    const reader = readerAt(viewer, request.query["site"], name);
    if (!reader.ok) return refuseWith(response, reader.error.code === "FORBIDDEN" ? 403 : 400, reader.error);
    const table = EXPORT_TABLES[name];
    try {
      const context = await contextOf(parts, reader.value, request.headers["lockstep-at"]);
      const { past, writer } = context;
      if (past !== null && isOfNowAlone(name)) {
        const message = `You look at a past moment, and ${name} is of now alone: ask without the header lockstep-at.`;
        return refuseWith(response, 409, { code: "CONFLICT", message });
      }
      if (name === "findings") await (past ?? writer).ready(["findings"]);
      show(context, past?.view ?? writer.view);
      const rows = table.open({ context, ...range.value });
      const { clock, seq } = context.moment.view;
      response.setHeader("content-disposition", `attachment; filename="${file.value.name}.${file.value.ending}"`);
      response.setHeader("lockstep-as-of", new Date(clock).toISOString());
      response.setHeader("lockstep-seq", String(seq));
      response.setHeader("cache-control", "no-store");
      response.setHeader("content-type", format.mediaType);
      await format.write(response, table.columns, rows);
      response.end();
    } catch (error) {
      if (error instanceof ReaderGone) return;
      if (!(error instanceof GraphQLError)) throw error;
      const code = error.extensions["code"] as Refusal["code"];
      refuseWith(response, code === "UNAVAILABLE" ? 503 : 400, { code, message: error.message });
    }
  };
}

/** Of one site they are handed what somebody sees who sees that site alone. */
function readerAt(viewer: Viewer, site: unknown, name: ExportName): Result<Viewer, Refusal> {
  if (site === undefined) return ok(viewer);
  if (typeof site !== "string" || site === "" || isOfNowAlone(name)) {
    const message = isOfNowAlone(name) ? `${name} belongs to no site: leave site out.` : "site must be one id.";
    return refuse({ code: "BAD_USER_INPUT", message });
  }
  if (viewer.scope.sees(site)) return ok({ ...viewer, scope: scopeOf([site]) });
  return refuse({ code: "FORBIDDEN", message: "You do not see that site: leave it out, or name another." });
}

/** What lies in the store as it is now. */
const isOfNowAlone = (name: ExportName): boolean => name === "quarantine" || name === "audit";

function fileIn(file: string) {
  const [stem, ending, ...more] = file.split(".");
  const name = EXPORT_NAMES.find((one) => one === stem);
  if (name === undefined || (ending !== "csv" && ending !== "parquet") || more.length > 0) {
    const message = `There is no such file: ask for one of ${EXPORT_NAMES.join(", ")}, with .csv or .parquet.`;
    return refuse({ code: "NOT_FOUND", message } as const);
  }
  return ok({ name, ending, format: EXPORT_FORMATS[ending] });
}

type Asked = Pick<ExportQuestion, "definition" | "from" | "to">;

function rangeIn({ definition, from, to }: Parameters<RequestHandler>[0]["query"]): Result<Asked, Refusal> {
  const bad = (message: string) => refuse({ code: "BAD_USER_INPUT", message } as const);
  if (definition !== undefined && typeof definition !== "string") return bad("definition must be one id.");
  const given = { from: instantIn(from, EVER.from), to: instantIn(to, EVER.to) };
  if (given.from === null || given.to === null) {
    return bad("from and to must be instants of ISO 8601 with their offset, such as 2026-03-02T00:00:00Z.");
  }
  return ok({ definition: definition ?? "requested", from: given.from, to: given.to });
}

const instantIn = (text: unknown, otherwise: number): number | null => {
  if (text === undefined) return otherwise;
  return typeof text === "string" ? parseInstant(text) : null;
};
