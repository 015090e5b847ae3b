import type { AuditRow, Commit, LogRecord, QuarantineRow, Store, StoredRecord } from "../store.ts";

const NOTHING: Commit = {
  records: [],
  superseded: [],
  quarantined: [],
  settled: [],
  assigned: [],
  audit: [],
  commands: [],
  clock: null,
};

export const commitOf = (some: Partial<Commit>): Commit => ({ ...NOTHING, ...some });

export const factRecord = (seq: number, some: Partial<LogRecord> = {}): LogRecord => ({
  seq,
  network: "default",
  kind: "fact",
  connector: "http",
  receivedAt: 1_000 + seq,
  source: "/erp",
  eventId: `event-${seq}`,
  type: "erp.sales-order-line",
  eventTime: seq,
  body: `{"seq":${seq}}`,
  ...some,
});

export const factRecords = (firstSeq: number, count: number): LogRecord[] =>
  Array.from({ length: count }, (_, k) => factRecord(firstSeq + k));

export const quarantineRow = (seq: number, some: Partial<QuarantineRow> = {}): QuarantineRow => ({
  id: `q-${seq}`,
  seq,
  receivedAt: 1_000 + seq,
  connector: "http",
  rule: "schema",
  reason: "quantity is no number",
  fact: `{"seq":${seq}}`,
  contentHash: `hash-${seq}`,
  state: "open",
  settledBy: null,
  settledAt: null,
  settledReason: null,
  since: 1_000 + seq,
  cause: "qc-1",
  described: "{}",
  owner: null,
  corrected: null,
  ...some,
});

export const auditRow = (seq: number, some: Partial<AuditRow> = {}): AuditRow => ({
  exceptionId: "machine-down:LINE-3",
  seq,
  at: 2_000 + seq,
  by: "dev",
  action: "acknowledged",
  before: "open",
  after: "acknowledged",
  note: null,
  event: `{"type":"acknowledged","seq":${seq}}`,
  ...some,
});

export async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<T[]> {
  const rows: T[] = [];
  for await (const page of pages) rows.push(...page);
  return rows;
}

export const readAll = (store: Store, afterSeq = 0): Promise<StoredRecord[]> => collect(store.read(afterSeq));
