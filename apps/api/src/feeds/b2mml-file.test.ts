import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { readB2mml } from "@lockstep/connectors/b2mml/read-message";
import { afterAll, expect, test } from "vitest";
import { readB2mmlSection } from "./b2mml-file.ts";
import { readConnectors } from "./connectors-file.ts";

const folder = mkdtempSync(join(tmpdir(), "lockstep-b2mml-file-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string) {
  const path = join(folder, "connectors.yaml");
  writeFileSync(path, text);
  return { path, isNamed: true };
}

test("what is declared of B2MML stands beside connectors and EPCIS, or alone", async () => {
  const b2mml = "b2mml: { sites: { ACME: A } }";
  for (const text of [b2mml, `${b2mml}\nepcis: {}\nconnectors: []`]) {
    const read = await readB2mmlSection(file(text));
    expect(read.ok && [read.value.mapping.siteOf("ACME"), read.value.validate]).toEqual(["A", undefined]);
    expect(await readConnectors(file(text), {})).toMatchObject({ ok: true, value: [{ id: "facts" }] });
  }
});

test("the example reads the names that it declares, and the message beside it", async () => {
  const examples = fileURLToPath(new URL("../../../../docs/examples", import.meta.url));
  const read = await readB2mmlSection({ path: join(examples, "b2mml.yaml"), isNamed: true });
  expect(read.ok && read.value.mapping.itemOf("80009901")).toMatchObject({
    item: "SAUCE",
    units: { CS: 12, g: 0.001 },
  });
  const message = readFileSync(join(examples, "b2mml-schedule.xml"), "utf8");
  const plain = await readB2mmlSection(file("b2mml: {}"));
  expect(plain.ok && readB2mml(message, plain.value)).toMatchObject({
    ok: true,
    value: [{ data: { id: "WO-3", operations: [{ seq: 10, ratePerHour: 10 }], components: [{ quantityPer: 2 }] } }],
  });
});

test("without it, and without a file, names mean themselves", async () => {
  for (const where of [file("connectors: []"), { path: join(folder, "none.yaml"), isNamed: false }]) {
    const read = await readB2mmlSection(where);
    expect(read.ok && read.value.mapping.siteOf("A")).toBe("A");
  }
});

test.each([
  ["b2mml: { places: {} }", "b2mml has no setting places"],
  ["b2mml: { schemas: { V0701: /nowhere } }", "b2mml.schemas.V0701: /nowhere cannot be read"],
])("one that cannot work is refused with the file's name: %s", async (text, why) => {
  const wrong = await readB2mmlSection(file(text));
  const path = join(folder, "connectors.yaml");
  expect(wrong).toEqual({ ok: false, error: expect.stringContaining(`${path}: ${why}`) as string });
});

test.each([
  ["{ id: a, kind: b2mml-folder }", "connectors[0] must have required property 'folder'"],
  ["{ id: a, kind: b2mml-folder, folder: in }", "connectors[0].folder must be a path from the root"],
  [
    "{ id: a, kind: b2mml-folder, folder: /x }, { id: b, kind: b2mml-folder, folder: /x/ }",
    "two connectors take files from /x: give each a folder of its own",
  ],
])("a folder that cannot work is refused: %s", async (text, why) => {
  const read = await readConnectors(file(`connectors: [${text}]`), {});
  expect(read).toEqual({ ok: false, error: expect.stringContaining(why) as string });
});
