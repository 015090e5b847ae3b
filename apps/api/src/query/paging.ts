import { badInput } from "../errors.ts";

export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
}

export interface Connection<T> {
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly nodes: readonly T[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}

const DEFAULT_PAGE = 50;
const LONGEST_PAGE = 200;

/** How many are asked for: none given is 50, more than 200 are cut. */
export function pageSize(first: number | null | undefined): number {
  if (first === null || first === undefined) return DEFAULT_PAGE;
  if (first < 0) throw badInput(`first is ${first}: ask for 0 or more.`);
  return Math.min(first, LONGEST_PAGE);
}

/** What a row is sorted by, its id last: no two rows share it. Null sorts behind everything. */
export type SortKey = readonly (string | number | null)[];

export interface Listing<T> {
  /** Names the connection and its order: a cursor of another is refused. */
  readonly kind: string;
  /** In order of `keyOf`. */
  readonly items: readonly T[];
  readonly keyOf: (item: T) => SortKey;
}

/** One page: what follows the place that the cursor names, whatever has come or gone before it since. */
export function pageOf<T>({ kind, items, keyOf }: Listing<T>, { first, after }: PageArguments): Connection<T> {
  const size = pageSize(first);
  const begin = after === null || after === undefined ? 0 : firstBehind(items, keyOf, readCursor(kind, after));
  const nodes = items.slice(begin, begin + size);
  return connectionOf(nodes, {
    cursorOf: (node) => writeCursor(kind, keyOf(node)),
    hasNextPage: begin + nodes.length < items.length,
    totalCount: items.length,
  });
}

/** The same with each item as what is shown of it, made of those on the page alone. */
export function pageOfRows<T, Row>(
  listing: Listing<T>,
  toRow: (item: T) => Row,
  asked: PageArguments,
): Connection<Row> {
  const { edges, pageInfo, totalCount } = pageOf(listing, asked);
  const made = edges.map(({ node, cursor }) => ({ node: toRow(node), cursor }));
  return { edges: made, nodes: made.map(({ node }) => node), pageInfo, totalCount };
}

export interface PageFacts<T> {
  readonly cursorOf: (node: T) => string;
  readonly hasNextPage: boolean;
  readonly totalCount: number;
}

export function connectionOf<T>(
  nodes: readonly T[],
  { cursorOf, hasNextPage, totalCount }: PageFacts<T>,
): Connection<T> {
  const edges = nodes.map((node) => ({ node, cursor: cursorOf(node) }));
  return { edges, nodes, pageInfo: { hasNextPage, endCursor: edges.at(-1)?.cursor ?? null }, totalCount };
}

export const writeCursor = (kind: string, key: SortKey): string =>
  Buffer.from(JSON.stringify([kind, ...key])).toString("base64url");

export function readCursor(kind: string, cursor: string): SortKey {
  const refusal = badInput(
    "after is no cursor of this list in this order: take endCursor or a cursor from its own answer.",
  );
  let read: unknown;
  try {
    read = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    throw refusal;
  }
  if (!Array.isArray(read) || read[0] !== kind || read.length < 2) throw refusal;
  const key = read.slice(1);
  if (!key.every(isKeyPart) || writeCursor(kind, key) !== cursor) throw refusal;
  return key;
}

const isKeyPart = (part: unknown): part is string | number | null =>
  part === null || typeof part === "string" || typeof part === "number";

export function compareKeys(a: SortKey, b: SortKey): number {
  for (let k = 0; k < Math.max(a.length, b.length); k += 1) {
    const order = compareParts(a[k], b[k]);
    if (order !== 0) return order;
  }
  return 0;
}

type Part = SortKey[number] | undefined;

function compareParts(a: Part, b: Part): number {
  if (a === b) return 0;
  if (a === null || a === undefined) return 1;
  if (b === null || b === undefined) return -1;
  return a < b ? -1 : 1;
}

/** The place of the first item behind a key, by halving. */
function firstBehind<T>(items: readonly T[], keyOf: (item: T) => SortKey, key: SortKey): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && compareKeys(keyOf(item), key) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
