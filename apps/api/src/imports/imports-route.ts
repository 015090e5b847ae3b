import { fieldsOf, TABLE_TYPES } from "@lockstep/connectors/csv/fields";
import type { Habits } from "@lockstep/connectors/csv/guess";
import { alikeIn, type CsvMapping, checkAgainst, readMapping } from "@lockstep/connectors/csv/mapping";
import { previewOf } from "@lockstep/connectors/csv/preview";
import { FACT_TYPES } from "@lockstep/domain/facts/catalogue";
import { isoOf } from "@lockstep/domain/instant";
import { isObject } from "@lockstep/domain/json";
import type { Ledger } from "@lockstep/domain/ledger";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { isZone } from "@lockstep/domain/zone";
import type {
  Committed,
  DryRun,
  Guess,
  Overview,
  Preview,
  RowPage,
  Upload as Uploaded,
} from "@lockstep/protocol/imports";
import type { Store } from "@lockstep/store/store";
import { type Request, type Response, Router } from "express";
import type { Feeds } from "../feeds/start-feeds.ts";
import { checkPlain, readBytes, readJson } from "../http/body.ts";
import type { Phase } from "../http/phase.ts";
import { refuseWith, viewerOf } from "../http/refuse.ts";
import { guardOf } from "../http/send-check.ts";
import { isStillIn, LET_IN_NO_MORE } from "../http/still-in.ts";
import { BEHIND, incomingOf } from "../http/taking.ts";
import { whereaboutsOf } from "../identity/last-told.ts";
import type { Viewer } from "../identity/viewer.ts";
import { inSteps } from "../in-steps.ts";
import { Stopped, type Writer } from "../writer/contract.ts";
import { isBehind } from "../writer/room.ts";
import { errorsCsv } from "./errors-csv.ts";
import { handOver } from "./hand-over.ts";
import { commitsInTurn } from "./in-turn.ts";
import { guessFor, lookAt } from "./look.ts";
import { type OpenFile, openFile } from "./open-file.ts";
import { MOST_ORDER_BYTES, type Order, readOrder, standFor, understandOrder } from "./order.ts";
import { type ImportPlan, knownIn, planImport } from "./plan-import.ts";
import { countsOf, dryRunOf, pageOf } from "./plan-pages.ts";
import { MOST_FILE_BYTES } from "./read-text.ts";
import { readinessOf } from "./readiness.ts";
import { bad, type Refused, textIn } from "./refused.ts";
import { rowsOfFile } from "./rows-of-file.ts";
import { createShelf, type Shelf, turnTo, type Upload } from "./shelf.ts";

export interface ImportParts {
  readonly writer: () => Writer;
  readonly store: () => Store;
  readonly ledger: () => Ledger;
  readonly feeds: () => Pick<Feeds, "mappedSources">;
  readonly phase: Phase;
  readonly clockMode: "live" | "manual";
  readonly currency: string;
}

/** One request, by whom, and what it is answered from. */
interface Asked extends ImportParts {
  readonly request: Request;
  readonly viewer: Viewer;
}

type Answer<T> = Promise<Result<T, Refused>>;

/** `/imports`: a table is looked at, mapped, tried dry, and committed. Each step may be taken again. */
export function importsRoute(parts: ImportParts): Router {
  const shelf = createShelf();
  const router = Router();
  const asked = (request: Request, response: Response): Asked => ({ ...parts, request, viewer: viewerOf(response) });
  const json = (work: (asked: Asked) => Answer<object>, status = 200) =>
    answering(parts.phase, async (request, response) => {
      const result = await work(asked(request, response));
      if (result.ok) response.status(status).json(result.value);
      return result;
    });
  const ofUpload =
    <T>(work: (upload: Upload, asked: Asked) => Answer<T>) =>
    async (one: Asked): Answer<T> => {
      const upload = shelf.find(one.viewer, String(one.request.params["id"]));
      return upload === undefined ? refuse(NOT_AT_HAND) : work(upload, one);
    };
  router.get("/", json(overview));
  router.post(
    "/",
    json((one) => takeFile(one, shelf)),
  );
  router.post("/:id/sheet", json(ofUpload(turnToSheet)));
  router.post("/:id/guess", json(ofUpload(guess)));
  router.post("/:id/preview", json(ofUpload(preview)));
  router.post("/:id/dry-run", json(ofUpload(dryRun)));
  router.get("/:id/rows", json(ofUpload(rowsOf)));
  router.post("/:id/commit", json(ofUpload(commitInTurn), 202));
  router.get(
    "/:id/errors.csv",
    answering(parts.phase, async (request, response) => {
      const result = await ofUpload(errorsOf)(asked(request, response));
      if (result.ok) {
        response.setHeader("content-disposition", `attachment; filename="${result.value.name}"`);
        response.type("text/csv; charset=utf-8").send(result.value.text);
      }
      return result;
    }),
  );
  router.delete("/:id", (request, response) => {
    shelf.drop(viewerOf(response), request.params.id);
    response.status(204).end();
  });
  return router;
}

