import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readConnectors } from "./connectors-file.ts";
import { readEpcis } from "./epcis-file.ts";

const folder = mkdtempSync(join(tmpdir(), "lockstep-epcis-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(text: string) {
  const path = join(folder, "connectors.yaml");
  writeFileSync(path, text);
  return { path, isNamed: true };
}

const GLN = "4012345000009";
const LINK = `https://id.gs1.org/414/${GLN}`;

test("what is declared of EPCIS stands beside connectors, or alone", async () => {
  const epcis = `epcis: { locations: { "${GLN}": { site: A, location: DOCK } } }`;
  for (const text of [epcis, `${epcis}\nconnectors: []`]) {
    const mapping = await readEpcis(file(text));
    expect(mapping.ok && mapping.value.placeOf(LINK)).toEqual({ site: "A", location: "DOCK" });
    expect(await readConnectors(file(text), {})).toMatchObject({ ok: true, value: [{ id: "facts" }] });
  }
});

test("without it, and without a file, places are called by their GLN", async () => {
  for (const where of [file("connectors: []"), { path: join(folder, "none.yaml"), isNamed: false }]) {
    const mapping = await readEpcis(where);
    expect(mapping.ok && mapping.value.placeOf(LINK)).toEqual({ site: GLN, location: GLN });
  }
});

test("one that cannot work is refused with the file's name, and other sections still are", async () => {
  const wrong = await readEpcis(file("epcis: { places: {} }"));
  expect(wrong).toEqual({ ok: false, error: `${join(folder, "connectors.yaml")}: epcis has no setting places` });
  expect(await readConnectors(file("epics: {}\nconnectors: []"), {})).toMatchObject({ ok: false });
});
