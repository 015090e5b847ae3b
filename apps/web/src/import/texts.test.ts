import { expect, test } from "vitest";
import { t } from "../i18n/i18n.ts";
import { fieldName, typeName } from "./texts.ts";

test("texts are there beside those of the first page, with plurals", () => {
  expect(t("import.commit", { n: 0 })).toBe("Nothing to take");
  expect(t("import.commitWithout", { n: 1, bad: 2 })).toBe("Take 1 change, without 2 bad rows");
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
