import { ApolloClient, ApolloLink, InMemoryCache, Observable } from "@apollo/client";
import { ApolloProvider } from "@apollo/client/react";
import type { AuditRecord } from "@lockstep/protocol/generated/schema";
import { act } from "react";
import { createRoot } from "react-dom/client";
import { expect, test } from "vitest";
import type { Pages } from "../steward/use-pages.ts";
import type { AuditVariables } from "./audit-filter.ts";
import { useAudit } from "./use-audit.ts";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const page = {
  asOf: { seq: 1, now: "2026-03-02T08:00:00Z" },
  audit: { nodes: [{ number: 7 }], pageInfo: { hasNextPage: true, endCursor: "7" }, totalCount: 9 },
};

test("records of the filter before do not stand under one that is refused, and are there again under their own", async () => {
  // Answers Ann's first page alone.
  const link = new ApolloLink(
    ({ variables: { filter, after } }) =>
      new Observable((answer) => {
        if (filter.by !== "ann" || after !== null) return answer.error(new Error("lost"));
        answer.next({ data: page });
        answer.complete();
      }),
  );
  const client = new ApolloClient({
    ...{ link, cache: new InMemoryCache() },
    defaultOptions: { query: { fetchPolicy: "no-cache" } },
  });
  let found: Pages<AuditRecord> | undefined;
  const Probe = ({ by }: { readonly by: string }) => {
    found = useAudit({ by } as AuditVariables);
    return null;
  };
  const root = createRoot(document.createElement("div"));
  const settle = (what: () => void): Promise<void> =>
    act(async () => {
      what();
      await new Promise((resolve) => setTimeout(resolve, 5));
    });
  const ask = (by: string): Promise<void> =>
    settle(() =>
      root.render(
        <ApolloProvider client={client}>
          <Probe by={by} />
        </ApolloProvider>,
      ),
    );
  await ask("ann");
  expect(found).toMatchObject({ rows: [{ number: 7 }], total: 9, refusal: null });
  await settle(() => found?.more());
  expect(found).toMatchObject({ rows: [{ number: 7 }], total: 9, refusal: { code: "UNREACHABLE" } });
  await ask("ben");
  expect(found).toMatchObject({ rows: null, total: 0, asOf: null, hasMore: false, refusal: { code: "UNREACHABLE" } });
  await ask("ann");
  expect(found).toMatchObject({ rows: [{ number: 7 }], total: 9, refusal: null });
  act(() => root.unmount());
});
