import type { Mapping, Overview } from "@lockstep/protocol/imports";
import { useCallback, useEffect, useRef, useState } from "react";
import { READ_PLANT } from "../api/board-documents.ts";
import { Refused } from "../api/rest.ts";
import { useServices } from "../shell/context.tsx";
import { importApi } from "./api.ts";
import { type DroppedFile, inBestOrder, newFile, openIn, sheetKeptFor, stateOf, withUpload } from "./dropped-file.ts";

export interface Import {
  readonly overview: Overview | null;
  /** Why the server shows nothing of it; `FORBIDDEN` is another matter than a server that is away. */
  readonly refusal: { readonly code: string; readonly message: string } | null;
  readonly files: readonly DroppedFile[];
  readonly chosen: DroppedFile | null;
  /** Names of files that are on their way to the server. */
  readonly reading: readonly string[];
  readonly busy: "try" | "commit" | null;
  readonly failure: string | null;
  readonly add: (
    files: readonly { readonly name: string; readonly body: Blob | string; readonly writtenAt: string | null }[],
  ) => void;
  readonly choose: (key: string) => void;
  readonly remove: (key: string) => void;
  readonly change: (key: string, patch: Partial<DroppedFile>) => void;
  readonly changeMapping: (key: string, mapping: Mapping) => void;
  readonly changeType: (key: string, type: string) => void;
  readonly changeSheet: (key: string, sheet: string) => void;
  readonly dryRun: (key: string) => void;
  readonly commit: (key: string) => void;
  readonly next: DroppedFile | null;
  readonly retry: () => void;
}

/** Whoever looks at another page in between finds the files again. */
let atHand: { readonly files: readonly DroppedFile[]; readonly key: string | null } = { files: [], key: null };

const SHOWN_AFTER_MS = 1_200;

/** Everything that the page knows of the files at hand, and what can be done with them. */
export function useImport(): Import {
  const { client } = useServices();
  const [overview, setOverview] = useState<Overview | null>(null);
  const [refusal, setRefusal] = useState<Import["refusal"]>(null);
  const [files, setFiles] = useState<readonly DroppedFile[]>(atHand.files);
  const [key, setKey] = useState<string | null>(atHand.key);
  const [reading, setReading] = useState<readonly string[]>([]);
  const [busy, setBusy] = useState<Import["busy"]>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const latest = useRef({ files, overview });
  latest.current = { files, overview };
  useEffect(() => {
    atHand = { files, key };
  }, [files, key]);

  const read = useCallback(() => {
    importApi.overview().then(
      (answer) => {
        setOverview(answer);
        setRefusal(null);
      },
      (error: unknown) =>
        setRefusal({ code: error instanceof Refused ? error.code : "FAILED", message: wordsOf(error) }),
    );
  }, []);
  useEffect(read, [read]);

  const change = useCallback((of: string, patch: Partial<DroppedFile>): void => {
    setFiles((before) => before.map((file) => (file.key === of ? { ...file, ...patch } : file)));
  }, []);
  const fileOf = (of: string): DroppedFile | undefined => latest.current.files.find((file) => file.key === of);

  const addAll = async (given: Parameters<Import["add"]>[0]): Promise<void> => {
    setReading(given.map(({ name }) => name));
    const added: DroppedFile[] = [];
    for (const { name, body, writtenAt } of given) {
      const file = newFile(name, writtenAt);
      try {
        const first = await importApi.upload(name, body);
        const sheet = sheetKeptFor(file, first, latest.current.overview);
        const upload = sheet === null ? first : await importApi.sheet(first.id, sheet);
        added.push(withUpload(file, upload, latest.current.overview));
      } catch (error) {
        added.push({ ...file, problem: wordsOf(error) });
      }
      setReading((names) => names.slice(1));
    }
    const sorted = inBestOrder(added, latest.current.overview?.ready ?? []);
    setFiles([...latest.current.files, ...sorted]);
    setKey(openFile(sorted)?.key ?? sorted[0]?.key ?? null);
    setFailure(null);
  };

  const act = async (what: "try" | "commit", of: string, work: (file: DroppedFile) => Promise<void>): Promise<void> => {
    const file = fileOf(of);
    if (file === undefined) return;
    setBusy(what);
    setFailure(null);
    try {
      await work(file);
    } catch (error) {
      setFailure(wordsOf(error));
    } finally {
      setBusy(null);
    }
  };

  /** What is known by now, such as the only plant there is, may be guessed better. */
  const guessAgain = (of: string): void => {
    const file = fileOf(of);
    if (!file?.upload || !file.mapping || file.isTouched || file.kept !== null || stateOf(file) !== "map") return;
    importApi.guess(file.upload.id, file.mapping.type).then(
      ({ mapping }) => {
        if (fileOf(of)?.isTouched === false) change(of, { mapping });
      },
      () => undefined,
    );
  };

  const chosen = files.find((file) => file.key === key) ?? null;
  return {
    overview,
    refusal,
    files,
    chosen,
    reading,
    busy,
    failure,
    add: (given) => void addAll(given),
    choose: (of) => {
      setKey(of);
      setFailure(null);
      guessAgain(of);
    },
    remove: (of) => {
      const upload = fileOf(of)?.upload;
      if (upload !== null && upload !== undefined) importApi.remove(upload.id).catch(() => undefined);
      const left = files.filter((file) => file.key !== of);
      setFiles(left);
      if (key === of) setKey(openFile(left)?.key ?? left[0]?.key ?? null);
    },
    change: (of, patch) => change(of, { dryRun: null, ...patch }),
    changeMapping: (of, mapping) => change(of, { mapping, dryRun: null, isTouched: true }),
    changeType: (of, type) =>
      void act("try", of, async ({ upload }) => {
        if (upload === null) return;
        const guess = await importApi.guess(upload.id, type);
        change(of, { mapping: guess.mapping, kept: null, ...openIn(guess), dryRun: null });
      }),
    changeSheet: (of, sheet) =>
      void act("try", of, async ({ upload }) => {
        if (upload === null) return;
        const turned = await importApi.sheet(upload.id, sheet);
        const file = fileOf(of);
        if (file !== undefined) change(of, withUpload(file, turned, latest.current.overview));
      }),
    dryRun: (of) =>
      void act("try", of, async ({ upload, mapping, source, asOf }) => {
        if (upload === null || mapping === null) return;
        change(of, { dryRun: await importApi.dryRun(upload.id, { source, mapping, asOf }) });
      }),
    commit: (of) =>
      void act("commit", of, async ({ upload, mapping, source, asOf }) => {
        if (upload === null || mapping === null) return;
        const committed = await importApi.commit(upload.id, { source, mapping, asOf });
        change(of, { committed });
        const { ready, missing } = committed;
        setOverview((before) => before && { ...before, ready, missing });
        read();
        // What is answered for is shown within a second: then the page's head knows new plants, too.
        setTimeout(() => void client.refetchQueries({ include: [READ_PLANT] }), SHOWN_AFTER_MS);
      }),
    next: files.find((file) => file.key !== key && (stateOf(file) === "map" || stateOf(file) === "try")) ?? null,
    retry: read,
  };
}

/** The first that there is something to do with. */
const openFile = (files: readonly DroppedFile[]): DroppedFile | undefined =>
  files.find((file) => stateOf(file) === "map" || stateOf(file) === "try");

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
