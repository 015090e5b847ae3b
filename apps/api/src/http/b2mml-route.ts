import type { B2mmlMapping } from "@lockstep/connectors/b2mml/mapping";
import { MOST_B2MML_BYTES } from "@lockstep/connectors/b2mml/read-message";
import { refusedText } from "@lockstep/connectors/refused-text";
import type { RequestHandler, Response } from "express";
import { createB2mmlMessages } from "../feeds/b2mml-messages.ts";
import { type B2mmlReader, B2mmlStopped } from "../feeds/b2mml-reader.ts";
import { Stopped, type Writer } from "../writer/contract.ts";
import type { Incoming } from "../writer/incoming.ts";
import { xmlText } from "./b2mml-text.ts";
import { checkPlain, readBytes } from "./body.ts";
import type { Phase } from "./phase.ts";
import { refuseWith, viewerOf } from "./refuse.ts";
import { guardOf, maySendAll, refuseRest } from "./send-check.ts";
import { hasRoom, mediaType, noneTaken, takeIn } from "./taking.ts";

export interface B2mmlParts {
  readonly writer: () => Writer;
  readonly b2mml: { readonly reader: B2mmlReader; readonly mapping: Pick<B2mmlMapping, "source"> };
  readonly phase: Phase;
}

const TOO_MANY = {
  code: "TOO_MANY_MESSAGES",
  message: "Messages that came before are still being read: nothing was taken. Send it again in a second.",
};

const FORMS: ReadonlySet<string> = new Set(["application/xml", "text/xml"]);

/**
 * `POST /b2mml`: a message in XML, taken in as `POST /facts` would the facts that it means, and answered when they are
 * durable. One that is not understood is quarantined whole; what is no B2MML that we read is refused.
 */
export function b2mmlRoute({ writer, b2mml: { reader, mapping }, phase }: B2mmlParts): RequestHandler {
  const messages = createB2mmlMessages((source, id) => writer().facts.find(source, id));
  return async (request, response) => {
    if (!FORMS.has(mediaType(request))) {
      const message = `Send B2MML as ${[...FORMS].join(" or ")}.`;
      refuseWith(response, 415, { code: "UNSUPPORTED_MEDIA_TYPE", message });
      return;
    }
    const plain = checkPlain(request);
    if (!plain.ok) {
      refuseWith(response, plain.error.status, plain.error);
      return;
    }
    const tooLarge = `A message may have ${MOST_B2MML_BYTES} bytes: send it in parts.`;
    const bytes = await readBytes(request, { mostBytes: MOST_B2MML_BYTES, tooLarge });
    if (!bytes.ok) {
      refuseWith(response, bytes.error.status, bytes.error);
      return;
    }
    const text = xmlText(bytes.value);
    if (text === null) {
      const message = "The body is no text in UTF-8 or UTF-16: send it in one of them.";
      refuseWith(response, 400, { code: "BAD_REQUEST", message });
      return;
    }
    if (!hasRoom(writer(), response)) return;
    if (!reader.hasRoom(text.length)) {
      response.setHeader("retry-after", "1");
      refuseWith(response, 429, TOO_MANY);
      return;
    }
    const read = await readOrRefuse(text, reader, { response, phase });
    if (read === null) return;
    if (!read.ok && read.error.kind === "no-message") {
      const { rule, reason: message } = read.error;
      if (rule === "too-large") refuseWith(response, 413, { code: "TOO_LARGE", message });
      else refuseWith(response, 400, { code: "BAD_REQUEST", message });
      return;
    }
    const from = { place: "B2MML message", text };
    const facts: readonly Incoming[] = read.ok ? read.value.map((value) => ({ value, from })) : [];
    const viewer = viewerOf(response);
    const guard = guardOf(viewer, writer());
    if (!maySendAll(response, facts, { guard, writer: writer() })) return;
    const begun = read.ok ? await messages.begin(read.value) : read;
    const incoming = begun.ok
      ? facts
      : [refusedText(text, begun.error, { source: mapping.source, type: "mes.operation" })];
    const sum = noneTaken(writer());
    try {
      await takeIn(incoming, { writer: writer(), sum, connector: `b2mml:${viewer.name}`, guard });
      if (refuseRest(response, sum)) return;
      const { accepted, duplicates, quarantined, seq } = sum;
      const parked = writer().countParked(accepted);
      writer().answered();
      const why = begun.ok ? {} : { refused: { rule: begun.error.rule, reason: begun.error.reason } };
      response.status(202).json({ accepted: accepted.length, duplicates, quarantined, parked, seq, ...why });
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      phase.refuse(response);
    } finally {
      if (begun.ok) begun.value();
    }
  };
}

interface Answering {
  readonly response: Response;
  readonly phase: Phase;
}

/** Null: it has been answered, as everything is being stopped. */
async function readOrRefuse(
  text: string,
  reader: B2mmlReader,
  { response, phase }: Answering,
): Promise<Awaited<ReturnType<B2mmlReader["read"]>> | null> {
  try {
    return await reader.read(text);
  } catch (error) {
    if (!(error instanceof B2mmlStopped)) throw error;
    phase.refuse(response);
    return null;
  }
}
