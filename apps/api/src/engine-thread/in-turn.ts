import type { EngineHost } from "./engine-host.ts";
import type { Reply, Request } from "./protocol.ts";
import { unpacked } from "./unpacked.ts";

/** Answers requests; what the first pass has done without is filed bit by bit when that is told, between what is asked. */
export function inTurn(host: EngineHost, say: (reply: Reply) => void): (request: Request) => void {
  const settle = (): void => {
    if (host.settle()) setImmediate(settle);
  };
  return (request) => {
    const reply = host.answer(unpacked(request));
    if (reply === null) return;
    say(reply);
    if (reply.kind === "passed" && reply.passed.pass === 1) setImmediate(settle);
  };
}
