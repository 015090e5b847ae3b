import { type Answer, type Happening, NOTHING, type Offered } from "@lockstep/connectors/contract";
import { testContract } from "@lockstep/connectors/testing/contract-kit";
import { createLedger } from "@lockstep/domain/create-ledger";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { createIntake } from "@lockstep/domain/intake";
import { item, orderLine, site } from "../testing/facts.ts";
import type { Incoming } from "../writer/incoming.ts";
import { linesOf, MOST_FACT_BYTES } from "./lines.ts";

const bytesOf = (...lines: readonly string[]): Uint8Array => new TextEncoder().encode(lines.join("\n"));
const told = (...facts: readonly CloudEvent[]): Uint8Array => bytesOf(...facts.map((one) => JSON.stringify(one)));

/** What the intake says of a text, as a connector offers it: read, or whole with the rule that it breaks. */
function offered(incoming: Incoming, at: number): Offered {
  if (!("text" in incoming) || "refused" in incoming) return incoming;
  const decided = createIntake(createLedger()).batch().decide(incoming, { receivedAt: at, seq: 1, mode: "live" });
  if (decided.kind === "quarantine") {
    const { text, rule, reason } = decided;
    return { text, refused: { rule, reason } };
  }
  return { value: JSON.parse(incoming.text) };
}

async function* inPieces(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  const half = bytes.length >> 1;
  yield bytes.subarray(0, half);
  yield bytes.subarray(half);
}

testContract("of facts over HTTP, one a line", {
  create: () => ({
    async handle(one: Happening<Uint8Array>): Promise<Answer<never>> {
      if (one.kind !== "message") return NOTHING;
      const all: Offered[] = [];
      for await (const lines of linesOf(inPieces(one.message))) {
        for (const line of lines) all.push(offered(line, one.at));
      }
      return { ...NOTHING, offered: all };
    },
  }),
  message: (bytes) => bytes,
  good: [told(site("PLANT-A"), item("FG-1")), told(orderLine({ order: "SO-1", item: "FG-1", site: "PLANT-A" }))],
  bad: bytesOf('{"specversion":"1.0",'),
  mostBytes: MOST_FACT_BYTES,
});
