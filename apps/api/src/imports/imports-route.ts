import { type Field, fieldsOf, TABLE_TYPES } from "@lockstep/connectors/csv/fields";
import { guessMapping, guessTypes, type Habits } from "@lockstep/connectors/csv/guess";
import { type CsvMapping, checkAgainst, readMapping } from "@lockstep/connectors/csv/mapping";
import type { Stand } from "@lockstep/connectors/csv/plan";
import { previewOf } from "@lockstep/connectors/csv/preview";
import type { Table } from "@lockstep/connectors/csv/table";
import { FACT_TYPES, type FactType } from "@lockstep/domain/facts/catalogue";
import { isoOf } from "@lockstep/domain/instant";
import { parseInstant } from "@lockstep/domain/instant-text";
import { isObject } from "@lockstep/domain/json";
import type { Ledger } from "@lockstep/domain/ledger";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { isZone } from "@lockstep/domain/zone";
import type { Store } from "@lockstep/store/store";
import { type Request, type RequestHandler, type Response, Router } from "express";
import { checkPlain, readBytes, readJson } from "../http/body.ts";
import type { Phase } from "../http/phase.ts";
import { refuseWith, viewerOf } from "../http/refuse.ts";
import { hasRole } from "../identity/viewer.ts";
import { Stopped, type Writer } from "../writer/contract.ts";
import { errorsCsv } from "./errors-csv.ts";
import { inSteps } from "./in-steps.ts";
import { type ImportPlan, knownIn, planImport, type Shown } from "./plan-import.ts";
import { readFile } from "./read-file.ts";
import { readinessOf } from "./readiness.ts";
import { createShelf, type Shelf, type Upload } from "./shelf.ts";

export interface ImportParts {
  readonly writer: () => Writer;
  readonly store: () => Store;
  readonly ledger: () => Ledger;
  readonly phase: Phase;
  readonly clockMode: "live" | "manual";
  readonly currency: string;
}

const MOST_FILE_BYTES = 32 * 1_048_576;
const MOST_ORDER_BYTES = 200_000;
/** Facts in the queue beyond which the log counts as behind. */
const MOST_BACKLOG = 20_000;
/** Sent together; the next ones when these are durable, so that others get their turn. */
const FACTS_AT_ONCE = 250;
const MOST_PAGE = 200;
const FIRST_PAGE = 50;

