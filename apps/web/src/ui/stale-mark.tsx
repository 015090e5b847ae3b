import { type ReactNode, useSyncExternalStore } from "react";

let marks: ReadonlyMap<string, string> = new Map();
const listening = new Set<() => void>();

/** What rows and the header's figures lean on that is late or silent, in words, by their id; those left out have none. */
export function setStaleMarks(next: ReadonlyMap<string, string>): void {
  marks = next;
  for (const listen of listening) listen();
}

function subscribe(listen: () => void): () => void {
  listening.add(listen);
  return () => listening.delete(listen);
}

/** The key of the header's figures, which are no exception's. */
export const HEADER = "";

export function StaleMark({ id }: { readonly id: string }): ReactNode {
  return <StaleSign words={useSyncExternalStore(subscribe, () => marks.get(id))} />;
}

/** A shape, and words for whoever points at it or hears it. */
export function StaleSign({ words }: { readonly words: string | undefined }): ReactNode {
  if (words === undefined) return null;
  return (
    <span className="stale-mark" role="img" aria-label={words} title={words}>
      ◷
    </span>
  );
}
