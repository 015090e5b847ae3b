import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { CHROMIUM_ARGS } from "@lockstep/testkit/services";

/** Fetched when it is asked for: with all that it brings along it is larger than the rest of the project. */
const PACKAGE = "lighthouse@13.5.0";

export const PRESETS = ["mobile", "desktop"] as const;
export type Preset = (typeof PRESETS)[number];

/** As far as it is needed of what Lighthouse writes. */
export interface LighthouseResult {
  readonly categories: { readonly [id: string]: { readonly title: string; readonly score: number | null } };
  readonly audits: { readonly [id: string]: { readonly numericValue?: number } };
  /** How fast the machine was meanwhile, by Lighthouse's own measure. */
  readonly environment: { readonly benchmarkIndex: number };
  readonly runtimeError?: { readonly code: string };
}

/** Opens a page once, in a browser of its own, with the throttling that is usual for the preset. */
export async function runLighthouse(url: string, preset: Preset, program: string): Promise<LighthouseResult> {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-lighthouse-"));
  const path = join(folder, "result.json");
  const flags = `--chrome-flags=--headless=new ${CHROMIUM_ARGS.join(" ")}`;
  const asked = [url, ...(preset === "desktop" ? ["--preset=desktop"] : []), "--quiet", "--output=json", flags];
  try {
    await promisify(execFile)(
      "npm",
      ["exec", "--yes", `--package=${PACKAGE}`, "--", "lighthouse", ...asked, `--output-path=${path}`],
      { cwd: folder, env: { ...process.env, CHROME_PATH: program } },
    );
    return JSON.parse(readFileSync(path, "utf8")) as LighthouseResult;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