interface Refused {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

/** `/imports`: a table is looked at, mapped, tried dry, and committed. Each step may be taken again. */
export function importsRoute(parts: ImportParts): Router {
  const shelf = createShelf();
  const inTurn = createTurn();
  const router = Router();
  router.use(onlySenders);
  router.get("/", (_, response) => answer(response, overview(parts, response)));
  router.post("/", (request, response) => answer(response, takeFile(request, response, parts, shelf)));
  router.post("/:id/guess", (request, response) =>
    answer(
      response,
      withUpload(request, response, shelf, (upload) => guess(request, upload, parts, response)),
    ),
  );
  router.post("/:id/preview", (request, response) =>
    answer(
      response,
      withUpload(request, response, shelf, (upload) => preview(request, upload, parts)),
    ),
  );
  router.post("/:id/dry-run", (request, response) =>
    answer(
      response,
      withUpload(request, response, shelf, (upload) => dryRun(request, response, upload, parts)),
    ),
  );
  router.get("/:id/rows", (request, response) =>
    answer(
      response,
      withUpload(request, response, shelf, async (upload) => rowsOf(request, upload)),
    ),
  );
  router.get("/:id/errors.csv", (request, response) => sendErrors(request, response, shelf));
  router.post("/:id/commit", (request, response) =>
    answer(
      response,
      withUpload(request, response, shelf, (upload) => inTurn(() => commit(request, response, upload, parts))),
      { status: 202, phase: parts.phase },
    ),
  );
  router.delete("/:id", (request, response) => {
    shelf.drop(viewerOf(response), String(request.params["id"]));
    response.status(204).end();
  });
  return router;
}

const onlySenders: RequestHandler = (_, response, next) => {
  if (hasRole(viewerOf(response), "INTEGRATOR", "STEWARD", "ADMINISTRATOR")) return next();
  const message = "Files are brought in by integrators, stewards and administrators: ask one of them.";
  refuseWith(response, 403, { code: "FORBIDDEN", message });
};

async function answer(
  response: Response,
  work: Promise<Result<object, Refused>>,
  { status = 200, phase }: { readonly status?: number; readonly phase?: Phase } = {},
): Promise<void> {
  try {
    const result = await work;
    if (result.ok) response.status(status).json(result.value);
    else {
      if (result.error.status === 429) response.setHeader("retry-after", "1");
      refuseWith(response, result.error.status, result.error);
    }
  } catch (error) {
    if (!(error instanceof Stopped) || phase === undefined) throw error;
    phase.refuse(response);
  }
}

const bad = (message: string): Result<never, Refused> => refuse({ status: 400, code: "BAD_REQUEST", message });

async function withUpload(
  request: Request,
  response: Response,
  shelf: Shelf,
  work: (upload: Upload) => Promise<Result<object, Refused>>,
): Promise<Result<object, Refused>> {
  const upload = shelf.find(viewerOf(response), String(request.params["id"]));
  if (upload !== undefined) return work(upload);
  const message = "The file is not at hand any more: bring it in again. Its mapping is kept once it was committed.";
  return refuse({ status: 404, code: "NOT_FOUND", message });
}

async function overview({ store, ledger, writer }: ImportParts, response: Response): Promise<Result<object, Refused>> {
  const mappings = (await store().importMappings()).map(({ source, mapping, changedAt, changedBy }) => ({
    source,
    mapping: JSON.parse(mapping) as unknown,
    changedAt: isoOf(changedAt),
    changedBy,
  }));
  const types = TABLE_TYPES.map((type) => ({ type, shape: FACT_TYPES[type].shape, fields: fieldsOf(type).map(told) }));
  const ready = await inSteps(readinessOf(ledger(), viewerOf(response).scope));
  return ok({ types, mappings, ready, seq: writer().seq });
}

const told = ({ path, kind, isRequired, list, choices, otherwise }: Field): object => ({
  path,
  kind,
  isRequired,
  list,
  choices,
  otherwise,
});

async function takeFile(
  request: Request,
  response: Response,
  parts: ImportParts,
  shelf: Shelf,
): Promise<Result<object, Refused>> {
  const packed = checkPlain(request);
  if (!packed.ok) return packed;
  if (request.is("multipart/*") !== false) {
    const message = "Send the file itself as the body, as with curl --data-binary @orders.csv, and its name as ?name=.";
    return refuse({ status: 415, code: "UNSUPPORTED_MEDIA_TYPE", message });
  }
  const tooLarge = `A file may have ${MOST_FILE_BYTES} bytes: cut it into smaller ones.`;
  const isTooLarge = Number(request.headers["content-length"] ?? 0) > MOST_FILE_BYTES;
  const bytes = isTooLarge ? null : await readBytes(request, MOST_FILE_BYTES);
  if (bytes === null) return refuse({ status: 413, code: "TOO_LARGE", message: tooLarge });
  const read = await readFile(bytes);
  if (!read.ok) return bad(read.error);
  const table = read.value;
  const name = textIn(request.query["name"], 200) ?? "table.csv";
  const upload = shelf.put(viewerOf(response), { name, bytes: bytes.length, table });
  const types = guessTypes(table, name);
  const type = types[0] ?? "master.item";
  return ok({
    id: upload.id,
    name,
    rowCount: table.rows.length,
    columns: table.columns.map((column, k) => ({ name: column, ...valuesAt(table, k) })),
    preview: table.rows
      .slice(0, 5)
      .map(({ number, cells }) => ({ row: number, cells: table.columns.map((_, k) => cells[k] ?? "") })),
    types,
    ...guessFor(table, type, habitsOf(request, response, parts)),
  });
}

const MOST_VALUES = 40;
const ROWS_LOOKED_AT = 2_000;

/** What stands in a column, each value once; of ids only the first few are of use. */
function valuesAt({ rows }: Table, at: number): { readonly values: readonly string[]; readonly hasMore: boolean } {
  const values = new Set<string>();
  for (const { cells } of rows.slice(0, ROWS_LOOKED_AT)) {
    const text = (cells[at] ?? "").trim();
    if (text === "") continue;
    if (values.size === MOST_VALUES && !values.has(text)) return { values: [...values], hasMore: true };
    values.add(text);
  }
  return { values: [...values], hasMore: false };
}

function habitsOf(request: Request, response: Response, { writer, currency }: ImportParts): Habits {
  const { scope } = viewerOf(response);
  const sites = [...writer().view.world.sites.keys()].filter((site) => scope.sees(site));
  const zone = textIn(request.query["zone"], 100);
  return { sites, currency, zone: zone !== null && isZone(zone) ? zone : "UTC" };
}

function guessFor(table: Table, type: FactType, habits: Habits): object {
  const { mapping, isDateOrderAmbiguous } = guessMapping(table, type, habits);
  return { mapping, isDateOrderAmbiguous };
}

async function guess(
  request: Request,
  { table }: Upload,
  parts: ImportParts,
  response: Response,
): Promise<Result<object, Refused>> {
  const body = await readJson(request, { mostBytes: MOST_ORDER_BYTES, what: "This" });
  if (!body.ok) return body;
  const wanted = isObject(body.value.value) ? body.value.value["type"] : undefined;
  const type = TABLE_TYPES.find((one) => one === wanted);
  if (type === undefined) return bad(`Send { "type": … }, one of ${TABLE_TYPES.join(", ")}.`);
  return ok(guessFor(table, type, habitsOf(request, response, parts)));
}

async function preview(request: Request, { table }: Upload, { ledger }: ImportParts): Promise<Result<object, Refused>> {
  const order = await readOrder(request, table, { isDraft: true });
  if (!order.ok) return order;
  const { mapping } = order.value;
  return ok({ problem: checkAgainst(table, mapping), fields: previewOf(table, mapping, knownIn(ledger())) });
}

interface Order {
  readonly mapping: CsvMapping;
  readonly source: string;
  readonly asOf: number | null;
}

/** A draft of a mapping need not be complete, nor have a source. */
async function readOrder(request: Request, table: Table, { isDraft = false } = {}): Promise<Result<Order, Refused>> {
  const body = await readJson(request, { mostBytes: MOST_ORDER_BYTES, what: "A mapping" });
  if (!body.ok) return body;
  const value = isObject(body.value.value) ? body.value.value : {};
  const mapping = readMapping(value["mapping"]);
  if (!mapping.ok) return bad(mapping.error);
  const problem = isDraft ? null : checkAgainst(table, mapping.value);
  if (problem !== null) return bad(problem);
  const source = isDraft ? "draft" : textIn(value["source"], 100);
  if (source === null || !/^[\p{L}\d][\p{L}\d ._-]*$/u.test(source)) {
    return bad('Give the "source" a name of letters, digits, spaces, points and hyphens, such as erp-orders.');
  }
  const asOf = value["asOf"] === undefined || value["asOf"] === null ? null : parseInstant(String(value["asOf"]));
  if (asOf === null && typeof value["asOf"] === "string") {
    return bad('"asOf", when the file was true, must be an instant with an offset, such as 2026-03-02T06:10:00Z.');
  }
  return ok({ mapping: mapping.value, source, asOf });
}

/** A table of the future is one of now: clocks differ, and what has not happened yet is not believed. */
function standFor({ source, asOf, mapping }: Order, { writer, clockMode }: ImportParts): Stand {
  const receivedAt = Date.now();
  const now = clockMode === "live" ? receivedAt : writer().view.clock;
  return {
    source: `/csv/${source}`,
    asOf: Math.min(asOf ?? now, now),
    isAsOfGiven: asOf !== null,
    fields: new Set(Object.keys(mapping.fields).map((path) => path.split("/")[0] ?? path)),
    receipt: { receivedAt, seq: writer().seq + 1, mode: clockMode },
  };
}

async function dryRun(
  request: Request,
  response: Response,
  upload: Upload,
  parts: ImportParts,
): Promise<Result<object, Refused>> {
  const order = await readOrder(request, upload.table);
  if (!order.ok) return order;
  const { plan } = await planned(order.value, upload, parts, response);
  upload.plan = plan;
  return ok({ counts: countsOf(plan), waiting: waitingOf(plan), pages: firstPages(plan) });
}

const planned = (order: Order, { table }: Upload, parts: ImportParts, response: Response) =>
  planImport({
    table,
    mapping: order.mapping,
    ledger: parts.ledger(),
    scope: viewerOf(response).scope,
    stand: standFor(order, parts),
  });

const SHOWN = ["bad", "changed", "new", "gone", "older", "unchanged"] as const;

const pageOf = (plan: ImportPlan, show: Shown | "bad"): readonly object[] =>
  show === "bad" ? plan.bad : plan.found[show];

function countsOf(plan: ImportPlan): object {
  const badRows = new Set(plan.bad.map(({ row }) => row)).size;
  const facts = Object.fromEntries(SHOWN.filter((one) => one !== "bad").map((one) => [one, plan.found[one].length]));
  return { rows: plan.rowCount, badRows, ...facts };
}

const MOST_NAMES = 20;

function waitingOf({ waiting, found }: ImportPlan): object {
  const facts = [...found.new, ...found.changed, ...found.unchanged].filter(
    ({ waitsFor }) => waitsFor.length > 0,
  ).length;
  const names = [...waiting].sort(([, a], [, b]) => b - a).slice(0, MOST_NAMES);
  return { facts, nameCount: waiting.size, names: names.map(([name, count]) => ({ name, facts: count })) };
}

const firstPages = (plan: ImportPlan): object =>
  Object.fromEntries(SHOWN.map((show) => [show, pageOf(plan, show).slice(0, FIRST_PAGE)]));

function rowsOf(request: Request, { plan }: Upload): Result<object, Refused> {
  if (plan === null) return refuse({ status: 409, code: "CONFLICT", message: "Make a dry run of the file first." });
  const show = SHOWN.find((one) => one === request.query["show"]);
  if (show === undefined) return bad(`Ask for ?show= one of ${SHOWN.join(", ")}.`);
  const [offset, limit] = [wholeIn(request.query["offset"], 0), wholeIn(request.query["limit"], FIRST_PAGE)];
  if (offset === null || limit === null) return bad("offset and limit are whole numbers of 0 or more.");
  const all = pageOf(plan, show);
  return ok({ total: all.length, offset, rows: all.slice(offset, offset + Math.min(limit, MOST_PAGE)) });
}

function wholeIn(value: unknown, otherwise: number): number | null {
  if (value === undefined) return otherwise;
  return typeof value === "string" && /^\d{1,9}$/.test(value) ? Number(value) : null;
}

async function sendErrors(request: Request, response: Response, shelf: Shelf): Promise<void> {
  const result = await withUpload(request, response, shelf, async (upload) =>
    upload.plan === null
      ? refuse({ status: 409, code: "CONFLICT", message: "Make a dry run of the file first." })
      : ok({ text: errorsCsv(upload.table, upload.plan.bad), name: upload.name }),
  );
  if (!result.ok) {
    refuseWith(response, result.error.status, result.error);
    return;
  }
  const { text, name } = result.value as { readonly text: string; readonly name: string };
  const plainName = name.replace(/\.[^.]*$/, "").replace(/[^A-Za-z0-9._-]+/g, "-");
  response.setHeader("content-disposition", `attachment; filename="${plainName}-errors.csv"`);
  response.type("text/csv; charset=utf-8").send(text);
}

async function commit(
  request: Request,
  response: Response,
  upload: Upload,
  parts: ImportParts,
): Promise<Result<object, Refused>> {
  const order = await readOrder(request, upload.table);
  if (!order.ok) return order;
  const writer = parts.writer();
  if (writer.backlog > MOST_BACKLOG) {
    const message = "The log is behind: nothing was taken. Send it again in a second.";
    return refuse({ status: 429, code: "TOO_MANY_FACTS", message });
  }
  const viewer = viewerOf(response);
  const { plan, events } = await planned(order.value, upload, parts, response);
  upload.plan = plan;
  const sum = { accepted: 0, duplicates: 0, quarantined: 0, parked: 0, seq: writer.seq };
  for (let k = 0; k < events.length; k += FACTS_AT_ONCE) {
    const incoming = events.slice(k, k + FACTS_AT_ONCE).map((value) => ({ value }));
    const taken = await writer.take(incoming, `csv:${viewer.name}`);
    sum.accepted += taken.accepted.length;
    sum.duplicates += taken.duplicates;
    sum.quarantined += taken.quarantined;
    sum.parked += writer.countParked(taken.accepted);
    sum.seq = Math.max(sum.seq, taken.seq);
  }
  const mapping = JSON.stringify(order.value.mapping);
  const { source } = order.value;
  await parts.store().saveImportMapping({ source, mapping, changedAt: Date.now(), changedBy: viewer.name });
  writer.answered();
  return ok({ ...sum, counts: countsOf(plan), ready: await inSteps(readinessOf(parts.ledger(), viewer.scope)) });
}

/** One commit after the other: which fact a row becomes follows from those before. */
function createTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work);
    last = mine.catch(() => undefined);
    return mine;
  };
}

const textIn = (value: unknown, most: number): string | null =>
  typeof value === "string" && value.trim() !== "" && value.length <= most ? value.trim() : null;
