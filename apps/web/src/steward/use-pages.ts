import type { TypedDocumentNode } from "@apollo/client";
import { useApolloClient } from "@apollo/client/react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { AsOf, PageVariables } from "../api/answers.ts";
import { refusalOf } from "../api/client.ts";
import type { Refusal } from "../live/contract.ts";
import { useSnapshot } from "../shell/context.tsx";

interface Page<Row> {
  readonly nodes: readonly Row[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

export interface Pages<Row> {
  /** Null until the first page has been read. */
  readonly rows: readonly Row[] | null;
  readonly total: number;
  readonly asOf: AsOf | null;
  readonly refusal: Refusal | null;
  readonly hasMore: boolean;
  readonly more: () => void;
  readonly again: () => void;
}

const READ_EVERY_MS = 2_000;
const NOTHING_ELSE = {};

/** A list of any length, read page by page on demand, and read again as far as it is shown when the board moves on. */
export function usePages<Data extends { readonly asOf: AsOf }, Row>(
  document: TypedDocumentNode<Data, PageVariables>,
  pick: (data: Data) => Page<Row>,
  variables: Readonly<Record<string, unknown>> = NOTHING_ELSE,
): Pages<Row> {
  const client = useApolloClient();
  const { state, phase } = useSnapshot();
  const [shown, setShown] = useState<{ rows: readonly Row[]; total: number; asOf: AsOf; hasMore: boolean } | null>(
    null,
  );
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [wanted, setWanted] = useState(1);
  const [asked, setAsked] = useState(0);
  const picker = useRef(pick);
  const lastRead = useRef(0);
  const asking = useRef(0);
  const taken = useRef(0);
  const moment = phase.kind === "live" ? (state?.seq ?? 0) : 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` and `moment` are not read inside, a new one means to read again
  useEffect(() => {
    const read = async (): Promise<void> => {
      const mine = ++asking.current;
      const rows: Row[] = [];
      let after: string | null = null;
      let last: Page<Row> | null = null;
      let asOf: AsOf | null = null;
      for (let page = 0; page < wanted; page += 1) {
        const answer: { data?: Data | undefined } = await client.query<Data, PageVariables>({
          query: document,
          variables: { ...variables, after },
        });
        if (!answer.data) break;
        asOf ??= answer.data.asOf;
        last = picker.current(answer.data);
        rows.push(...last.nodes);
        after = last.pageInfo.endCursor;
        if (!last.pageInfo.hasNextPage) break;
      }
      // An answer is of use even if the board has moved on meanwhile, unless a later one has come first.
      if (mine < taken.current || !last || !asOf) return;
      taken.current = mine;
      setShown({ rows, total: last.totalCount, asOf, hasMore: last.pageInfo.hasNextPage });
      setRefusal(null);
    };
    const timer = setTimeout(
      () => {
        lastRead.current = Date.now();
        read().catch((error: unknown) => setRefusal(refusalOf(error)));
      },
      Math.max(0, lastRead.current + READ_EVERY_MS - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [client, document, wanted, asked, moment, JSON.stringify(variables)]);

  return {
    rows: shown?.rows ?? null,
    total: shown?.total ?? 0,
    asOf: shown?.asOf ?? null,
    refusal,
    hasMore: shown?.hasMore ?? false,
    more: useCallback(() => {
      lastRead.current = 0;
      setWanted((n) => n + 1);
    }, []),
    again: useCallback(() => {
      lastRead.current = 0;
      setAsked((n) => n + 1);
    }, []),
  };
}
