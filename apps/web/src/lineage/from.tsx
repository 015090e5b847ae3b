import { createContext, type ReactNode, useContext, useMemo } from "react";
import { READ_STALE_FIGURES } from "../api/lineage-documents.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useSnapshot } from "../shell/context.tsx";
import { StaleSign } from "../ui/stale-mark.tsx";
import { FigureFrom } from "./figure-from.tsx";
import { staleWords } from "./stale-words.ts";

interface Thing {
  readonly of: string;
  readonly id: string;
  /** By figure, what it leans on that is late or silent, in words. */
  readonly stale: ReadonlyMap<string, string>;
}

const ThingContext = createContext<Thing | null>(null);

interface FiguresOfProps {
  readonly of: string;
  readonly id: string;
  readonly children: ReactNode;
}

/** Whose figures those within are. While every source is fresh nothing is asked. */
export function FiguresOf({ of, id, children }: FiguresOfProps): ReactNode {
  const { state } = useSnapshot();
  const isStale = [...(state?.feeds.values() ?? [])].some(({ status }) => status !== "FRESH");
  const fresh = useMemo(() => ({ of, id, stale: new Map<string, string>() }), [of, id]);
  if (!isStale) return <ThingContext value={fresh}>{children}</ThingContext>;
  return (
    <Marked of={of} id={id}>
      {children}
    </Marked>
  );
}

function Marked({ of, id, children }: FiguresOfProps): ReactNode {
  const { data } = useLiveQuery(READ_STALE_FIGURES, { of, id });
  const thing = useMemo(() => {
    const known = (data?.staleFigures ?? []).map(({ figure, sources }) => [figure, staleWords(sources) ?? ""] as const);
    return { of, id, stale: new Map(known) };
  }, [of, id, data]);
  return <ThingContext value={thing}>{children}</ThingContext>;
}

/** A figure that opens where it comes from. */
export function From({ figure, children }: { readonly figure: string; readonly children: ReactNode }): ReactNode {
  const thing = useContext(ThingContext);
  if (thing === null) return children;
  return (
    <span>
      <FigureFrom from={{ of: thing.of, id: thing.id, figure }}>{children}</FigureFrom>
      <StaleSign words={thing.stale.get(figure)} />
    </span>
  );
}

/** The same where a list of figures takes a value. */
export const from = (figure: string, value: ReactNode): ReactNode => <From figure={figure}>{value}</From>;
