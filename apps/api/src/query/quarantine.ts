import { isoOf } from "@lockstep/domain/instant";
import { jsonText } from "@lockstep/domain/json";
import { diffOf, type JsonChange } from "@lockstep/domain/json-patch";
import type { QuarantineChange, QueryQuarantineArgs } from "@lockstep/protocol/generated/schema";
import type { QuarantinedFactRow } from "@lockstep/protocol/rows";
import type { QuarantineRow, SeenStore } from "@lockstep/store/store";
import { dueAt, stageAt } from "@lockstep/workflow/quarantine/clock";
import { type StewardRule, stewardOf } from "@lockstep/workflow/quarantine/steward";
import DataLoader from "dataloader";
import { readDescribed } from "../view/quarantine-book.ts";
import type { View } from "../view/view.ts";
import { lower, upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";
import { type Connection, connectionOf, pageSize, readCursor, writeCursor } from "./paging.ts";
import { blockedBy, blockedFields } from "./quarantine-blocked.ts";

/** Reads what is quarantined from the store, the newest first; one reader a request. */
export interface QuarantineReader {
  page(moment: Moment, page: Partial<QueryQuarantineArgs>): Promise<Connection<QuarantinedFactRow>>;
  find(id: string): Promise<QuarantinedFactRow | null>;
}

const KIND = "quarantine";

export interface QuarantineReaderParts {
  readonly store: SeenStore;
  readonly stewards: readonly StewardRule[];
  /** What facts block is looked up when they have been read: by the view that is shown then. */
  readonly view: () => View;
}

export function createQuarantineReader({ store, stewards, view }: QuarantineReaderParts): QuarantineReader {
  // Asked for together, read together; a command reads again what it has changed.
  const byId = new DataLoader((ids: readonly string[]) => rowsOf(store, ids), { cache: false });
  return {
    async page(moment, { first, after, filter }) {
      const size = pageSize(first);
      const from = after === null || after === undefined ? null : String(readCursor(KIND, after)[0]);
      const { seq, quarantine } = moment.view;
      const where = {
        ...(filter?.cause ? { cause: filter.cause } : {}),
        ...(filter?.state ? { state: lower(filter.state) } : {}),
      };
      // What came later is not of this moment.
      const found = await store.quarantine({ ...where, upTo: seq, first: Math.max(1, size), after: from });
      const rows = found.rows.slice(0, size);
      const isFiltered = Object.keys(where).length > 0;
      return connectionOf(
        rows.map((row) => quarantinedFact(view(), stewards, row)),
        {
          cursorOf: ({ id }) => writeCursor(KIND, [id]),
          hasNextPage: found.hasMore || found.rows.length > size,
          totalCount: isFiltered ? await store.countQuarantined({ ...where, upTo: seq }) : quarantine.total,
        },
      );
    },
    async find(id) {
      const row = await byId.load(id);
      return row === null ? null : quarantinedFact(view(), stewards, row);
    },
  };
}

async function rowsOf(store: SeenStore, ids: readonly string[]): Promise<(QuarantineRow | null)[]> {
  const rows = new Map((await store.quarantinedRows(ids)).map((row) => [row.id, row]));
  return ids.map((id) => rows.get(id) ?? null);
}

function quarantinedFact(view: View, stewards: readonly StewardRule[], row: QuarantineRow): QuarantinedFactRow {
  const { id, receivedAt, connector, rule, reason, fact, state, settledBy, settledAt, settledReason, corrected } = row;
  const { factType, field, told } = readDescribed(row.described);
  const cause = row.cause ?? "";
  const blocked = blockedBy(view, [{ told }]);
  const age = { since: row.since, blocksLines: (blocked.lines?.size ?? 0) > 0 };
  return {
    id,
    receivedAt: isoOf(receivedAt),
    connector,
    rule,
    reason,
    fact,
    state: upper(state),
    settledBy,
    settledAt: settledAt === null ? null : isoOf(settledAt),
    settledReason,
    cause,
    factType,
    field,
    told: told ?? [],
    since: isoOf(row.since),
    owner: row.owner ?? view.quarantine.book.ownerOfCause(cause) ?? stewardOf(stewards, connector),
    dueAt: isoOf(dueAt(age)),
    stage: upper(stageAt(age, settledAt ?? view.clock)),
    ...blockedFields(view, blocked),
    corrected,
  };
}

/** What a correction has changed; of a text that is no JSON, all of it. */
export const changesOf = (before: string, after: string): QuarantineChange[] =>
  diffOf(readJson(before), readJson(after)).map(changeRow);

const changeRow = ({ op, path, from, value }: JsonChange): QuarantineChange => ({
  op,
  path,
  from: from === undefined ? null : jsonText(from),
  value: value === undefined ? null : jsonText(value),
});

function readJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
