import { lots, performance, plantMapping, schedule } from "../testing/b2mml.ts";
import { testContract } from "../testing/contract-kit.ts";
import { createB2mmlFolder, type DroppedFile } from "./folder-connector.ts";
import { MOST_B2MML_BYTES } from "./read-message.ts";

const file = (text: string): DroppedFile => ({ name: "a.xml", bytes: text.length, text });

testContract("of B2MML files", {
  create: () => createB2mmlFolder({ mapping: plantMapping }),
  message: (bytes, where) => ({ name: `${where}.xml`, bytes: bytes.length, text: textOf(bytes.subarray(0, 65_536)) }),
  good: [schedule(), performance(), lots()].map(file),
  bad: file("<OperationsSchedule/>"),
  mostBytes: MOST_B2MML_BYTES,
});

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
