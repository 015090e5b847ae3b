import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Recorded data of real plants lies beside a checkout, not in it. A test that needs it is called `*.data.test.ts` and
 * skips itself where this answers undefined.
 */
export function sharedData(name: string): string | undefined {
  const folder = fileURLToPath(new URL(`../../../../shared/data/${name}`, import.meta.url));
  return existsSync(folder) ? folder : undefined;
}
