import { ApolloClient, HttpLink } from "@apollo/client";
import { CombinedGraphQLErrors } from "@apollo/client/errors";
import type { LiveException, LiveOrderLine } from "@lockstep/protocol/live";
import type { FirstAnswers } from "../first/first-answers.ts";
import type { BoardRead, Refusal, Theirs } from "../live/contract.ts";
import { pastMoment } from "../past/moment.ts";
import type { ExceptionsPage, LinesPage, Page } from "./answers.ts";
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
 * Reads the whole board, page by page. Its seq is that of the earlier one of the two first pages: every change after it comes
 * again as a delta, so what was read at later moments is put right; the newest of them says from when on the whole is of one.
 */
export async function readBoard(client: ApolloClient, first: FirstAnswers | null): Promise<BoardRead | Refusal> {
  try {
    const [cards, lines] = await Promise.all([readExceptions(client, first), readLines(client, first)]);
    const { asOf, feeds } = cards.first;
    const earlier = asOf.seq <= lines.first.asOf.seq ? asOf : lines.first.asOf;
    return {
      state: {
        seq: earlier.seq,
        now: earlier.now,
        exceptions: cards.rows,
        lines: lines.rows,
        feeds: new Map(feeds.map((row) => [row.id, row])),
        presence: new Map(),
      },
      completeAtSeq: Math.max(cards.newestSeq, lines.newestSeq),
      manualClock: asOf.clock === "MANUAL",
    };
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal.code === "UNREACHABLE") throw error;
    return refusal;
  }
}

const readExceptions = (
  client: ApolloClient,
  first: FirstAnswers | null,
): Promise<Pages<ExceptionsPage, LiveException>> =>
  readPages(
    async (after) =>
      (await first?.take<ExceptionsPage>("ReadExceptions", { after })) ??
      (await client.query({ query: READ_EXCEPTIONS, variables: { after } })).data,
    ({ exceptions }) => exceptions,
  );

const readLines = (client: ApolloClient, first: FirstAnswers | null): Promise<Pages<LinesPage, LiveOrderLine>> =>
  readPages(
    async (after) =>
      (await first?.take<LinesPage>("ReadLines", { after })) ??
      (await client.query({ query: READ_LINES, variables: { after } })).data,
    ({ orderLines }) => orderLines,
  );

interface Pages<Answer, Row> {
  readonly first: Answer;
  readonly rows: ReadonlyMap<string, Row>;
  readonly newestSeq: number;
}

async function readPages<Answer extends Pick<LinesPage, "asOf">, Row extends { readonly id: string }>(
  ask: (after: string | null) => Promise<Answer | undefined>,
  pageOf: (answer: Answer) => Page<Row>,
): Promise<Pages<Answer, Row>> {
  const rows = new Map<string, Row>();
  const read = async (after: string | null): Promise<Answer> => {
    const answer = await ask(after);
    if (answer === undefined) throw new Error("empty answer");
    for (const row of pageOf(answer).nodes) rows.set(row.id, row);
    return answer;
  };
  const first = await read(null);
  let newestSeq = first.asOf.seq;
  let { pageInfo } = pageOf(first);
  while (pageInfo.hasNextPage) {
    const next = await read(pageInfo.endCursor);
    newestSeq = Math.max(newestSeq, next.asOf.seq);
    ({ pageInfo } = pageOf(next));
  }
  return { first, rows, newestSeq };
}
