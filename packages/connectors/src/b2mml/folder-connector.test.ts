import { type Connector, NOTHING, type Offered } from "../contract.ts";
import { lots, performance, plantMapping, schedule } from "../testing/b2mml.ts";
import { testContract } from "../testing/contract-kit.ts";
import { type DroppedFile, offeredOf, textToRead } from "./folder-connector.ts";
import { MOST_B2MML_BYTES, readB2mml } from "./read-message.ts";

const file = (text: string): DroppedFile => ({ name: "a.xml", bytes: text.length, text });

/** As the shell reads them, in one go. */
function offers(dropped: DroppedFile): readonly Offered[] {
  const text = textToRead(dropped);
  return typeof text === "string" ? offeredOf(dropped, text, readB2mml(text, { mapping: plantMapping })) : text;
}

testContract("of B2MML files", {
  create: (): Connector<DroppedFile, never> => ({
    handle: (one) => (one.kind === "message" ? { ...NOTHING, offered: offers(one.message) } : NOTHING),
  }),
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
