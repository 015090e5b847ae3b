// The thread that the engine runs in: a long pass would hold up facts and answers.
import { parentPort, workerData } from "node:worker_threads";
import { createEngineHost } from "./engine-host.ts";
import type { EngineSettings, Request } from "./protocol.ts";

const host = createEngineHost(workerData as EngineSettings);

parentPort?.on("message", (request: Request) => {
  const reply = host.answer(request);
  if (reply !== null) parentPort?.postMessage(reply);
});
