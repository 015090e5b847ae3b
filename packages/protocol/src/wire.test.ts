import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { generate } from "@graphql-codegen/cli";
import { buildSchema, lexicographicSortSchema, printSchema } from "graphql";
import { describe, expect, expectTypeOf, test } from "vitest";
import config from "../codegen.config.ts";
import type { Feed } from "./generated/schema.ts";
import type { LiveException, LiveFeed, LiveOrderLine } from "./live.ts";
import type { ExceptionRow, OrderLineRow } from "./rows.ts";

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

describe("the wire", () => {
  test("is what others were told: names that stand here stay; a change is a new hash", () => {
    const schema = printSchema(lexicographicSortSchema(buildSchema(readFileSync(here("schema.graphql"), "utf8"))));
    expect(sha256(schema)).toBe("489ba2d9fb773456a77e79bc2266259f128bfc93808ee0ffb5b12a358eee8acf");
  });

  test("has types generated from the schema as it is (npm run codegen -w @lockstep/protocol)", async () => {
    const [output] = await generate({ ...config, schema: here("schema.graphql"), silent: true }, false);
    expect(readFileSync(here("generated/schema.ts"), "utf8")).toBe(output?.content);
  });

  test("says the same over the socket as in an answer", () => {
    expectTypeOf<ExceptionRow>().toExtend<LiveException>();
    expectTypeOf<OrderLineRow>().toExtend<LiveOrderLine>();
    expectTypeOf<Feed>().toExtend<LiveFeed>();
  });
});
