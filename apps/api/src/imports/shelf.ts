import { randomUUID } from "node:crypto";
import type { Table } from "@lockstep/connectors/csv/table";
import type { Viewer } from "../identity/viewer.ts";
import type { OpenFile, OpenWorkbook } from "./open-file.ts";
import type { ImportPlan } from "./plan-import.ts";

/** A file that somebody has brought in and works on; nothing of it is a fact yet. */
export interface Upload {
  readonly id: string;
  readonly name: string;
  readonly bytes: number;
  table: Table;
  /** Null: it is text. */
  workbook: OpenWorkbook | null;
  /** What the latest dry run has found. */
  plan: ImportPlan | null;
}

/** Of one person: what others have on it stays. */
const MOST_UPLOADS = 64;
/** Of files; in memory each takes a few times that. */
const MOST_BYTES = 48 * 1_048_576;

/** The files at hand: in memory, and no longer than there is room for. Each is its owner's alone. */
export interface Shelf {
  put(viewer: Viewer, file: Omit<Upload, "id" | "plan">): Upload;
  find(viewer: Viewer, id: string): Upload | undefined;
  drop(viewer: Viewer, id: string): void;
}

/** What was found in the file before is of another sheet. */
export function turnTo(upload: Upload, { table, workbook }: OpenFile): void {
  upload.table = table;
  upload.workbook = workbook;
  upload.plan = null;
}

export function createShelf(): Shelf {
  /** The longest unused first. */
  const uploads = new Map<string, { readonly owner: string; readonly upload: Upload }>();
  const ownerOf = ({ name, scope }: Viewer): string => JSON.stringify([name, scope.key]);
  const find = (viewer: Viewer, id: string): Upload | undefined => {
    const found = uploads.get(id);
    if (found === undefined || found.owner !== ownerOf(viewer)) return undefined;
    uploads.delete(id);
    uploads.set(id, found);
    return found.upload;
  };
  /** First of what the same person has; of others only what is too much for the memory. */
  const makeRoom = (owner: string, bytes: number): void => {
    const all = [...uploads];
    const own = all.filter(([, one]) => one.owner === owner);
    let held = all.reduce((sum, [, { upload }]) => sum + upload.bytes, bytes);
    let owned = own.length;
    for (const [id, one] of [...own, ...all.filter(([, { owner: whose }]) => whose !== owner)]) {
      if (held <= MOST_BYTES && owned < MOST_UPLOADS) return;
      uploads.delete(id);
      held -= one.upload.bytes;
      if (one.owner === owner) owned -= 1;
    }
  };
  return {
    put(viewer, file) {
      const owner = ownerOf(viewer);
      makeRoom(owner, file.bytes);
      const upload: Upload = { ...file, id: randomUUID(), plan: null };
      uploads.set(upload.id, { owner, upload });
      return upload;
    },
    find,
    drop(viewer, id) {
      if (find(viewer, id) !== undefined) uploads.delete(id);
    },
  };
}
