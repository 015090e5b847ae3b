import { type DroppedFile, offeredOf, textToRead } from "@lockstep/connectors/b2mml/folder-connector";
import type { B2mmlMapping } from "@lockstep/connectors/b2mml/mapping";
import { MOST_B2MML_BYTES } from "@lockstep/connectors/b2mml/read-message";
import type { Offered } from "@lockstep/connectors/contract";
import { xmlText } from "../../http/b2mml-text.ts";
import type { Log } from "../../log.ts";
import type { Told } from "../../writer/incoming.ts";
import { createB2mmlMessages } from "../b2mml-messages.ts";
import { type B2mmlReader, B2mmlStopped } from "../b2mml-reader.ts";
import { type Became, type DroppedBytes, FAILED, type FileKind } from "./take-files.ts";

export interface B2mmlFilesOptions {
  readonly id: string;
  readonly b2mml: { readonly mapping: Pick<B2mmlMapping, "source">; readonly reader: Pick<B2mmlReader, "read"> };
  /** Of what is durable. */
  readonly find: Told["find"];
  /** Resolves when they are durable. */
  readonly take: (offered: readonly Offered[]) => Promise<unknown>;
  readonly log: Log;
}

const FILES_AT_ONCE = 20;

/** Files of B2MML, each taken whole or not at all; several are one commit. */
export function b2mmlFiles({ id, b2mml: { mapping, reader }, find, take, log }: B2mmlFilesOptions): FileKind {
  const messages = createB2mmlMessages(find);

  /** `ends`: what is to be called when all is durable. */
  async function offersOf(
    { name, size, bytes }: DroppedBytes,
    stopping: AbortSignal,
    ends: (() => void)[],
  ): Promise<readonly Offered[]> {
    const file: DroppedFile = { name, bytes: size, text: xmlText(bytes) };
    const text = textToRead(file);
    if (typeof text !== "string") return text;
    try {
      const read = await reader.read(text);
      const begun = read.ok ? await messages.begin(read.value) : read;
      if (begun.ok) ends.push(begun.value);
      return offeredOf(file, text, begun.ok ? read : begun);
    } catch (error) {
      // It is there when everything is started again.
      if (stopping.aborted || error instanceof B2mmlStopped) throw error;
      log.error({ connector: id, err: error }, "a connector has failed; it begins anew");
      const reason = "The connector failed on this file: this is a mistake in the program, please report it.";
      return [{ text: name, refused: { rule: FAILED, reason } }];
    }
  }
  return {
    source: mapping.source,
    endings: [".xml"],
    mostBytes: MOST_B2MML_BYTES,
    filesAtOnce: FILES_AT_ONCE,
    async take(files, stopping) {
      const offered: (readonly Offered[])[] = [];
      const ends: (() => void)[] = [];
      try {
        for (const file of files) offered.push(await offersOf(file, stopping, ends));
        if (stopping.aborted) return null;
        await take(offered.flat());
        return offered.map(becameOf);
      } finally {
        for (const end of ends) end();
      }
    },
  };
}

function becameOf(offered: readonly Offered[]): Became {
  const refused = offered.flatMap((one) => ("refused" in one ? [one.refused] : []));
  const [why] = refused;
  const reason = why === undefined ? null : `${why.rule}\n\n${why.reason}\n\n${WHAT_TO_DO}`;
  return { offered: offered.length, refused, reason };
}

const WHAT_TO_DO =
  "Nothing of this file was taken; the message lies in quarantine. Correct the file, and put it into the folder in again.";
