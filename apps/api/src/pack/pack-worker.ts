import { parentPort, workerData } from "node:worker_threads";
import { makePack } from "./make-pack.ts";
import type { PackContent } from "./pack-question.ts";

// Drawing takes some tenths of a second, in which nobody else would be answered.
const bytes = await makePack(workerData as PackContent);
parentPort?.postMessage(bytes);
