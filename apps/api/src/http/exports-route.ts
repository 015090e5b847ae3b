import { ok, type Result, refuse } from "@lockstep/domain/result";
import { type RequestHandler, Router } from "express";
import { GraphQLError } from "graphql";
import type { Refusal } from "../errors.ts";
import { show } from "../graphql/context.ts";
import { may, rightToExport } from "../identity/rights.ts";
import { scopeOf } from "../identity/scope.ts";
import type { Viewer } from "../identity/viewer.ts";
import { rowsWithoutMoney } from "../money/money-columns.ts";
import { readyView } from "../view/ready-view.ts";
import { EXPORT_FORMATS, ReaderGone } from "./export-formats.ts";
import { EXPORT_NAMES, type ExportName } from "./export-names.ts";
import { existingIn, rangeIn, siteIn } from "./export-question.ts";
import type { ExportQuestion } from "./export-table.ts";
import { EXPORT_TABLES } from "./export-tables.ts";
import { contextOf, type GraphQLParts } from "./graphql-route.ts";
import { refuseWith, statusOf, viewerOf } from "./refuse.ts";

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
    const asked = askedIn(request.query, viewer, name);
    if (!asked.ok) return refuseWith(response, statusOf(asked.error.code), asked.error);
    const { site, ...question } = asked.value;
    // Of one site they are handed what somebody sees who sees that site alone.
    const reader = site === null ? viewer : { ...viewer, scope: scopeOf([site]) };
    const table = EXPORT_TABLES[name];
    try {
      const context = await contextOf(parts, reader, request.headers["lockstep-at"]);
      const { past, writer } = context;
      if (past !== null && isOfNowAlone(name)) {
        const message = `You look at a past moment, and ${name} is of now alone: ask without the header lockstep-at.`;
        return refuseWith(response, 409, { code: "CONFLICT", message });
      }
      show(context, await readyView(past ?? writer, name === "findings" ? ["findings"] : []));
      const existing = existingIn(site, context.moment.view);
      if (!existing.ok) return refuseWith(response, statusOf(existing.error.code), existing.error);
      const opened = table.open({ context, ...question });
      const rows = viewer.withoutMoney === true ? rowsWithoutMoney(table.columns, opened) : opened;
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
      refuseWith(response, statusOf(code), { code, message: error.message });
    }
  };
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

type Query = Parameters<RequestHandler>[0]["query"];

interface Asked extends Pick<ExportQuestion, "definition" | "from" | "to"> {
  readonly site: string | null;
}

function askedIn(query: Query, viewer: Viewer, name: ExportName): Result<Asked, Refusal> {
  const bad = (message: string) => refuse({ code: "BAD_USER_INPUT", message } as const);
  const { definition = "requested" } = query;
  if (typeof definition !== "string") return bad("definition must be one id.");
  const range = rangeIn(query, EVER);
  if (!range.ok) return range;
  if (query["site"] !== undefined && isOfNowAlone(name)) return bad(`${name} belongs to no site: leave site out.`);
  const site = siteIn(query, viewer);
  return site.ok ? ok({ definition, ...range.value, site: site.value }) : site;
}
