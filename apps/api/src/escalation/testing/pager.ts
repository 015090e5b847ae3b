import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

export interface Arrival {
  /** The idempotency key, as `deliveries` names it. */
  readonly key: string;
  readonly at: number;
}

/** Where webhooks come to that rosters call `pager`, and what has come; `LOCKSTEP_WEBHOOKS` is its `file`. */
export async function startPager({ answerAfterMs = 0 }: { readonly answerAfterMs?: number } = {}) {
  const arrivals: Arrival[] = [];
  const waiting = new Set<() => void>();
  const folder = mkdtempSync(join(tmpdir(), "lockstep-pager-"));
  const pager = createServer((request, response) => {
    arrivals.push({ key: decodeURI(String(request.headers["idempotency-key"])), at: Date.now() });
    for (const hear of waiting) hear();
    waiting.clear();
    setTimeout(() => response.writeHead(204).end(), answerAfterMs);
  });
  await new Promise<void>((resolve) => pager.listen(0, "127.0.0.1", resolve));
  const { port } = pager.address() as AddressInfo;
  const file = join(folder, "hooks.yaml");
  writeFileSync(file, `webhooks:\n  - { name: pager, url: "http://127.0.0.1:${port}/", private: true }\n`);
  return {
    arrivals,
    file,
    /** Resolves as soon as the next one comes, before its sender has an answer. */
    next: () => new Promise<void>((resolve) => void waiting.add(resolve)),
    /** How often each key has come. */
    counts(): ReadonlyMap<string, number> {
      const counted = new Map<string, number>();
      for (const { key } of arrivals) counted.set(key, (counted.get(key) ?? 0) + 1);
      return counted;
    },
    close(): Promise<void> {
      rmSync(folder, { recursive: true, force: true });
      return new Promise((resolve) => pager.close(() => resolve()));
    },
  };
}
