import type { EngineHost } from "./engine-host.ts";
import type { Reply, Request } from "./protocol.ts";
import { type UnpackedRequest, unpacked } from "./unpacked.ts";

/**
 * Answers requests. What the first pass has done without is filed bit by bit when that is told, between what is asked; so is
 * what a question needs that can wait for it: passes come first, and checks, which take long, last.
 */
export function inTurn(host: EngineHost, say: (reply: Reply) => void): (request: Request) => void {
  const questions: UnpackedRequest[] = [];
  const checks: UnpackedRequest[] = [];
  const settle = (): void => {
    if (host.settle()) setImmediate(settle);
  };
  const next = (): void => {
    const waiting = questions.length > 0 ? questions : checks;
    const [question] = waiting;
    if (question === undefined) return;
    if (!host.prepare(question)) {
      waiting.shift();
      answer(question);
    }
    if (questions.length + checks.length > 0) setImmediate(next);
  };
  const answer = (request: UnpackedRequest): void => {
    const reply = host.answer(request);
    if (reply === null) return;
    inParts(reply, say);
    if (reply.kind === "passed" && reply.passed.pass === 1) setImmediate(settle);
  };
  return (told) => {
    const request = unpacked(told);
    if (!isQuestion(request)) {
      answer(request);
      return;
    }
    const isFirst = questions.length + checks.length === 0;
    (request.kind === "check" ? checks : questions).push(request);
    if (isFirst) next();
  };
}

/** It changes nothing, and says of which pass its answer is. All else is done in the order in which it is asked. */
const isQuestion = ({ kind }: UnpackedRequest): boolean =>
  kind === "tell" || kind === "compare" || kind === "fork" || kind === "check" || kind === "verify";

/** So many lines are one message: the other side reads them while the next ones are written. */
const LINES_A_MESSAGE = 5_000;

function inParts(reply: Reply, say: (reply: Reply) => void): void {
  if (reply.kind !== "passed") {
    say(reply);
    return;
  }
  const { id, passed } = reply;
  const { put, gone } = passed.orderLines;
  let from = 0;
  for (; put.length - from > LINES_A_MESSAGE; from += LINES_A_MESSAGE)
    say({ kind: "part", id, orderLines: put.slice(from, from + LINES_A_MESSAGE) });
  say(from === 0 ? reply : { ...reply, passed: { ...passed, orderLines: { put: put.slice(from), gone } } });
}
