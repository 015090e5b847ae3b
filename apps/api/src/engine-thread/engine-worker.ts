// The thread that the engine runs in: a long pass would hold up facts and answers.
import { parentPort, workerData } from "node:worker_threads";
import { createEngineHost } from "./engine-host.ts";
import { inTurn } from "./in-turn.ts";
import type { EngineSettings, Request } from "./protocol.ts";

const host = createEngineHost(workerData as EngineSettings);
// What fails ends the thread.
const answer = inTurn(host, (reply) => parentPort?.postMessage(reply));
parentPort?.on("message", (request: Request) => answer(request));
