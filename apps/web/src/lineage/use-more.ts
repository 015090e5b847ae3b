import { useState } from "react";

interface Page<Node> {
  readonly nodes: readonly Node[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
}

interface More<Node> {
  readonly nodes: readonly Node[];
  /** Null: there is no more. */
  readonly goOn: (() => void) | null;
  readonly isFailed: boolean;
}

/** A list that is longer than its first page: the pages that follow come when they are asked for. */
export function useMore<Node>(first: Page<Node>, read: (after: string) => Promise<Page<Node> | null>): More<Node> {
  const [more, setMore] = useState<readonly Node[]>([]);
  const [last, setLast] = useState(first.pageInfo);
  const [isFailed, setFailed] = useState(false);
  const { hasNextPage, endCursor } = last;
  const goOn = async (after: string): Promise<void> => {
    setFailed(false);
    const page = await read(after);
    if (page === null) return setFailed(true);
    setMore((before) => [...before, ...page.nodes]);
    setLast(page.pageInfo);
  };
  return {
    nodes: [...first.nodes, ...more],
    goOn: hasNextPage && endCursor !== null ? () => void goOn(endCursor).catch(() => setFailed(true)) : null,
    isFailed,
  };
}
