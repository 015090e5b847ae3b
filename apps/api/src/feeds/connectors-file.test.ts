import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { readConnectors } from "./connectors-file.ts";

const folder = mkdtempSync(join(tmpdir(), "lockstep-connectors-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const facts = { id: "facts", kind: "mqtt-json", facts: "lockstep/facts/#" };

function read(text: string, env: Record<string, string> = {}) {
  const path = join(folder, "connectors.yaml");
  writeFileSync(path, text);
  return readConnectors({ path, isNamed: true }, env);
}

test("what is declared comes beside the connector that is always there", async () => {
  const yaml = `connectors: [{ id: a, kind: mqtt-json, facts: a/#, broker: { url: "mqtt://b", passwordFrom: B_PASSWORD } }]`;
  const declared = {
    id: "a",
    kind: "mqtt-json",
    facts: "a/#",
    broker: { url: "mqtt://b", passwordFrom: "B_PASSWORD" },
  };
  expect(await read(yaml, { B_PASSWORD: "secret" })).toEqual({ ok: true, value: [facts, declared] });
  const own = { ...facts, facts: "plant/facts/#" };
  expect(await read(JSON.stringify({ connectors: [own] }))).toEqual({ ok: true, value: [own] });
});

test("a file that nobody has named may be missing", async () => {
  const path = join(folder, "none.yaml");
  expect(await readConnectors({ path, isNamed: false }, {})).toEqual({ ok: true, value: [facts] });
  expect(await readConnectors({ path, isNamed: true }, {})).toMatchObject({
    error: `${path} cannot be read: there is no such file`,
  });
});

const TRYTON = `id: erp, kind: tryton, url: "http://erp:8000", database: erp, user: reader, timeZone: Europe/Berlin`;

test("a secret is referred to, in the environment or in a file, and is there", async () => {
  const path = join(folder, "secret");
  writeFileSync(path, "hush\n");
  const by = (reference: string, env = {}) => read(`connectors: [{ ${TRYTON}, password: "${reference}" }]`, env);
  expect(await by(`\${env:ERP}`, { ERP: "hush" })).toMatchObject({ ok: true, value: [facts, { id: "erp" }] });
  expect(await by(`\${file:${path}}`)).toMatchObject({ ok: true });
  expect(await by(`\${file:${path}-not}`)).toMatchObject({
    error: expect.stringContaining("cannot be read") as string,
  });
  expect(JSON.stringify(await by(`\${file:${path}}`))).not.toContain("hush");
});

test.each([
  [`connectors: [{ ${TRYTON}, password: "hush" }]`, `connectors[0].password must refer to a secret: \${env:NAME}`],
  [`connectors: [{ ${TRYTON}, password: "\${env:ERP}" }]`, "environment variable ERP, which is not set"],
  [
    `connectors: [{ ${TRYTON.replace("Europe/Berlin", "Berlin")}, password: "\${env:ERP}" }]`,
    "must be an IANA time zone",
  ],
  [`connectors: [{ ${TRYTON.replace("http://", "mqtt://")}, password: "\${env:ERP}" }]`, "must begin with http://"],
  ["connectors:\n  - id: a\n    kind: opc", "connectors[0].kind must be one of"],
  [
    "connectors: [{ id: a, kind: csv-folder, folder: /x, source: a/b }]",
    "connectors[0].source must be of letters, digits, spaces, points and hyphens",
  ],
  [
    "connectors: [{ id: a, kind: csv-folder, folder: /x, mapping: { type: master.item } }]",
    "connectors[0].mapping is not understood: The mapping must have required property 'fields'",
  ],
  [
    `connectors: [{ id: a, kind: csv-folder, folder: /x, mapping: { type: master.customer, fields: { id: { column: A } }, decimal: ".", dates: ymd, zone: UTC } }]`,
    "connectors[0].mapping is not understood: Choose a column, or give a value, for name",
  ],
  [
    "connectors: [{ id: a, kind: csv-folder, folder: /x }, { id: b, kind: b2mml-folder, folder: /x/ }]",
    "two connectors take files from /x: give each a folder of its own",
  ],
  ["a: [", "is neither YAML nor JSON"],
  ["connectors: [{ id: !!js/function 'a', kind: mqtt-json, facts: f }]", "is neither YAML nor JSON: Unresolved tag"],
  [
    "connectors: [{ id: facts, kind: sparkplug-b, hostId: h, edge: { machines: [{ name: m, from: g/+d, resource: { level: d }, signals: [{ name: lot, is: lot, value: { metric: L } }] }] } }]",
    "the id facts is that of the connector that takes facts as they are: give it another one",
  ],
  [
    `connectors: [{ id: a, kind: mqtt-json, facts: f, broker: { url: "mqtt://b", passwordFrom: NO_SUCH_PASSWORD } }]`,
    "the password of a is to be in the environment variable NO_SUCH_PASSWORD, which is not set",
  ],
])("%s is refused in one line", async (text, why) => {
  const answer = await read(text);
  expect(answer).toMatchObject({ ok: false, error: expect.stringContaining(why) as string });
  expect(answer.ok ? "" : answer.error).not.toContain("\n");
});
