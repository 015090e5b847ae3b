import { type DroppedFile, offeredOf, textToRead } from "@lockstep/connectors/b2mml/folder-connector";
import type { B2mmlMapping } from "@lockstep/connectors/b2mml/mapping";
import { MOST_B2MML_BYTES } from "@lockstep/connectors/b2mml/read-message";
import type { B2mmlFolder } from "@lockstep/connectors/configuration";
import type { Offered } from "@lockstep/connectors/contract";
import { type Instant, type Millis, SECOND } from "@lockstep/domain/instant";
import { reasonIn } from "../../errors.ts";
import { xmlText } from "../../http/b2mml-text.ts";
import type { Log } from "../../log.ts";
import type { Trouble } from "../../view/feeds.ts";
import { type B2mmlReader, B2mmlStopped } from "../b2mml-reader.ts";
import { backoffMs } from "../backoff.ts";
import { startRounds } from "../rounds.ts";
import type { ConnectorStatus, RunningConnector } from "../run-connector.ts";
import { dropFolder, type Look } from "./dropped-files.ts";

export interface FolderOptions {
  readonly b2mml: { readonly mapping: Pick<B2mmlMapping, "source">; readonly reader: Pick<B2mmlReader, "read"> };
  /** Resolves when they are durable. */
  readonly take: (offered: readonly Offered[]) => Promise<unknown>;
  readonly feeds: {
    readonly heard: (source: string, at: Instant) => void;
    readonly trouble: (source: string, why: Trouble | null) => void;
    readonly failed: () => void;
  };
  readonly log: Log;
}

const POLL_SECONDS = 2;
/** A single failure is a hiccup; from the second one on, people are told. */
const TOLD_AFTER = 2;

/**
 * Takes files out of a folder, one after the other, by name. A file is taken when it was the same at two looks, and moved
 * away only when what it means is durable: after a crash it is taken again, and its facts are duplicates.
 */
export function startFolder(config: B2mmlFolder, options: FolderOptions): RunningConnector {
  const { id, pollSeconds = POLL_SECONDS } = config;
  const { b2mml, take, feeds, log } = options;
  const { reader, mapping } = b2mml;
  const { source } = mapping;
  const folder = dropFolder(config.folder);
  const stopping = new AbortController();
  let isPrepared = false;
  let seen = new Map<string, string>();
  let inARow = 0;
  let latest = 0;
  let lastMessageAt: Instant | null = null;
  const count = { messages: 0, offered: 0, refused: 0, ignored: 0, failures: 0 };

  /** The wall clock may be set back; a connector's never is. */
  function now(): Instant {
    latest = Math.max(latest, Date.now());
    return latest;
  }

  async function lookRound(): Promise<void> {
    if (!isPrepared) await folder.prepare();
    isPrepared = true;
    const looks = await folder.look();
    const ready = looks.filter(({ name, stamp }) => seen.get(name) === stamp);
    seen = new Map(looks.map(({ name, stamp }) => [name, stamp]));
    const troubles: string[] = [];
    for (let k = 0; k < ready.length; k += FILES_AT_ONCE) {
      if (stopping.signal.aborted) return;
      await takeFiles(ready.slice(k, k + FILES_AT_ONCE), troubles);
    }
    if (troubles.length > 0) throw new Error(troubles.slice(0, 3).join("; "));
  }

  /** One commit for several files: each is moved away by itself. */
  async function takeFiles(looks: readonly Look[], troubles: string[]): Promise<void> {
    const read: ReadFile[] = [];
    let bytes = 0;
    for (const [k, look] of looks.entries()) {
      // One file that cannot be read holds up no other.
      const one = await readFile(look).catch(
        (error: unknown) => void troubles.push(`${look.name}: ${reasonIn(error)}`),
      );
      if (one) read.push(one);
      bytes += look.bytes;
      if (bytes < BYTES_AT_ONCE && k < looks.length - 1) continue;
      await takeRead(read.splice(0), troubles);
      bytes = 0;
    }
  }

  async function takeRead(read: readonly ReadFile[], troubles: string[]): Promise<void> {
    if (read.length === 0 || stopping.signal.aborted) return;
    await take(read.flatMap(({ offered }) => offered));
    for (const { look, offered, at } of read) {
      lastMessageAt = at;
      count.messages += 1;
      count.offered += offered.length;
      const refused = offered.flatMap((one) => ("refused" in one ? [one.refused] : []));
      count.refused += refused.length;
      const [why] = refused;
      if (why !== undefined) log.warn({ connector: id, file: look.name, rule: why.rule }, "a file was not understood");
      const reason = why === undefined ? null : `${why.rule}\n\n${why.reason}\n\n${WHAT_TO_DO}`;
      await folder.away(look, reason).catch((error: unknown) => troubles.push(`${look.name}: ${reasonIn(error)}`));
    }
    feeds.heard(source, now());
  }

  /** Null: somebody still writes to it; it is taken when it is the same at two looks. */
  async function readFile(look: Look): Promise<ReadFile | null> {
    const isTooLarge = look.bytes > MOST_B2MML_BYTES;
    const bytes = await folder.read(look, isTooLarge ? FIRST_PART : MOST_B2MML_BYTES);
    if (bytes === null) return null;
    const at = now();
    const file = { name: look.name, bytes: look.bytes, text: xmlText(bytes) };
    return { look, at, offered: await offersOf(file) };
  }

  /** A mistake in the connector costs it this file, and nobody else anything. */
  async function offersOf(file: DroppedFile): Promise<readonly Offered[]> {
    const text = textToRead(file);
    if (typeof text !== "string") return text;
    try {
      return offeredOf(file, text, await reader.read(text));
    } catch (error) {
      // It is there when everything is started again.
      if (stopping.signal.aborted || error instanceof B2mmlStopped) throw error;
      log.error({ connector: id, err: error }, "a connector has failed; it begins anew");
      count.failures += 1;
      const reason = "The connector failed on this file: this is a mistake in the program, please report it.";
      return [{ text: file.name, refused: { rule: "connector-failed", reason } }];
    }
  }

  function fail(error: unknown): void {
    if (stopping.signal.aborted) return;
    inARow += 1;
    count.failures += 1;
    feeds.failed();
    const why = reasonIn(error);
    log.warn({ connector: id, why, inARow }, "files could not be taken");
    if (inARow < TOLD_AFTER) return;
    feeds.trouble(source, { kind: "FOLDER", text: `Files in ${config.folder} cannot be taken: ${why}.` });
  }

  async function round(): Promise<Millis> {
    try {
      await lookRound();
      if (inARow > 0) feeds.trouble(source, null);
      inARow = 0;
      return pollSeconds * SECOND;
    } catch (error) {
      isPrepared = false;
      fail(error);
      return Math.max(pollSeconds * SECOND, backoffMs(inARow, Math.random()));
    }
  }

  const rounds = startRounds(round, stopping);
  return {
    get status(): ConnectorStatus {
      return { id, isUp: inARow === 0 && isPrepared, ...count, lastMessageAt };
    },
    stop: rounds.stop,
  };
}

interface ReadFile {
  readonly look: Look;
  readonly at: Instant;
  readonly offered: readonly Offered[];
}

const FIRST_PART = 65_536;
const FILES_AT_ONCE = 20;
const BYTES_AT_ONCE = 4_194_304;

const WHAT_TO_DO =
  "Nothing of this file was taken; the message lies in quarantine. Correct the file, and put it into the folder in again.";
