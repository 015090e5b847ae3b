import { build } from "../build.ts";
import { startServer } from "../live-load/server.ts";
import { type LighthouseResult, PRESETS, type Preset, runLighthouse } from "./lighthouse.ts";
import type { Scored } from "./lighthouse-figures.ts";

const PAGES = ["/", "/plan", "/leader", "/line"];
const RUNS = 3;
/** A run that ended without a trace is tried again, so often in all. */
const TRIES = 3;

interface LighthouseOrder {
  readonly program: string;
  readonly port: number;
  readonly say: (text: string) => void;
}

/** Each main page of the demonstration plant, while it goes on, so often by each preset. */
export async function measureLighthouse({ program, port, say }: LighthouseOrder): Promise<readonly Scored[]> {
  build("page");
  const server = await startServer({ store: "embedded", clock: "live", port: String(port), isDemo: true });
  try {
    await server.said("the plant's history is told", () => true);
    const scored: Scored[] = [];
    for (const page of PAGES) {
      for (const preset of PRESETS) {
        const results: LighthouseResult[] = [];
        for (let run = 0; run < RUNS; run += 1) results.push(await tried(server.url + page, preset, program));
        scored.push({ page, preset, results });
        say(`${page} ${preset}: ${results.map(({ categories }) => categories["performance"]?.score).join(", ")}`);
      }
    }
    return scored;
  } finally {
    await server.stop();
  }
}

async function tried(url: string, preset: Preset, program: string): Promise<LighthouseResult> {
  for (let left = TRIES; ; left -= 1) {
    try {
      const result = await runLighthouse(url, preset, program);
      if (result.runtimeError === undefined) return result;
      throw new Error(`Lighthouse could not open ${url}: ${result.runtimeError.code}`);
    } catch (error) {
      if (left === 1) throw error;
    }
  }
}
