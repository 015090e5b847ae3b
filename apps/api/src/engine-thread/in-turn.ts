import type { EngineHost } from "./engine-host.ts";
import type { Reply, Request } from "./protocol.ts";
import { unpacked } from "./unpacked.ts";

/** Answers requests; what the first pass has done without is filed as soon as that is told. */
export function inTurn(host: EngineHost, say: (reply: Reply) => void): (request: Request) => void {
  return (request) => {
    const reply = host.answer(unpacked(request));
    if (reply === null) return;
    say(reply);
    if (reply.kind === "passed") setImmediate(host.settle);
  };
}
