import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Recorded data of real plants lies beside a checkout, not in it. A test that needs it is called `*.data.test.ts` and
 * skips itself where this answers undefined.
 */
export function sharedData(name: string): string | undefined {
  return besideUs(`data/${name}`);
}

/** A file of a standard whose owner lets everybody read it, and nobody copy it; there or not, as with recorded data. */
export const sharedStandard = (name: string): string | undefined => besideUs(`standards/${name}`);

function besideUs(path: string): string | undefined {
  const found = fileURLToPath(new URL(`../../../../shared/${path}`, import.meta.url));
  return existsSync(found) ? found : undefined;
}
