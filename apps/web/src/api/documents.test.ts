import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSchema, type DocumentNode, OperationTypeNode, parse, validate } from "graphql";
import { describe, expect, test } from "vitest";
import { hashOfDocument, ownDocuments } from "../../trusted-documents.ts";
import { ASSIGN } from "./action-documents.ts";
import { createClient } from "./client.ts";
import { ASSIGN as ASSIGN_QUARANTINED } from "./quarantine-documents.ts";

const documents = await ownDocuments();
const schema = buildSchema(readFileSync(resolve("packages/protocol/src/schema.graphql"), "utf8"));
const source = resolve("apps/web/src");

describe("every document is one that the schema answers", () => {
  test.each(documents)("%s", (_, document) => {
    expect(validate(schema, document).map((error) => error.message)).toEqual([]);
  });
});

test("every document stands where the list of those that the page asks is made of", () => {
  const others = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name))
    .filter((name) => !/^api\/([a-z]+-documents|fragments)\.ts$/.test(name))
    .filter((name) =>
      /\bgql\b|\bparse\b.*from "graphql"|uri: "\/graphql"/.test(readFileSync(join(source, name), "utf8")),
    );
  const assigning = [ASSIGN, ASSIGN_QUARANTINED].map(hashOfDocument);
  const listed = new Set(documents.map(([, document]) => hashOfDocument(document)));
  expect(
    assigning.every((hash) => listed.has(hash)),
    "two of one name are both listed",
  ).toBe(true);
  // It sends them, and writes none.
  expect(others).toEqual(["api/client.ts"]);
  expect(documents.length).toBeGreaterThan(50);
});

test("what the client sends of each is what the list says", async () => {
  const sent: string[] = [];
  const client = createClient({
    fetch: async (_, options) => {
      sent.push((JSON.parse(String(options?.body)) as { readonly query: string }).query);
      return Response.json({ data: null });
    },
    drop: () => {},
  });
  for (const [, document] of documents) await ask(document);
  const listed = new Set(documents.map(([, document]) => hashOfDocument(document)));
  expect(sent).toHaveLength(documents.length);
  expect(sent.filter((text) => !listed.has(hashOfDocument(parse(text))))).toEqual([]);

  function ask(document: DocumentNode): Promise<unknown> {
    const isMutation = document.definitions.some(
      (one) => one.kind === "OperationDefinition" && one.operation === OperationTypeNode.MUTATION,
    );
    return isMutation ? client.mutate({ mutation: document }) : client.query({ query: document });
  }
});
