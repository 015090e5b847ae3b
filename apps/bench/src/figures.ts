import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const DOCUMENT = join(import.meta.dirname, "../../../docs/BENCHMARKS.md");

const MARKS = {
  bench: ["<!-- figures: written by npm run bench -->", "<!-- end of figures -->"],
  "bench --restart": [
    "<!-- restart figures: written by npm run bench -- --restart -->",
    "<!-- end of restart figures -->",
  ],
  "bench --decode": ["<!-- decode figures: written by npm run bench -- --decode -->", "<!-- end of decode figures -->"],
  "bench --poison": ["<!-- poison figures: written by npm run bench -- --poison -->", "<!-- end of poison figures -->"],
  "bench:live": ["<!-- live figures: written by npm run bench:live -->", "<!-- end of live figures -->"],
  "bench:live --kills": [
    "<!-- return figures: written by npm run bench:live -- --kills -->",
    "<!-- end of return figures -->",
  ],
  "bench:outcomes": ["<!-- outcome figures: written by npm run bench:outcomes -->", "<!-- end of outcome figures -->"],
  "bench:calls": ["<!-- call figures: written by npm run bench:calls -->", "<!-- end of call figures -->"],
  "bench:flood": ["<!-- flood figures: written by npm run bench:flood -->", "<!-- end of flood figures -->"],
  "bench:pages": ["<!-- page figures: written by npm run bench:pages -->", "<!-- end of page figures -->"],
  "bench:pages --lighthouse": [
    "<!-- lighthouse figures: written by npm run bench:pages -- --lighthouse -->",
    "<!-- end of lighthouse figures -->",
  ],
} as const;

/** Puts what a command has measured in the place of what it measured before, in docs/BENCHMARKS.md. */
export function writeFigures(command: keyof typeof MARKS, figures: string): void {
  const [begin, end] = MARKS[command];
  const document = readFileSync(DOCUMENT, "utf8");
  const [before, rest] = document.split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined)
    throw new Error(`${DOCUMENT} must hold "${begin}" and "${end}" around the figures: put them back`);
  writeFileSync(DOCUMENT, `${before}${begin}\n\n${figures}\n\n${end}${after}`);
}
