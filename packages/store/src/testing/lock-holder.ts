// Holds the lock of the folder that its first argument names, says so, and stays.
import { writeSync } from "node:fs";
import { present } from "@lockstep/domain/assert";
import { lockFolder } from "../folder-lock.ts";

const lock = await lockFolder(present(process.argv[2], () => "the folder is missing"));
writeSync(1, lock.ok ? `held ${process.pid}\n` : `refused ${lock.error.message}\n`);
if (lock.ok) setInterval(() => {}, 60_000);
