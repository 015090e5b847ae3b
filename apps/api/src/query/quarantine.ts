import { isoOf } from "@lockstep/domain/instant";
import type { QuarantinedFact } from "@lockstep/protocol/generated/schema";
import type { QuarantineRow, Store } from "@lockstep/store/store";
import DataLoader from "dataloader";
import { asGraphQLError } from "../errors.ts";
import { upper } from "../wire/words.ts";
import type { Moment } from "./moment.ts";
import { type Connection, connectionOf, type PageArguments, pageSize, readCursor, writeCursor } from "./paging.ts";

/** Reads what is quarantined from the store, the newest first; one reader a request. */
export interface QuarantineReader {
  page(moment: Moment, page: PageArguments): Promise<Connection<QuarantinedFact>>;
  find(id: string): Promise<QuarantinedFact | null>;
}

const KIND = "quarantine";

export function createQuarantineReader(store: Store): QuarantineReader {
  const byId = new DataLoader((ids: readonly string[]) => Promise.all(ids.map((id) => store.findQuarantined(id))));
  return {
    async page(moment, { first, after }) {
      mustSeeEverySite(moment);
      const size = pageSize(first);
      const from = after === null || after === undefined ? null : String(readCursor(KIND, after)[0]);
      const { rows, hasMore } = await readUpTo(store, { size, from, seq: moment.view.seq });
      return connectionOf(rows.map(quarantinedFact), {
        cursorOf: ({ id }) => writeCursor(KIND, [id]),
        hasNextPage: hasMore,
        totalCount: moment.view.quarantine.total,
      });
    },
    async find(id) {
      const row = await byId.load(id);
      return row === null ? null : quarantinedFact(row);
    },
  };
}

/** Nobody knows whose a fact is that could not be read. */
export function mustSeeEverySite({ viewer }: Moment): void {
  if (viewer.scope.sites === null) return;
  const message = "Quarantined facts belong to no site: they are shown to those who see every site.";
  throw asGraphQLError({ code: "FORBIDDEN", message });
}

interface Wanted {
  readonly size: number;
  readonly from: string | null;
  /** What came later is not of this moment. */
  readonly seq: number;
}

async function readUpTo(store: Store, { size, from, seq }: Wanted) {
  const rows: QuarantineRow[] = [];
  let after = from;
  for (;;) {
    const page = await store.quarantine({ first: Math.max(1, size - rows.length), after });
    for (const row of page.rows) if (row.seq <= seq) rows.push(row);
    after = page.rows.at(-1)?.id ?? after;
    const isEnough = rows.length >= Math.max(1, size);
    if (isEnough || !page.hasMore) {
      const hasMore = page.hasMore || rows.length > size;
      return { rows: rows.slice(0, size), hasMore };
    }
  }
}

function quarantinedFact(row: QuarantineRow): QuarantinedFact {
  const { id, receivedAt, connector, rule, reason, fact, state, settledBy, settledAt, settledReason } = row;
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
  };
}
