import { assert } from "@lockstep/domain/assert";
import { measureDecode } from "./measure-decode.ts";
import { measureEngine } from "./measure-engine.ts";
import { measurePoison } from "./measure-poison.ts";
import { measureRatios } from "./measure-ratios.ts";
import { measureRestart } from "./measure-restart.ts";
import { measureShape } from "./measure-shape.ts";

/** One measurement in a process of its own, so that no other one has warmed or filled it: JSON in, JSON out. */
const [what, order] = process.argv.slice(2);
assert(order !== undefined, () => "measure.ts is started by main.ts, with what to measure and its settings as JSON");
const settings = JSON.parse(order);
const measures = {
  decode: measureDecode,
  engine: measureEngine,
  poison: measurePoison,
  ratios: measureRatios,
  restart: measureRestart,
  shape: measureShape,
};
const measure = measures[what as keyof typeof measures];
assert(measure !== undefined, () => `there is no measurement ${what}`);
process.stdout.write(`${JSON.stringify(await measure(settings))}\n`);