const NOT_AT_HAND: Refused = {
  status: 404,
  code: "NOT_FOUND",
  message: "The file is not at hand any more: bring it in again. Its mapping is kept once it was committed.",
};
const NOT_TRIED: Refused = { status: 409, code: "CONFLICT", message: "Make a dry run of the file first." };

/** What the work refuses is said; what it did not refuse it has answered itself. */
const answering =
  (phase: Phase, work: (request: Request, response: Response) => Answer<unknown>) =>
  async (request: Request, response: Response): Promise<void> => {
    try {
      const result = await work(request, response);
      if (result.ok) return;
      if (result.error.status === BEHIND.status) response.setHeader("retry-after", "1");
      refuseWith(response, result.error.status, result.error);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      phase.refuse(response);
    }
  };

/** A mapping that is not understood any more is not offered. */
async function overview({ store, ledger, writer, viewer }: Asked): Answer<Overview> {
  const mappings = (await store().importMappings()).flatMap(({ source, mapping, changedAt, changedBy }) => {
    const read = readMapping(JSON.parse(mapping));
    return read.ok ? [{ source, mapping: read.value, changedAt: isoOf(changedAt), changedBy }] : [];
  });
  const types = TABLE_TYPES.map((type) => ({ type, shape: FACT_TYPES[type].shape, fields: fieldsOf(type) }));
  const readiness = await inSteps(readinessOf(ledger(), viewer.scope));
  return ok({ types, mappings, ...readiness, seq: writer().seq });
}

async function takeFile(asked: Asked, shelf: Shelf): Answer<Uploaded> {
  const { request, viewer } = asked;
  const packed = checkPlain(request);
  if (!packed.ok) return packed;
  if (request.is("multipart/*") !== false) {
    const message = "Send the file itself as the body, as with curl --data-binary @orders.csv, and its name as ?name=.";
    return refuse({ status: 415, code: "UNSUPPORTED_MEDIA_TYPE", message });
  }
  const tooLarge = `A file may have ${MOST_FILE_BYTES} bytes: cut it into smaller ones.`;
  const read = await readBytes(request, { mostBytes: MOST_FILE_BYTES, tooLarge });
  if (!read.ok) return read;
  const bytes = read.value;
  const opened = await openFile(bytes, sheetIn(request.query["sheet"]));
  if (!opened.ok) return bad(opened.error);
  const name = textIn(request.query["name"], 200) ?? "table.csv";
  const upload = shelf.put(viewer, { name, bytes: bytes.length, ...opened.value });
  return ok(lookAt(upload, habitsOf(asked)));
}

function habitsOf({ request, viewer, writer, currency }: Asked): Habits {
  const sites = [...writer().view.world.sites.keys()].filter((site) => viewer.scope.sees(site));
  const zone = textIn(request.query["zone"], 100);
  return { sites, currency, zone: zone !== null && isZone(zone) ? zone : "UTC" };
}

/** Another sheet of the same workbook, looked at as the first one was. */
async function turnToSheet(upload: Upload, asked: Asked): Answer<Uploaded> {
  const body = await readJson(asked.request, { mostBytes: MOST_ORDER_BYTES, what: "This" });
  if (!body.ok) return body;
  const sheet = sheetIn(isObject(body.value.value) ? body.value.value["sheet"] : undefined);
  if (sheet === null) return bad('Send { "sheet": … }, the name of one of its sheets.');
  const file = await fileFor(upload, sheet);
  return file.ok ? ok(lookAt({ ...upload, ...file.value }, habitsOf(asked))) : file;
}

/** Its name may begin and end with a space. */
const sheetIn = (value: unknown): string | null =>
  typeof value === "string" && value !== "" && value.length <= 100 ? value : null;

/** The sheet that somebody means; text has no sheets, and is what a mapping is made for wherever it is from. */
async function fileFor(upload: Upload, sheet: string | undefined): Answer<OpenFile> {
  const { workbook, table } = upload;
  if (workbook === null || sheet === undefined || sheet === workbook.sheet) return ok({ table, workbook });
  const opened = await openFile(workbook.bytes, sheet);
  if (!opened.ok) return bad(opened.error);
  turnTo(upload, opened.value);
  return opened;
}

/** A draft of a mapping need not be complete, nor have a source. */
async function orderFor(upload: Upload, { request }: Asked, options = {}): Answer<Order> {
  const body = await readOrder(request);
  return body.ok ? orderIn(body.value, upload, options) : body;
}

const orderIn = (body: unknown, upload: Upload, options = {}): Answer<Order> =>
  understandOrder(body, ({ sheet }: CsvMapping) => fileFor(upload, sheet), options);

