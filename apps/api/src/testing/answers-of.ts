import type { AnyFact } from "@lockstep/domain/facts/fact";
import type { Instant } from "@lockstep/domain/instant";
import type { EngineHost } from "../engine-thread/engine-host.ts";
import type { Passed, Reply } from "../engine-thread/protocol.ts";
import type { UnpackedRequest } from "../engine-thread/unpacked.ts";

/** All that a host says to one request, in order. */
export function answersOf(host: EngineHost, request: UnpackedRequest): readonly Reply[] {
  const replies: Reply[] = [];
  const last = host.answer(request, (first) => replies.push(first));
  return last === null ? replies : [...replies, last];
}

/** One pass as a whole. */
export function passedBy(host: EngineHost, facts: readonly AnyFact[], clock: Instant): Passed {
  const [first, last] = answersOf(host, { kind: "pass", id: 1, facts, clock });
  if (first?.kind !== "projected" || last?.kind !== "points")
    throw new Error(`the engine answered ${JSON.stringify([first, last])}`);
  return { ...first.projected, stockingPoints: last.points };
}
