import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, test } from "vitest";
import { enImport } from "../i18n/en-import.ts";
import { fieldName, ti, typeName } from "./texts.ts";

test("no text stands in this page's catalogue that nothing says, and none in both", () => {
  const folder = resolve("apps/web/src/import");
  const code = readdirSync(folder)
    .filter((name) => !name.includes(".test."))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
  const groups = [...code.matchAll(/`(import\.[a-zA-Z.]+\.)\$\{/g)].map((found) => found[1] ?? "");
  const unused = Object.keys(enImport).filter(
    (id) => !code.includes(`"${id}"`) && !groups.some((group) => id.startsWith(group)),
  );
  expect(unused).toEqual([]);
  const others = readFileSync(resolve("apps/web/src/i18n/en.ts"), "utf8");
  expect(Object.keys(enImport).filter((id) => others.includes(`"${id}":`))).toEqual([]);
});

test("texts are there beside those of the first page, with plurals", () => {
  expect(ti("import.commit", { n: 0 })).toBe("Nothing to take");
  expect(ti("import.commitWithout", { n: 1, bad: 2 })).toBe("Take 1 change, without 2 bad rows");
});

test("fields are called as people call them, and an unknown type by its own name", () => {
  expect(["promisedAt", "components/quantityPer", "operations/seq", "uom", "@time"].map(fieldName)).toEqual([
    "Promised at",
    "Components: quantity per",
    "Operations: sequence",
    "Unit",
    "When it happened",
  ]);
  expect([typeName("wms.stock-count"), typeName("new.type")]).toEqual(["Stock", "new.type"]);
});
