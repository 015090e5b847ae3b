import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Request, RequestHandler, Response } from "express";
import { hasRole } from "../identity/viewer.ts";
import { Stopped, type Writer } from "../writer/contract.ts";
import type { Incoming } from "../writer/incoming.ts";
import { checkPlain, readJson } from "./body.ts";
import { linesOf, MOST_FACT_BYTES } from "./lines.ts";
import type { Phase } from "./phase.ts";
import { refuseWith, viewerOf } from "./refuse.ts";

const MOST_BATCH_BYTES = 16 * 1_048_576;
/** Facts in the queue beyond which the log counts as behind. */
const MOST_BACKLOG = 20_000;
const CHUNK = 1_000;
const ROOM_POLL_MS = 20;

interface Sum {
  readonly accepted: AnyFact[];
  duplicates: number;
  quarantined: number;
  seq: number;
}

/** `POST /facts`: one event, a list of them, or one a line. Answered once, when everything it took is durable. */
export function factsRoute(writer: () => Writer, phase: Phase): RequestHandler {
  return async (request, response) => {
    if (!hasRole(viewerOf(response), "INTEGRATOR", "STEWARD", "ADMINISTRATOR")) {
      const message = "Facts are sent by integrators, stewards and administrators: ask one of them.";
      refuseWith(response, 403, { code: "FORBIDDEN", message });
      return;
    }
    const form = FORMS[mediaType(request)];
    if (form === undefined) {
      const message = `Send facts as ${Object.keys(FORMS).join(", ")}.`;
      refuseWith(response, 415, { code: "UNSUPPORTED_MEDIA_TYPE", message });
      return;
    }
    const sum: Sum = { accepted: [], duplicates: 0, quarantined: 0, seq: writer().seq };
    try {
      if (!(await form(request, response, { writer: writer(), phase, sum, connector: connectorOf(response) }))) return;
      const { accepted, duplicates, quarantined, seq } = sum;
      const parked = writer().countParked(accepted);
      writer().answered();
      response.status(202).json({ accepted: accepted.length, duplicates, quarantined, parked, seq });
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      phase.refuse(response);
    }
  };
}

interface Reading {
  readonly writer: Writer;
  readonly phase: Phase;
  readonly sum: Sum;
  readonly connector: string;
}

/** Takes a body in; false if it has been refused. */
type Form = (request: Request, response: Response, reading: Reading) => Promise<boolean>;

const FORMS: { readonly [type: string]: Form } = {
  "application/cloudevents+json": takeOne,
  "application/cloudevents-batch+json": takeBatch,
  "application/x-ndjson": takeLines,
};

const mediaType = (request: Request): string =>
  (request.headers["content-type"] ?? "").split(";")[0]?.trim().toLowerCase() ?? "";

const connectorOf = (response: Response): string => `http:${viewerOf(response).name}`;

async function takeOne(request: Request, response: Response, reading: Reading): Promise<boolean> {
  const body = await readJson(request, { mostBytes: MOST_FACT_BYTES, what: "A fact" });
  if (!body.ok) {
    refuseWith(response, body.error.status, body.error);
    return false;
  }
  return takeAll(response, reading, [{ text: body.value.text }]);
}

async function takeBatch(request: Request, response: Response, reading: Reading): Promise<boolean> {
  const body = await readJson(request, { mostBytes: MOST_BATCH_BYTES, what: "A batch" });
  if (!body.ok) {
    refuseWith(response, body.error.status, body.error);
    return false;
  }
  const { value: list, text } = body.value;
  if (!Array.isArray(list)) {
    refuseWith(response, 400, { code: "BAD_REQUEST", message: "A batch is a JSON list of events; this is none." });
    return false;
  }
  const mayBeTooLarge = text.length > MOST_FACT_BYTES / 4;
  return takeAll(response, reading, mayBeTooLarge ? list.map(incomingOf) : list.map((value: unknown) => ({ value })));
}

/** All or nothing: what has been read whole is refused whole where the log is behind. */
async function takeAll(response: Response, reading: Reading, incoming: readonly Incoming[]): Promise<boolean> {
  if (reading.writer.backlog > MOST_BACKLOG) {
    refuseBusy(response);
    return false;
  }
  await take(reading, incoming);
  return true;
}

/** A fact that is too large spoils its batch no more than any other bad one. */
function incomingOf(value: unknown): Incoming {
  const text = JSON.stringify(value);
  const bytes = Buffer.byteLength(text);
  if (bytes <= MOST_FACT_BYTES) return { value };
  return {
    text,
    refused: { rule: "too-large", reason: `The fact has ${bytes} bytes; it may have ${MOST_FACT_BYTES}.` },
  };
}

async function takeLines(request: Request, response: Response, reading: Reading): Promise<boolean> {
  const plain = checkPlain(request);
  if (!plain.ok) {
    refuseWith(response, plain.error.status, plain.error);
    return false;
  }
  if (reading.writer.backlog > MOST_BACKLOG) {
    refuseBusy(response);
    return false;
  }
  for await (const lines of linesOf(request.iterator({ destroyOnReturn: false }))) {
    if (reading.phase.isClosing) {
      // Some of it is taken: no answer says so, and what is sent again is a duplicate.
      request.socket.destroy();
      return false;
    }
    await room(reading.writer);
    await take(reading, lines);
  }
  return true;
}

async function take({ writer, sum, connector }: Reading, incoming: readonly Incoming[]): Promise<void> {
  const chunks: Promise<void>[] = [];
  for (let k = 0; k < incoming.length; k += CHUNK) {
    chunks.push(
      writer.take(incoming.slice(k, k + CHUNK), connector).then((taken) => {
        for (const fact of taken.accepted) sum.accepted.push(fact);
        sum.duplicates += taken.duplicates;
        sum.quarantined += taken.quarantined;
        sum.seq = Math.max(sum.seq, taken.seq);
      }),
    );
  }
  await Promise.all(chunks);
}

/** Back-pressure: a stream is read on only when the queue has room for it. */
async function room(writer: Writer): Promise<void> {
  while (writer.backlog > MOST_BACKLOG) await new Promise((resolve) => setTimeout(resolve, ROOM_POLL_MS));
}

function refuseBusy(response: Response): void {
  response.setHeader("retry-after", "1");
  const message = "The log is behind: nothing was taken. Send it again in a second.";
  refuseWith(response, 429, { code: "TOO_MANY_FACTS", message });
}
