import { setImmediate as nextTurn } from "node:timers/promises";
import { scanJson } from "@lockstep/domain/scan-json";
import { StoreAway } from "@lockstep/store/reach";
import type { Request, RequestHandler, Response } from "express";
import { AWAY } from "../errors.ts";
import { inSteps } from "../in-steps.ts";
import { Stopped, type Writer } from "../writer/contract.ts";
import type { Guard, Incoming } from "../writer/incoming.ts";
import { room } from "../writer/room.ts";
import { checkPlain, endlessParts, NO_JSON, readText, TOO_SLOW, TooSlow } from "./body.ts";
import { linesOf, MOST_FACT_BYTES } from "./lines.ts";
import type { Phase } from "./phase.ts";
import { refuseWith, viewerOf } from "./refuse.ts";
import { guardOf, maySendAll, refuseRest } from "./send-check.ts";
import { isStillIn, LET_IN_NO_MORE } from "./still-in.ts";
import {
  chunksOf,
  FACTS_AT_ONCE,
  hasRoom,
  incomingText,
  MOST_BATCH_BYTES,
  mediaType,
  noneTaken,
  type Sum,
  takeChunks,
  takeIn,
} from "./taking.ts";
import { type Together, together } from "./together.ts";

/** `POST /facts`: one event, a list of them, or one a line. Answered once, when everything it took is durable. */
export function factsRoute(writer: () => Writer, phase: Phase): RequestHandler {
  return async (request, response) => {
    const form = FORMS[mediaType(request)];
    if (form === undefined) {
      const message = `Send facts as ${Object.keys(FORMS).join(", ")}.`;
      refuseWith(response, 415, { code: "UNSUPPORTED_MEDIA_TYPE", message });
      return;
    }
    const sum = noneTaken(writer());
    try {
      const guard = guardOf(viewerOf(response), writer());
      const reading = { writer: writer(), phase, sum, connector: connectorOf(response), guard };
      if (!(await form(request, response, reading)) || refuseRest(response, sum)) return;
      const { accepted, duplicates, quarantined, seq } = sum;
      const parked = writer().countParked(accepted);
      writer().answered();
      response.status(202).json({ accepted: accepted.length, duplicates, quarantined, parked, seq });
    } catch (error) {
      if (error instanceof TooSlow) refuseFromHere(response, sum, TOO_SLOW);
      else if (error instanceof StoreAway && takenOf(sum) > 0) refuseFromHere(response, sum, { status: 503, ...AWAY });
      else if (error instanceof Stopped) phase.refuse(response);
      else throw error;
    }
  };
}

interface Reading {
  readonly writer: Writer;
  readonly phase: Phase;
  readonly sum: Sum;
  readonly connector: string;
  readonly guard: Guard | null;
}

/** Takes a body in; false if it has been refused. */
type Form = (request: Request, response: Response, reading: Reading) => Promise<boolean>;

const FORMS: { readonly [type: string]: Form } = {
  "application/cloudevents+json": takeOne,
  "application/cloudevents-batch+json": takeBatch,
  "application/x-ndjson": takeLines,
};

const connectorOf = (response: Response): string => `http:${viewerOf(response).name}`;

/** The whole body; null: it has been refused. */
async function readWhole(
  request: Request,
  response: Response,
  { phase, mostBytes, what }: Pick<Reading, "phase"> & { readonly mostBytes: number; readonly what: string },
): Promise<string | null> {
  // What has not come whole by then is waited for no more.
  const forget = phase.whenClosing(() => phase.refuse(response));
  const body = await readText(request, { mostBytes, what }).finally(forget);
  if (response.headersSent) return null;
  if (body.ok) return body.value;
  refuseWith(response, body.error.status, body.error);
  return null;
}

async function takeOne(request: Request, response: Response, reading: Reading): Promise<boolean> {
  const text = await readWhole(request, response, { ...reading, mostBytes: MOST_FACT_BYTES, what: "A fact" });
  if (text === null) return false;
  const { isJson } = await inSteps(scanJson(text));
  if (isJson) return takeAll(response, reading, () => [[{ text }]]);
  refuseWith(response, NO_JSON.status, NO_JSON);
  return false;
}

