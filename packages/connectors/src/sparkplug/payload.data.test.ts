import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import protobuf from "protobufjs";
import { expect, test } from "vitest";
import { Payload } from "./payload.ts";

const proto = fileURLToPath(new URL("../../../../../shared/standards/sparkplug/sparkplug_b.proto", import.meta.url));

test.skipIf(!existsSync(proto))("our definition says of every field what the standard's does", () => {
  const standard = protobuf.loadSync(proto).lookupType("org.eclipse.tahu.protobuf.Payload");
  for (const name of ["", "Metric"]) {
    const ours = name === "" ? Payload : Payload.lookupType(name);
    const theirs = name === "" ? standard : standard.lookupType(name);
    expect(ours.fieldsArray.length).toBeGreaterThan(2);
    for (const field of ours.fieldsArray) {
      const their = theirs.fields[field.name];
      expect(their, field.name).toMatchObject({ id: field.id, type: field.type, repeated: field.repeated });
    }
  }
});

test.skipIf(!existsSync(proto))("what we have no use for is passed over, and the rest is read", () => {
  const standard = protobuf.loadSync(proto).lookupType("org.eclipse.tahu.protobuf.Payload");
  const metrics = [
    { name: "table", datatype: 16, datasetValue: { numOfColumns: 1, columns: ["a"], types: [7], rows: [] } },
    { name: "count", datatype: 7, intValue: 5, properties: { keys: ["q"], values: [{ type: 3, intValue: 192 }] } },
  ];
  const bytes = standard.encode(standard.fromObject({ seq: 0, uuid: "x", body: new Uint8Array(3), metrics })).finish();
  expect(Payload.toObject(Payload.decode(bytes), { longs: Number })).toEqual({
    seq: 0,
    metrics: [
      { name: "table", datatype: 16 },
      { name: "count", datatype: 7, intValue: 5 },
    ],
  });
});
