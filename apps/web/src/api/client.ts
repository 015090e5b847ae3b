import { ApolloClient, HttpLink } from "@apollo/client";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import type { BoardRead, Refusal, Theirs } from "../live/contract.ts";
import { pastMoment } from "../past/moment.ts";
import { READ_EXCEPTIONS, READ_LINES } from "./board-documents.ts";
import type { DroppableReads } from "./droppable-reads.ts";
import { devToken } from "./identity.ts";
import { NothingCached } from "./nothing-cached.ts";

export function createClient(reads: DroppableReads): ApolloClient {
  const token = devToken();
  const then = pastMoment();
  return new ApolloClient({
    link: new HttpLink({
      uri: "/graphql",
      fetch: reads.fetch,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(then === null ? {} : { "lockstep-at": then }),
      },
    }),
    cache: new NothingCached(),
    defaultOptions: {
      watchQuery: { fetchPolicy: "no-cache" },
      query: { fetchPolicy: "no-cache" },
      mutate: { fetchPolicy: "no-cache" },
    },
  });
}

/** The server's plain words for what went wrong. */
export function refusalOf(error: unknown): Refusal {
  if (CombinedGraphQLErrors.is(error)) {
    const first = error.errors[0];
    const { code, field, theirs } = first?.extensions ?? {};
    const where = {
      ...(typeof field === "string" ? { field } : {}),
      ...(theirs === undefined ? {} : { theirs: theirs as Theirs }),
    };
    return { code: typeof code === "string" ? code : "FAILED", message: first?.message ?? error.message, ...where };
  }
  return { code: "UNREACHABLE", message: error instanceof Error ? error.message : String(error) };
}

/**
 * Reads the whole board, page by page. Its seq is that of the first page: every change after it comes again as a delta,
 * so pages of later moments are put right; the newest of them says from when on the whole is of one moment.
 */
export async function readBoard(client: ApolloClient): Promise<BoardRead | Refusal> {
  try {
    const first = await readExceptions(client, null);
    const exceptions = new Map(first.exceptions.nodes.map((row) => [row.id, row]));
    let newest = first.asOf.seq;
    let after = nextPage(first.exceptions.pageInfo);
    while (after !== null) {
      const page = await readExceptions(client, after);
      for (const row of page.exceptions.nodes) exceptions.set(row.id, row);
      newest = Math.max(newest, page.asOf.seq);
      after = nextPage(page.exceptions.pageInfo);
    }
    const lines = new Map<string, LinesPageRow>();
    after = null;
    do {
      const page = await readLines(client, after);
      for (const row of page.orderLines.nodes) lines.set(row.id, row);
      newest = Math.max(newest, page.asOf.seq);
      after = nextPage(page.orderLines.pageInfo);
    } while (after !== null);
    const feeds = new Map(first.feeds.map((row) => [row.id, row]));
    return {
      state: { seq: first.asOf.seq, now: first.asOf.now, exceptions, lines, feeds, presence: new Map() },
      completeAtSeq: newest,
      manualClock: first.asOf.clock === "MANUAL",
    };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code === "UNREACHABLE") throw error;
    return refusal;
  }
}

type LinesPageRow = Awaited<ReturnType<typeof readLines>>["orderLines"]["nodes"][number];

async function readExceptions(client: ApolloClient, after: string | null) {
  const { data } = await client.query({ query: READ_EXCEPTIONS, variables: { after } });
  if (!data) throw new Error("empty answer");
  return data;
}

async function readLines(client: ApolloClient, after: string | null) {
  const { data } = await client.query({ query: READ_LINES, variables: { after } });
  if (!data) throw new Error("empty answer");
  return data;
}

function nextPage(info: { readonly hasNextPage: boolean; readonly endCursor: string | null }): string | null {
  return info.hasNextPage ? info.endCursor : null;
}