async function takeBatch(request: Request, response: Response, reading: Reading): Promise<boolean> {
  const text = await readWhole(request, response, { ...reading, mostBytes: MOST_BATCH_BYTES, what: "A batch" });
  if (text === null) return false;
  const values = text.length <= SHORT ? valuesIn(text) : null;
  if (values !== null) return takeAll(response, reading, () => chunksOf(values));
  const { isJson, isList } = await inSteps(scanJson(text));
  if (isJson && isList) return takeAll(response, reading, () => elementsOf(text));
  const message = isJson ? "A batch is a JSON list of events; this is none." : NO_JSON.message;
  refuseWith(response, 400, { code: "BAD_REQUEST", message });
  return false;
}

/** Most batches are no longer: to read them in one go holds up nobody, and is the fastest. */
const SHORT = 65_536;

/** Null: it is no JSON, or no list. How an element was written is looked for only if it is kept as it was received. */
function valuesIn(list: string): readonly Incoming[] | null {
  let texts: readonly string[] | null = null;
  const textOf = (k: number): string => {
    texts ??= [...textsIn(list)].flat();
    return texts[k] ?? "";
  };
  try {
    const values: unknown = JSON.parse(list);
    return Array.isArray(values) ? values.map((value: unknown, k) => ({ value, textOf: () => textOf(k) })) : null;
  } catch {
    return null;
  }
}

/** The elements of a list, some at a time; none where only others are to get their turn. */
function* elementsOf(list: string): Generator<readonly Incoming[]> {
  for (const texts of textsIn(list)) yield texts.map(incomingText);
}

function* textsIn(list: string): Generator<readonly string[]> {
  for (const places of scanJson(list)) {
    const some: string[] = [];
    for (let k = 0; k < places.length; k += 2) some.push(list.slice(places[k], places[k + 1]));
    yield some;
  }
}

/** All or nothing: what has been read whole is refused whole where the log is behind. */
async function takeAll(
  response: Response,
  reading: Reading,
  chunks: () => Iterable<readonly Incoming[]>,
): Promise<boolean> {
  if (reading.guard !== null) {
    for (const chunk of chunks()) {
      if (!maySendAll(response, chunk, reading)) return false;
      await nextTurn();
    }
  }
  if (!hasRoom(reading.writer, response)) return false;
  await takeChunks(chunks(), reading);
  return true;
}

async function takeLines(request: Request, response: Response, reading: Reading): Promise<boolean> {
  const plain = checkPlain(request);
  if (!plain.ok) {
    refuseWith(response, plain.error.status, plain.error);
    return false;
  }
  if (!hasRoom(reading.writer, response)) return false;
  const { phase, sum } = reading;
  let isWaiting = !request.complete;
  const stopHere = (): void => phase.refuse(response, takenBefore(sum));
  const forget = phase.whenClosing(() => {
    if (isWaiting) stopHere();
  });
  try {
    for await (const lines of together(linesOf(endlessParts(request)), patienceOf(request))) {
      // It has been told that nothing of this was taken.
      if (response.headersSent) return false;
      isWaiting = false;
      await room(reading.writer);
      if (!isStillIn(request)) {
        refuseFromHere(response, sum, LET_IN_NO_MORE);
        return false;
      }
      await takeIn(lines, reading);
      if (sum.refused !== null) return true;
      // What is here whole is taken to its end.
      if (phase.isClosing && !request.complete) {
        stopHere();
        return false;
      }
      isWaiting = !request.complete;
    }
    return true;
  } finally {
    forget();
  }
}

/**
 * What is sent in one go is looked at in one go, so that a line is not short for the stock that comes behind it: a body that is no
 * longer than a batch may be, else what comes without a pause; of neither more at once than of a batch.
 */
const patienceOf = ({ headers }: Request): Together =>
  Number(headers["content-length"] ?? Number.NaN) <= MOST_BATCH_BYTES
    ? { pauseMs: 1_000, mostMs: 5_000, most: FACTS_AT_ONCE }
    : { pauseMs: 5, mostMs: 20, most: FACTS_AT_ONCE };

interface Ended {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

const takenOf = ({ accepted, duplicates, quarantined }: Sum): number => accepted.length + duplicates + quarantined;

/** What came before in the stream stays taken. */
function refuseFromHere(response: Response, sum: Sum, { status, code, message }: Ended): void {
  refuseWith(response, status, { code, message: `${message} ${takenBefore(sum)}` });
}

const takenBefore = (sum: Sum): string => `${takenOf(sum)} lines before it were taken; from there on, nothing was.`;
