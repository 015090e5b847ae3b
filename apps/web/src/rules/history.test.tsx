import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import type { Version } from "../api/rule-documents.ts";
import "../i18n/rules-texts.ts";
import { History } from "./history.tsx";

const versions = (from: number, to: number): Version[] =>
  Array.from({ length: from - to + 1 }, (_, k) => ({
    ...{ version: from - k, at: "2026-03-02T08:00:00Z", by: "stan", reason: "why", count: 1, changes: [] },
  }));

test("versions that are not read are counted, not left out in silence", () => {
  expect(renderToStaticMarkup(<History of={versions(22, 3)} zone="UTC" />)).toContain(
    "2 earlier versions are not shown",
  );
  expect(renderToStaticMarkup(<History of={versions(20, 1)} zone="UTC" />)).not.toContain("earlier");
});
