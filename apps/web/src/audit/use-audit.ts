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
  return {
    rows: shown?.rows ?? null,
    total: shown?.total ?? 0,
    asOf: shown?.asOf ?? null,
    refusal,
    hasMore: shown !== null && shown.next !== null,
    more: () => void read(shown),
    again: () => void read(null),
  };
}
