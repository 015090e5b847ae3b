import type { ErrorLike, OperationVariables, TypedDocumentNode } from "@apollo/client";
import { useApolloClient } from "@apollo/client/react";
import { startTransition, useEffect, useMemo, useState } from "react";

export interface Asked<Data> {
  /** Of these variables; undefined until the first answer. */
  readonly data: Data | undefined;
  readonly error: ErrorLike | undefined;
  readonly refetch: () => Promise<unknown>;
}

/** A question that is told by what is different when it is asked again. */
export interface Going<Data> {
  /** What is asked in addition, by what is known; of nothing, for all of it. */
  next(before: Data | undefined): OperationVariables;
  /** All of it; null: the answer does not follow what is known. */
  joined(before: Data | undefined, answer: Data): Data | null;
}

/**
 * One question, asked when it is first rendered. What it is answered later is rendered in slices, and that one is under way is not
 * rendered at all. `going` stays the same.
 */
export function useQuestion<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  going?: Going<Data>,
): Asked<Data> {
  const client = useApolloClient();
  const asked = JSON.stringify(variables);
  const question = useMemo(() => {
    const query = document as TypedDocumentNode<Data, OperationVariables>;
    const observed = client.watchQuery({ query, variables: JSON.parse(asked) as OperationVariables });
    let known: Data | undefined;
    const read = (): Promise<unknown> => observed.refetch(going?.next(known));
    const subscribe = (tell: (told: Told<Data>) => void): (() => void) => {
      const heard = observed.subscribe(({ loading, data, error }) => {
        if (loading) return;
        const answer = data as Data | undefined;
        const whole = answer === undefined || going === undefined ? answer : going.joined(known, answer);
        if (whole === null) {
          known = undefined;
          read().catch(() => undefined);
          return;
        }
        known = whole ?? known;
        tell({ data: whole, error });
      });
      return () => heard.unsubscribe();
    };
    return { read, subscribe };
  }, [client, document, asked, going]);
  const [told, setTold] = useState<Told<Data> & { readonly of: typeof question }>();
  useEffect(() => {
    let isFirst = true;
    return question.subscribe((one) => {
      const show = (): void => setTold({ of: question, ...one });
      if (isFirst) show();
      else startTransition(show);
      isFirst = false;
    });
  }, [question]);
  const { data, error } = told?.of === question ? told : NOTHING_TOLD;
  return { data, error, refetch: question.read };
}

type Told<Data> = Pick<Asked<Data>, "data" | "error">;
const NOTHING_TOLD = { data: undefined, error: undefined };