async function guess(upload: Upload, asked: Asked): Answer<Guess> {
  const body = await readJson(asked.request, { mostBytes: MOST_ORDER_BYTES, what: "This" });
  if (!body.ok) return body;
  const wanted = isObject(body.value.value) ? body.value.value["type"] : undefined;
  const type = TABLE_TYPES.find((one) => one === wanted);
  if (type === undefined) return bad(`Send { "type": … }, one of ${TABLE_TYPES.join(", ")}.`);
  return ok(guessFor(upload, type, habitsOf(asked)));
}

async function preview(upload: Upload, asked: Asked): Answer<Preview> {
  const order = await orderFor(upload, asked, { isDraft: true });
  if (!order.ok) return order;
  const {
    mapping,
    file: { table },
  } = order.value;
  return ok({ problem: checkAgainst(table, mapping), fields: previewOf(table, mapping, knownIn(asked.ledger())) });
}

async function dryRun(upload: Upload, asked: Asked): Answer<DryRun> {
  const order = await orderFor(upload, asked);
  if (!order.ok) return order;
  const { plan } = await planned(order.value, upload, asked);
  return ok(dryRunOf(plan));
}

async function planned(order: Order, upload: Upload, { ledger, viewer, writer, clockMode }: Asked) {
  const {
    mapping,
    file: { table },
  } = order;
  const stand = standFor(order, writer(), clockMode);
  const whose = { scope: viewer.scope, known: whereaboutsOf(writer().view.known, writer().facts) };
  const found = await planImport({ table, mapping, ledger: ledger(), whose, stand });
  upload.plan = found.plan;
  return found;
}

const planOf = ({ plan }: Upload): Result<ImportPlan, Refused> => (plan === null ? refuse(NOT_TRIED) : ok(plan));

async function rowsOf(upload: Upload, { request }: Asked): Answer<RowPage> {
  const plan = planOf(upload);
  return plan.ok ? pageOf(plan.value, request.query) : plan;
}

async function errorsOf(upload: Upload): Answer<{ readonly name: string; readonly text: string }> {
  const plan = planOf(upload);
  if (!plan.ok) return plan;
  const stem = upload.name.replace(/\.[^.]*$/, "").replace(/[^A-Za-z0-9._-]+/g, "-");
  return ok({ name: `${stem}-errors.csv`, text: errorsCsv(upload.table, plan.value) });
}

/** Something has come in between: the next dry run says what. */
const notTaken = (why: string, accepted: number): Refused => ({
  status: 403,
  code: "FORBIDDEN",
  message: `${why} ${accepted} facts before it were taken, and none from there on: make a dry run again.`,
});

/** How files of a source are read counts at every plant that they are about: whoever has some plants changes only their own. */
async function mayKeep(source: string, { viewer, store, feeds }: Asked): Promise<boolean> {
  if (viewer.scope.sites === null) return true;
  const kept = (await store().importMappings()).find((one) => one.source === source);
  return kept === undefined ? !feeds().mappedSources.has(source) : kept.changedBy === viewer.name;
}

/** Whoever brings a file in sees its columns: of those that are called the same they have chosen. */
function withAlike({ alike: _, ...mapping }: CsvMapping, { table }: OpenFile): CsvMapping {
  const alike = alikeIn(table, mapping);
  return alike.length === 0 ? mapping : { ...mapping, alike: [...alike] };
}

/** What is asked for is read before its turn comes: who is slow at sending it keeps nobody waiting. */
async function commitInTurn(upload: Upload, asked: Asked): Answer<Committed> {
  const body = await readOrder(asked.request);
  return body.ok ? commitsInTurn(() => commit(body.value, upload, asked)) : body;
}

async function commit(body: unknown, upload: Upload, asked: Asked): Answer<Committed> {
  if (!isStillIn(asked.request)) return refuse(LET_IN_NO_MORE);
  const order = await orderIn(body, upload);
  if (!order.ok) return order;
  const writer = asked.writer();
  const { viewer } = asked;
  if (isBehind(writer)) return refuse(BEHIND);
  const { plan, events } = await planned(order.value, upload, asked);
  const madeOf = rowsOfFile({ name: upload.name, ...order.value.file });
  const { refused, ...sum } = await handOver(events, {
    ...{ writer, connector: `csv:${viewer.name}`, guard: guardOf(viewer, writer) },
    incomingOf: ({ event, rows }) => incomingOf(event, madeOf(rows)),
  });
  if (refused !== null) return refuse(notTaken(refused, sum.accepted));
  const { source, file } = order.value;
  const mapping = JSON.stringify(withAlike(order.value.mapping, file));
  if (await mayKeep(source, asked))
    await asked.store().saveImportMapping({ source, mapping, changedAt: Date.now(), changedBy: viewer.name });
  writer.answered();
  return ok({ ...sum, counts: countsOf(plan), ...(await inSteps(readinessOf(asked.ledger(), viewer.scope))) });
}
