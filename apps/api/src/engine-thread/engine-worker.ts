// The thread that the engine runs in: a long pass would hold up facts and answers.
import { parentPort, workerData } from "node:worker_threads";
import { createEngineHost } from "./engine-host.ts";
import type { EngineSettings, Request } from "./protocol.ts";
import { unpacked } from "./unpacked.ts";

const host = createEngineHost(workerData as EngineSettings);

/** One after the other, also where facts are unpacked first. What fails there ends the thread. */
let before: Promise<void> = Promise.resolve();

parentPort?.on("message", (request: Request) => {
  before = before.then(async () => {
    const reply = host.answer(await unpacked(request));
    if (reply !== null) parentPort?.postMessage(reply);
  });
});
