import type { OperationVariables, TypedDocumentNode } from "@apollo/client";
import { useQuery } from "@apollo/client/react";
import { useEffect, useRef } from "react";
import { refusalOf } from "../api/client.ts";
import { useSnapshot } from "../shell/context.tsx";
import type { Refusal } from "./live-store.ts";

/** At most once a second a panel reads again because something has changed. */
const READ_EVERY_MS = 1_000;

export interface LiveAnswer<Data> {
  /** Of these variables; old data stays while new data loads. */
  readonly data: Data | null;
  readonly refusal: Refusal | null;
  readonly again: () => void;
}

/** A query that is read again when the board has moved on: at once for the first change, then at most once a second. */
export function useLiveQuery<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): LiveAnswer<Data> {
  const { state, phase, frozen } = useSnapshot();
  const { data, error, refetch } = useQuery<Data, OperationVariables>(
    document as TypedDocumentNode<Data, OperationVariables>,
    {
      variables,
      fetchPolicy: "cache-and-network",
      nextFetchPolicy: "cache-first",
    },
  );
  const moment = frozen || phase.kind !== "live" ? null : state && `${state.seq}|${state.now}`;
  const lastRead = useRef(0);
  const known = useRef(moment);
  useEffect(() => {
    if (moment === null || moment === known.current) return;
    const wait = Math.max(0, lastRead.current + READ_EVERY_MS - Date.now());
    const timer = setTimeout(() => {
      known.current = moment;
      lastRead.current = Date.now();
      refetch().catch(() => undefined);
    }, wait);
    return () => clearTimeout(timer);
  }, [moment, refetch]);
  return {
    data: (data as Data | undefined) ?? null,
    refusal: error ? refusalOf(error) : null,
    again: () => {
      refetch().catch(() => undefined);
    },
  };
}
