import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { buildSchema, type DocumentNode, validate } from "graphql";
import { describe, expect, test } from "vitest";
import * as actions from "./action-documents.ts";
import * as audit from "./audit-documents.ts";
import * as board from "./board-documents.ts";
import * as detail from "./detail-documents.ts";
import * as escalation from "./escalation-documents.ts";
import * as leader from "./leader-documents.ts";
import * as lineage from "./lineage-documents.ts";
import * as quarantine from "./quarantine-documents.ts";
import * as rules from "./rule-documents.ts";
import * as steward from "./steward-documents.ts";
import * as trace from "./trace-documents.ts";

const documents = {
  ...actions,
  ...audit,
  ...board,
  ...detail,
  ...escalation,
  ...leader,
  ...lineage,
  ...quarantine,
  ...rules,
  ...steward,
  ...trace,
};

const schema = buildSchema(readFileSync(resolve("packages/protocol/src/schema.graphql"), "utf8"));

describe("every document is one that the schema answers", () => {
  test.each(Object.entries(documents))("%s", (_, document) => {
    expect(validate(schema, document as DocumentNode).map((error) => error.message)).toEqual([]);
  });
});
