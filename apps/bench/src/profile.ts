import type { Profiler } from "node:inspector";
import { Session } from "node:inspector/promises";

/** Where the time of `work` goes: one line a function with its share of self time, the largest first. */
export async function profileOf(work: () => void, most = 10): Promise<readonly string[]> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.setSamplingInterval", { interval: 500 });
  await session.post("Profiler.start");
  work();
  const { profile } = await session.post("Profiler.stop");
  session.disconnect();
  return selfTimes(profile).slice(0, most);
}

/** Waiting, and the profiler itself. */
const NOT_OURS = new Set(["(idle)", "(program)", "post (node:inspector:115)"]);

function selfTimes({ nodes, samples = [], timeDeltas = [] }: Profiler.Profile): string[] {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const spent = new Map<string, number>();
  let total = 0;
  for (const [k, id] of samples.entries()) {
    const name = names.get(id) ?? "?";
    const delta = timeDeltas[k] ?? 0;
    if (NOT_OURS.has(name)) continue;
    spent.set(name, (spent.get(name) ?? 0) + delta);
    total += delta;
  }
  return [...spent]
    .sort(([, a], [, b]) => b - a)
    .map(([name, time]) => `${((time / total) * 100).toFixed(1).padStart(5)} %  ${name}`);
}

function nameOf({ functionName, url, lineNumber }: Profiler.Profile["nodes"][number]["callFrame"]): string {
  if (url === "") return functionName;
  return `${functionName || "(anonymous)"} (${url.split("/").slice(-2).join("/")}:${lineNumber + 1})`;
}
