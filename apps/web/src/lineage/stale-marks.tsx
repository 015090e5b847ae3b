import { type ReactNode, useEffect, useMemo, useState } from "react";
import { READ_STALE_ROWS } from "../api/lineage-documents.ts";
import { useServices, useSnapshot, useView } from "../shell/context.tsx";
import { HEADER, setStaleMarks } from "../ui/stale-mark.tsx";
import { staleWords } from "./stale-words.ts";

const LOOK_EVERY_MS = 1_000;
/** An answer grows old by itself: its words tell for how long a source has been silent. */
const READ_AGAIN_MS = 15_000;
const MOST_ROWS = 200;

/**
 * Marks the rows in view that lean on a source that is late or silent. It is on the page only while there is one: what is
 * asked is asked in one question, when the feeds change or other rows come into view.
 */
export function StaleMarks(): ReactNode {
  const { client } = useServices();
  const { state } = useSnapshot();
  const { site } = useView();
  const ids = useRowsInView();
  const feeds = useMemo(
    () => [...(state?.feeds.values() ?? [])].map(({ id, status, trouble }) => `${id} ${status} ${trouble}`).join("\n"),
    [state?.feeds],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: what the feeds say is a reason to ask anew
  useEffect(() => {
    let isOver = false;
    const read = (): void => {
      client
        .query({ query: READ_STALE_ROWS, variables: { ids: ids === "" ? [] : ids.split("\n"), site: site ?? null } })
        .then(({ data }) => {
          if (isOver || !data) return;
          const rows = data.exceptions.nodes.map(({ id, staleSources }) => [id, staleWords(staleSources)] as const);
          const all = [...rows, [HEADER, staleWords(data.overview.staleSources)] as const];
          setStaleMarks(new Map(all.flatMap(([id, words]) => (words === null ? [] : [[id, words]]))));
        })
        // The marks that stand are the best that is known; the page itself tells when it has lost the server.
        .catch(() => undefined);
    };
    read();
    const timer = setInterval(read, READ_AGAIN_MS);
    return () => {
      isOver = true;
      clearInterval(timer);
    };
  }, [client, feeds, ids, site]);
  useEffect(() => () => setStaleMarks(new Map()), []);
  return null;
}

/** The exceptions whose rows are on the page now, as one text: the list draws only those that can be seen. */
function useRowsInView(): string {
  const [ids, setIds] = useState(rowsInView);
  useEffect(() => {
    const timer = setInterval(() => setIds(rowsInView()), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  return ids;
}

function rowsInView(): string {
  const rows = [...document.querySelectorAll("[data-exception]")].slice(0, MOST_ROWS);
  return [...new Set(rows.flatMap((row) => row.getAttribute("data-exception") ?? []))].sort().join("\n");
}
