import { useApolloClient } from "@apollo/client/react";
import type { AuditRecord } from "@lockstep/protocol/generated/schema";
import { useCallback, useEffect, useRef, useState } from "react";
import type { AsOf } from "../api/answers.ts";
import { READ_AUDIT } from "../api/audit-documents.ts";
import { refusalOf } from "../api/client.ts";
import type { Refusal } from "../live/contract.ts";
import type { Pages } from "../steward/use-pages.ts";
import type { AuditVariables } from "./audit-filter.ts";

interface Shown {
  /** The filter that they match. */
  readonly asked: string;
  readonly rows: readonly AuditRecord[];
  readonly total: number;
  readonly asOf: AsOf;
  readonly next: string | null;
}

/** Audited records, page by page. They are read when they are asked for alone: what was done does not change. */
export function useAudit(filter: AuditVariables): Pages<AuditRecord> {
  const client = useApolloClient();
  const [shown, setShown] = useState<Shown | null>(null);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const turn = useRef(0);
  const asked = JSON.stringify(filter);
  const read = useCallback(
    async (before: Shown | null): Promise<void> => {
      turn.current += 1;
      const mine = turn.current;
      try {
        const variables = { filter: JSON.parse(asked) as AuditVariables, after: before?.next ?? null };
        const { data } = await client.query({ query: READ_AUDIT, variables });
        if (mine !== turn.current || !data) return;
        const { nodes, pageInfo, totalCount } = data.audit;
        const rows = [...(before?.rows ?? []), ...nodes];
        setShown({
          asked,
          rows,
          total: Math.max(totalCount, rows.length),
          asOf: data.asOf,
          next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
        });
        setRefusal(null);
      } catch (error) {
        if (mine === turn.current) setRefusal(refusalOf(error));
      }
    },
    [client, asked],
  );
  useEffect(() => {
    void read(null);
  }, [read]);
  // While others are read those of the filter before stand there still: nothing is added to them.
  const own = shown?.asked === asked ? shown : null;
  // Where these are refused nothing stands: the others would be taken for what was asked for.
  const stands = refusal === null ? shown : own;
  return {
    rows: stands?.rows ?? null,
    total: stands?.total ?? 0,
    asOf: stands?.asOf ?? null,
    refusal,
    hasMore: own !== null && own.next !== null,
    more: () => void read(own),
    again: () => void read(null),
  };
}
