import type { ErrorLike, ObservableQuery, OperationVariables, TypedDocumentNode } from "@apollo/client";
import { useApolloClient } from "@apollo/client/react";
import { type DocumentNode, Kind } from "graphql";
import { startTransition, useContext, useEffect, useMemo, useState } from "react";
import { FirstAnswersContext } from "../first/context.ts";

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
 * One question, asked when it is first rendered, if it was not answered before anything was drawn. What it is answered later is rendered
 * in slices, and that one is under way is not rendered at all. `going` stays the same.
 */
export function useQuestion<Data, Variables extends OperationVariables>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  going?: Going<Data>,
): Asked<Data> {
  const client = useApolloClient();
  const answers = useContext(FirstAnswersContext);
  const asked = JSON.stringify(variables);
  const question = useMemo(() => {
    const query = document as TypedDocumentNode<Data, OperationVariables>;
    const [name, given] = [nameOf(document), JSON.parse(asked) as OperationVariables];
    const first = answers?.of<Data>(name, given);
    let known = first;
    let tell: ((told: Told<Data>) => void) | null = null;
    let heard: { readonly observed: ObservableQuery<Data>; readonly end: () => void } | null = null;
    const hear = ({ data, error }: Told<Data>): void => {
      const whole = data === undefined || going === undefined ? data : going.joined(known, data);
      if (whole === null) {
        known = undefined;
        read().catch(() => undefined);
        return;
      }
      known = whole ?? known;
      tell?.({ data: whole, error });
    };
    const begin = (): Promise<void> =>
      new Promise((resolve) => {
        const goesOn = known === undefined ? undefined : going?.next(known);
        const observed = client.watchQuery({ query, variables: { ...given, ...goesOn } });
        const subscription = observed.subscribe(({ loading, data, error }) => {
          if (loading) return;
          hear({ data: data as Data | undefined, error });
          resolve();
        });
        heard = { observed, end: () => subscription.unsubscribe() };
      });
    const read = (): Promise<unknown> => heard?.observed.refetch(going?.next(known)) ?? begin();
    const subscribe = (listen: (told: Told<Data>) => void): (() => void) => {
      tell = listen;
      const early = first === undefined ? (answers?.take<Data>(name, given) ?? null) : null;
      void early?.then((data) => {
        // Asked again meanwhile, it is told what is so then.
        if (tell !== listen || heard !== null) return;
        if (data === null) void begin();
        else hear({ data, error: undefined });
      });
      // What is drawn already is on the screen before the browser is busy with asking.
      const asking = first === undefined && early === null ? setTimeout(() => void begin(), 0) : undefined;
      return () => {
        clearTimeout(asking);
        tell = null;
        heard?.end();
        heard = null;
      };
    };
    return { read, subscribe, first };
  }, [client, answers, document, asked, going]);
  const [told, setTold] = useState<Told<Data> & { readonly of: typeof question }>();
  useEffect(() => {
    let isFirst = question.first === undefined;
    return question.subscribe((one) => {
      const show = (): void => setTold({ of: question, ...one });
      if (isFirst) show();
      else startTransition(show);
      isFirst = false;
    });
  }, [question]);
  const { data, error } = told?.of === question ? told : { data: question.first, error: undefined };
  return { data, error, refetch: question.read };
}

/** Of its operation. */
function nameOf({ definitions }: DocumentNode): string {
  const operation = definitions.find((one) => one.kind === Kind.OPERATION_DEFINITION);
  return operation?.name?.value ?? "";
}

type Told<Data> = Pick<Asked<Data>, "data" | "error">;
