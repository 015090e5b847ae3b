import type { ErrorLike, OperationVariables, TypedDocumentNode } from "@apollo/client";
import { useApolloClient } from "@apollo/client/react";
import { startTransition, useEffect, useMemo, useState } from "react";

export interface Asked<Data> {
  /** Of these variables; undefined until the first answer. */
  readonly data: Data | undefined;
  readonly error: ErrorLike | undefined;
  readonly refetch: () => Promise<unknown>;
}

/** One question, asked when it is first rendered. Its answers are rendered in slices, and that one is under way is not rendered at all. */
export function useQuestion<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Asked<Data> {
  const client = useApolloClient();
  const asked = JSON.stringify(variables);
  const question = useMemo(
    () =>
      client.watchQuery<Data, OperationVariables>({
        query: document as TypedDocumentNode<Data, OperationVariables>,
        variables: JSON.parse(asked) as OperationVariables,
      }),
    [client, document, asked],
  );
  const [told, setTold] = useState<Pick<Asked<Data>, "data" | "error"> & { readonly of: typeof question }>();
  useEffect(() => {
    const heard = question.subscribe(({ loading, data, error }) => {
      if (loading) return;
      startTransition(() => setTold({ of: question, data: data as Data | undefined, error }));
    });
    return () => heard.unsubscribe();
  }, [question]);
  const refetch = useMemo(() => () => question.refetch(), [question]);
  return told?.of === question
    ? { data: told.data, error: told.error, refetch }
    : { data: undefined, error: undefined, refetch };
}
