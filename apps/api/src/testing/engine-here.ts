import { createEngineHost, type MakeEngine } from "../engine-thread/engine-host.ts";
import { type EngineThread, joined } from "../engine-thread/engine-thread.ts";
import { inTurn } from "../engine-thread/in-turn.ts";
import type { EngineSettings, Reply } from "../engine-thread/protocol.ts";

/** What a thread holds, in this one: a test may reach into the engine. All that goes to and fro is copied as for a thread. */
export function engineHere(settings: EngineSettings, make?: MakeEngine) {
  /** What it is asked while it is held: it is as if it computed for so long. */
  let held: (() => void)[] | null = null;
  const host = createEngineHost(settings, make);
  let hear: (reply: Reply) => void = () => {};
  const answer = inTurn(host, (reply) => hear(structuredClone(reply)));
  const thread: EngineThread = joined({
    post: (request) => {
      const copy = structuredClone(request);
      const work = (): void => answer(copy);
      if (held === null) setImmediate(work);
      else held.push(work);
    },
    listen: (onReply) => {
      hear = onReply;
    },
    end: async () => {},
  });
  return {
    engine: host.engine,
    thread,
    /** How much it has been asked since it is held. */
    get waiting() {
      return held?.length ?? 0;
    },
    hold(): void {
      held ??= [];
    },
    goOn(): void {
      const works = held ?? [];
      held = null;
      for (const work of works) setImmediate(work);
    },
  };
}
