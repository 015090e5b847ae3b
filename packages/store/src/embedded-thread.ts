import { Worker } from "node:worker_threads";
import type { Answer, Calls, EmbeddedOptions, Request } from "./embedded-protocol.ts";

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
}

const NAMES: Readonly<Record<keyof Calls, true>> = {
  lastSeq: true,
  logPage: true,
  logCount: true,
  auditPage: true,
  auditEnd: true,
  auditMatches: true,
  countAuditMatches: true,
  quarantinePage: true,
  quarantineKeysPage: true,
  findQuarantined: true,
  quarantinedRows: true,
  countQuarantined: true,
  quarantineCounts: true,
  undescribedQuarantine: true,
  describeQuarantined: true,
  quarantineOwners: true,
  findCommand: true,
  commandsPage: true,
  connectorMemory: true,
  remember: true,
  addConnectorCommand: true,
  updateConnectorCommand: true,
  findConnectorCommand: true,
  connectorCommands: true,
  newestCommands: true,
  outbox: true,
  outboxCounts: true,
  clock: true,
  seqBeforeClock: true,
  displacedSince: true,
  quarantinedAt: true,
  importMappings: true,
  saveImportMapping: true,
  writeSnapshotPart: true,
  finishSnapshot: true,
  forgetRaw: true,
  rawOf: true,
  ruleSets: true,
  ruleSet: true,
  ruleSetAt: true,
  ruleSetPlaces: true,
  positionBefore: true,
  quarantinedByRule: true,
  otifRows: true,
  snapshotHeads: true,
  snapshotPart: true,
  sessions: true,
  saveSession: true,
  touchSession: true,
  deleteSession: true,
  people: true,
  savePerson: true,
  feedTokens: true,
  saveFeedToken: true,
  savePhoto: true,
  photo: true,
  hasPhoto: true,
  photosBefore: true,
  photoTimes: true,
  deletePhotos: true,
  pushKeys: true,
  savePushKeys: true,
  pushDevices: true,
  savePushDevice: true,
  escalationTimers: true,
  claimMessages: true,
  settleMessage: true,
  releaseMessages: true,
  resendMessage: true,
  findMessage: true,
  messagePage: true,
  countMessages: true,
  firstReads: true,
  countUnread: true,
  markRead: true,
  escalationOverdue: true,
  seen: true,
  commit: true,
  close: true,
};

/** Starts the thread and resolves once its database is open; rejects in the words of the database. */
export async function startThread(options: EmbeddedOptions): Promise<Calls> {
  const worker = new Worker(new URL("./embedded-worker.ts", import.meta.url), { workerData: options });
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  let hasEnded = false;

  const end = (error: Error): void => {
    hasEnded = true;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  };
  worker.on("message", (answer: Answer) => {
    const caller = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.ok) caller?.resolve(answer.value);
    else caller?.reject(new Error(answer.message));
  });
  worker.on("error", end);
  worker.on("exit", () => end(new Error("the embedded database has stopped")));

  const answerTo = (id: number): Promise<unknown> =>
    new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
  const call = (name: keyof Calls, args: readonly unknown[]): Promise<unknown> => {
    if (hasEnded) return Promise.reject(new Error("the embedded database has stopped"));
    lastId += 1;
    const request: Request = { id: lastId, name, args };
    worker.postMessage(request);
    return answerTo(request.id);
  };
  try {
    await answerTo(0);
  } catch (error) {
    await worker.terminate();
    throw error;
  }
  const entries = Object.keys(NAMES).map((name) => [name, (...args: unknown[]) => call(name as keyof Calls, args)]);
  return Object.fromEntries(entries) as Calls;
}
