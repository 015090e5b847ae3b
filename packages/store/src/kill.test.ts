import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeKills } from "./testing/describe-kills.ts";

describeKills("in a folder", async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), "lockstep-kill-"));
  return { options: { dataFolder }, remove: async () => rmSync(dataFolder, { recursive: true, force: true }) };
});
