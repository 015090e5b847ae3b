import type { Overview } from "../api/answers.ts";
import { READ_OVERVIEW } from "../api/board-documents.ts";
import { useLiveQuery } from "../live/use-live-query.ts";
import { useView } from "./context.tsx";

/** The server's own figures for the chosen plant; null until they have been read. */
export function useOverview(): { readonly overview: Overview | null; readonly old: boolean } {
  const view = useView();
  const { data, old } = useLiveQuery(READ_OVERVIEW, { site: view.site ?? null });
  return { overview: data?.overview ?? null, old };
}
