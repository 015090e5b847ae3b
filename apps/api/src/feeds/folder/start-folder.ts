import { type Instant, type Millis, SECOND } from "@lockstep/domain/instant";
import { reasonIn } from "../../errors.ts";
import type { Log } from "../../log.ts";
import type { Trouble } from "../../view/feeds.ts";
import { backoffMs } from "../backoff.ts";
import { startRounds } from "../rounds.ts";
import type { ConnectorStatus, RunningConnector } from "../run-connector.ts";
import { dropFolder, type Look } from "./dropped-files.ts";
import { type Became, type DroppedBytes, FAILED, type FileKind } from "./take-files.ts";

export interface FolderConfig {
  readonly id: string;
  readonly folder: string;
  readonly pollSeconds?: number;
}

export interface FolderOptions {
  readonly files: FileKind;
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
export function startFolder(config: FolderConfig, { files, feeds, log }: FolderOptions): RunningConnector {
  const { id, pollSeconds = POLL_SECONDS } = config;
  const { source } = files;
  const folder = dropFolder(config.folder, files.endings);
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
    for (let k = 0; k < ready.length; k += files.filesAtOnce) {
      if (stopping.signal.aborted) return;
      await takeFiles(ready.slice(k, k + files.filesAtOnce), troubles);
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
    const became = await files.take(
      read.map(({ file }) => file),
      stopping.signal,
    );
    if (became === null) return;
    for (const [k, { look, at }] of read.entries()) {
      const one = became[k];
      if (one === undefined) continue;
      lastMessageAt = at;
      tally(look.name, one);
      await folder.away(look, one.reason).catch((error: unknown) => troubles.push(`${look.name}: ${reasonIn(error)}`));
    }
    feeds.heard(source, now());
  }

  function tally(name: string, { offered, refused }: Became): void {
    count.messages += 1;
    count.offered += offered;
    count.refused += refused.length;
    count.failures += refused.filter(({ rule }) => rule === FAILED).length;
    const [why] = refused;
    if (why !== undefined) log.warn({ connector: id, file: name, rule: why.rule }, "a file was not understood");
  }

  /** Null: somebody still writes to it; it is taken when it is the same at two looks. */
  async function readFile(look: Look): Promise<ReadFile | null> {
    const isTooLarge = look.bytes > files.mostBytes;
    const bytes = await folder.read(look, isTooLarge ? FIRST_PART : files.mostBytes);
    if (bytes === null) return null;
    const { name, bytes: size, writtenAt } = look;
    return { look, at: now(), file: { name, size, bytes, writtenAt } };
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
  readonly file: DroppedBytes;
}

const FIRST_PART = 65_536;
const BYTES_AT_ONCE = 4_194_304;
