import { createEngineHost } from "../engine-thread/engine-host.ts";
import { type EngineThread, joined } from "../engine-thread/engine-thread.ts";
import type { EngineSettings, Reply } from "../engine-thread/protocol.ts";

/** What a thread holds, in this one: a test may reach into the engine. All that goes to and fro is copied as for a thread. */
export function engineHere(settings: EngineSettings) {
  const host = createEngineHost(settings);
  let hear: (reply: Reply) => void = () => {};
  const thread: EngineThread = joined({
    post: (request) => {
      const copy = structuredClone(request);
      setImmediate(() => {
        const reply = host.answer(copy);
        if (reply !== null) hear(structuredClone(reply));
      });
    },
    listen: (onReply) => {
      hear = onReply;
    },
    end: async () => {},
  });
  return { engine: host.engine, thread };
}
