import type { Waiting, WaitingStore } from "./outbox.ts";

const NAME = "lockstep-outbox";
const TABLE = "acknowledgements";

/** The browser's own database: what waits there survives that the page or the tablet is switched off. */
export function indexedDbStore(): WaitingStore {
  let opened: Promise<IDBDatabase> | null = null;
  const database = (): Promise<IDBDatabase> => {
    opened ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(NAME, 1);
      request.onupgradeneeded = () => request.result.createObjectStore(TABLE, { keyPath: "commandId" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error("the browser's database cannot be opened"));
    });
    return opened;
  };
  const run = async <Result>(
    mode: IDBTransactionMode,
    ask: (table: IDBObjectStore) => IDBRequest<Result>,
  ): Promise<Result> => {
    const transaction = (await database()).transaction(TABLE, mode);
    const request = ask(transaction.objectStore(TABLE));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request.result);
      transaction.onerror = () => reject(transaction.error ?? new Error("the browser's database failed"));
      transaction.onabort = transaction.onerror;
    });
  };
  return {
    all: () => run<Waiting[]>("readonly", (table) => table.getAll()),
    async put(entry) {
      await run("readwrite", (table) => table.put(entry));
    },
    async remove(commandId) {
      await run("readwrite", (table) => table.delete(commandId));
    },
  };
}
