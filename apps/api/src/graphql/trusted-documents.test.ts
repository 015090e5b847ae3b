import { createHash } from "node:crypto";
import { assert } from "@lockstep/domain/assert";
import { parse, print } from "graphql";
import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAuditVerifier } from "../audit/verifier.ts";
import { createFeedTokens } from "../identity/feed-tokens.ts";
import { developer, type Viewer } from "../identity/viewer.ts";
import { createToldPlans } from "../query/plan-changes.ts";
import { engineHere } from "../testing/engine-here.ts";
import { noAccounts } from "../testing/no-accounts.ts";
import { startTower } from "../testing/tower.ts";
import { createContext } from "./context.ts";
import { startGraphQL } from "./server.ts";
import { readTrusted } from "./trusted-documents.ts";

const log = pino({ level: "silent" });
const hashOf = (query: string) =>
  createHash("sha256")
    .update(print(parse(query)))
    .digest("hex");
const OWN = "query Own($id: ID!) { asOf { seq } exception(id: $id) { id } }";

let tower: Awaited<ReturnType<typeof startTower>>;
beforeAll(async () => {
  tower = await startTower(() => engineHere({ mode: "manual", currency: "EUR" }).thread);
}, 60_000);
afterAll(() => tower.close());

async function codesFor(viewer: Viewer, trusted: ReadonlySet<string> | null) {
  const { writer, store, ledger } = tower;
  const graphql = await startGraphQL(log, { isInDevelopment: false, hidesMoney: false, trusted });
  const feedTokens = await createFeedTokens(store, log);
  const note = async (): Promise<void> => {};
  const auditVerifier = createAuditVerifier({ store, place: null, log, note, onFinding: () => {} });
  return async (query: string): Promise<readonly unknown[]> => {
    const parts = {
      viewer,
      writer,
      store,
      ledger,
      past: null,
      stewards: [],
      noMoney: new Set<never>(),
      toldPlans: createToldPlans(),
      feedTokens,
      accounts: noAccounts,
      auditVerifier,
    };
    const { body, http } = await graphql.executeOperation(
      { query, variables: { id: "x" } },
      { contextValue: createContext(parts) },
    );
    assert(body.kind === "single", () => "one answer");
    const codes = (body.singleResult.errors ?? []).map(({ extensions }) => extensions?.["code"]);
    expect(http.status ?? 200).toBe(codes.includes("FORBIDDEN") ? 403 : 200);
    return codes;
  };
}

const browser: Viewer = { ...developer, isBrowser: true };

test("a browser's session is answered what our own page asks, however it is spaced, and nothing else", async () => {
  const ask = await codesFor(browser, new Set([hashOf(OWN)]));
  expect(await ask(OWN)).toEqual([]);
  expect(await ask(OWN.replaceAll(" ", "\n  "))).toEqual([]);
  const others = [
    OWN.replace("seq", "seq now"),
    "{ asOf { seq } }",
    "{ __typename }",
    `${OWN} query Other { feeds { id } }`,
  ];
  for (const other of others) expect([other, await ask(other)]).toEqual([other, ["FORBIDDEN"]]);
});

test("who shows a token asks what they like, and so does everybody where it is not asked for", async () => {
  expect(await (await codesFor(developer, new Set()))("{ asOf { seq } }")).toEqual([]);
  expect(await (await codesFor(browser, null))("{ asOf { seq } }")).toEqual([]);
});

test("a page that is not built asks nothing", () => {
  expect(readTrusted("/nowhere", log)).toEqual(new Set());
});
