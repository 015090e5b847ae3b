import type { OperationVariables, TypedDocumentNode } from "@apollo/client";
import { startTransition, useEffect, useRef, useState } from "react";
import type { AsOf } from "../api/answers.ts";
import { refusalOf } from "../api/client.ts";
import { useSnapshot } from "../shell/context.tsx";
import type { Refusal } from "./contract.ts";
import { type Going, useQuestion } from "./use-question.ts";

/** At most once a second a panel reads again because something has changed. */
export const READ_EVERY_MS = 1_000;

export interface LiveAnswer<Data> {
  /** Old data stays while new data loads. */
  readonly data: Data | null;
  /** The data is from before the page lost the server: it must not stand there as live. */
  readonly old: boolean;
  readonly refusal: Refusal | null;
  readonly again: () => void;
}

/**
 * A query that is read again when the board has moved on: at once for the first change, then at most once a second, or as seldom as a
 * dear one says; one after the other, and with as long a pause as the reading took, so that what is slow to read is read less often
 * and does not get slower by it.
 * Answers do not go through the cache, so that each stays what it is: of one moment.
 */
export function useLiveQuery<Data extends { readonly asOf: AsOf }, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  everyMs = READ_EVERY_MS,
  going?: Going<Data>,
): LiveAnswer<Data> {
  const { state, phase, frozen, liveFromSeq } = useSnapshot();
  const { data, error, refetch } = useQuestion(document, variables, going);
  const moment = frozen || phase.kind !== "live" ? null : state && `${state.seq}|${state.now}`;
  const isAnswered = data !== undefined || error !== undefined;
  // What was read last is of that moment already, or of a later one.
  const asOf = data?.asOf;
  const covers = asOf !== undefined && !!state && asOf.seq >= state.seq && asOf.now >= state.now;
  const asked = JSON.stringify(variables);
  const notBefore = useRef(0);
  /** Of the reading that is under way; null: none is. */
  const under = useRef<symbol | null>(null);
  const [readings, setReadings] = useState(0);
  const known = useRef(moment);
  // Of another question, what is under way for the one before says nothing: it may never end.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that another is asked
  useEffect(() => {
    under.current = null;
  }, [asked]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a reading that has ended may be followed by the next
  useEffect(() => {
    if (moment === null) {
      known.current = null;
      notBefore.current = 0;
      under.current = null;
      return;
    }
    if (covers) known.current = moment;
    if (moment === known.current || under.current !== null || !isAnswered) return;
    const wait = Math.max(0, notBefore.current - Date.now());
    const timer = setTimeout(() => {
      const reading = Symbol();
      const began = Date.now();
      const end = (): void => {
        if (under.current !== reading) return;
        const ended = Date.now();
        under.current = null;
        notBefore.current = Math.max(began + everyMs, ended + (ended - began));
        startTransition(() => setReadings((n) => n + 1));
      };
      known.current = moment;
      under.current = reading;
      refetch().then(end, end);
    }, wait);
    return () => clearTimeout(timer);
  }, [moment, refetch, everyMs, readings, isAnswered, covers]);
  // A reading that fails leaves what was read before of the same thing in its place.
  const kept = useRef<{ asked: string; data: Data } | null>(null);
  if (data) kept.current = { asked, data };
  const answer = kept.current?.asked === asked ? kept.current.data : null;
  return {
    data: answer,
    old: answer !== null && phase.kind === "live" && answer.asOf.seq < liveFromSeq,
    refusal: error ? refusalOf(error) : null,
    again: () => {
      refetch().catch(() => undefined);
    },
  };
}
