import type { Commit } from "./records.ts";

/** Beyond either, the rest waits for the next transaction. */
const MOST_RECORDS = 5_000;
const MOST_CHARACTERS = 32 * 1024 * 1024;

export interface GroupCommit {
  append(commit: Commit): Promise<void>;
  /** Resolves once all that was appended is settled; what comes later is rejected. */
  drain(): Promise<void>;
}

interface Waiting {
  readonly commit: Commit;
  resolve(): void;
  reject(reason: unknown): void;
}

/** Joins what is appended while a transaction runs into the next one: one wait for the disk, however many callers. */
export function createGroupCommit(write: (group: readonly Commit[]) => Promise<void>): GroupCommit {
  let queue: Waiting[] = [];
  let running: Promise<void> | null = null;
  let isClosed = false;

  async function run(): Promise<void> {
    // What the same turn of the event loop appends belongs together already.
    await Promise.resolve();
    while (queue.length > 0) {
      const group = takeGroup(queue);
      try {
        await write(group.map(({ commit }) => commit));
        for (const { resolve } of group) resolve();
      } catch (error) {
        const behind = queue;
        queue = [];
        for (const { reject } of [...group, ...behind]) reject(error);
      }
    }
    running = null;
  }

  return {
    append(commit) {
      if (isClosed) return Promise.reject(new Error("the store is closed"));
      return new Promise((resolve, reject) => {
        queue.push({ commit, resolve, reject });
        running ??= run();
      });
    },
    async drain() {
      isClosed = true;
      await running;
    },
  };
}

function takeGroup(queue: Waiting[]): Waiting[] {
  let records = 0;
  let characters = 0;
  const isFull = ({ commit }: Waiting, k: number): boolean => {
    records += commit.records.length + commit.audit.length;
    for (const { body } of commit.records) characters += body.length;
    for (const { body } of commit.raw ?? []) characters += body?.length ?? 0;
    return k > 0 && (records > MOST_RECORDS || characters > MOST_CHARACTERS);
  };
  const end = queue.findIndex(isFull);
  return queue.splice(0, end === -1 ? queue.length : end);
}
