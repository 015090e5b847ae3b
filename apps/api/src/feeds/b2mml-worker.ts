import { parentPort, workerData } from "node:worker_threads";
import { readB2mml } from "@lockstep/connectors/b2mml/read-message";
import { present } from "@lockstep/domain/assert";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { b2mmlOptions } from "./b2mml-options.ts";
import type { B2mmlReply, B2mmlRequest } from "./b2mml-thread.ts";

const port = present(parentPort, () => "this runs in a thread");
const opened = await b2mmlOptions(workerData);
if (!opened.ok) throw new Error(opened.error);
const options = opened.value;
let facts: readonly CloudEvent[] = [];

port.on("message", (request: B2mmlRequest) => {
  port.postMessage(answer(request));
});

function answer(request: B2mmlRequest): B2mmlReply {
  if (request.kind === "facts") return { kind: "facts", facts: facts.slice(request.from, request.to) };
  try {
    const read = readB2mml(request.text, options);
    if (!read.ok) return { kind: "not-read", error: read.error };
    facts = read.value;
    return { kind: "read", facts: facts.length };
  } catch (error) {
    return { kind: "failed", message: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
