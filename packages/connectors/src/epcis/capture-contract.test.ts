import { type Connector, NOTHING, type Offered } from "../contract.ts";
import { testContract } from "../testing/contract-kit.ts";
import { epcisDocument, event, PLANT_DAY, plantMapping } from "../testing/epcis.ts";
import { readCapture } from "./capture.ts";

/** As it is sent: what is no document is refused at the door, and nothing of it is offered. */
function offers(text: string): readonly Offered[] {
  const read = readCapture(jsonIn(text), { mapping: plantMapping });
  return read.ok ? read.value.offered : [];
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}

const document = (...events: readonly object[]): string => JSON.stringify(epcisDocument(events));
/** An event with these bytes where an event has words. */
const strange = (text: string, where: number): object =>
  where % 2 === 0 ? event({ action: text, bizStep: text }) : event({ ...PLANT_DAY[0], epcList: [text], note: text });

testContract("of EPCIS events", {
  create: (): Connector<string, never> => ({
    handle: (one) => (one.kind === "message" ? { ...NOTHING, offered: offers(one.message) } : NOTHING),
  }),
  message(bytes, where) {
    const text = new TextDecoder().decode(bytes);
    return where % 3 === 2 ? text : document(strange(text, where));
  },
  good: [document(...PLANT_DAY.slice(0, 3)), document(...PLANT_DAY.slice(3))],
  bad: document(event({ ...PLANT_DAY[0], bizStep: "https://partner.example/juggling" })),
});
