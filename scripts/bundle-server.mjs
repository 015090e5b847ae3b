// The server as a few files in apps/api/dist: read from thousands of modules it needs seconds, and as much processor again, before
// it listens. Nothing is made shorter: names and lines of a stack trace are those of the source, by region.
import { globSync, rmSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { rolldown } from "rolldown";
import { root } from "./prepare.mjs";

const folder = join(root, "apps/api/dist");
/** They bring files of their own along, and look for them beside themselves. */
const APART = ["@electric-sql/pglite", "@node-rs/argon2", "dejavu-fonts-ttf", "libxml2-wasm", "pdfkit"];
/** PostgreSQL's driver asks for it, and does without. */
const MISSING = ["pg-native"];

/** Looks for Node's own hashes in a way that a bundle does not have, and would take slow ones in their place. */
const HASHES = "/@apollo/utils.createhash/";

const threads = globSync("{apps/api,packages/*}/src/**/*-worker.ts", { cwd: root });
const input = Object.fromEntries(["apps/api/src/main.ts", ...threads].map((file) => [nameOf(file), join(root, file)]));
if (Object.keys(input).length !== threads.length + 1)
  throw new Error(`two threads have one name: ${threads.join(", ")}`);

const bundle = await rolldown({
  input,
  platform: "node",
  external: [...MISSING, new RegExp(`^(${APART.join("|")})(/|$)`)],
  plugins: [{ name: "files-beside-the-source", transform }],
  onLog: (level, log) => {
    if (level === "warn" && log.code === "UNRESOLVED_IMPORT") throw new Error(log.message);
  },
});
rmSync(folder, { recursive: true, force: true });
await bundle.write({
  dir: folder,
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "[name]-[hash].js",
  codeSplitting: { groups: [{ name: packageOf }] },
});
await bundle.close();

/** What a source names beside itself is found from here too: a thread is bundled as well, anything else stays where it is. */
function transform(code, id) {
  if (id.includes(HASHES)) return code.replaceAll("module.require", "require");
  if (id.includes("node_modules") || !code.includes("import.meta.url")) return null;
  return code.replace(/new URL\("([^"]+)", import\.meta\.url\)/g, (_, named) => {
    const file = resolve(dirname(id), named);
    const from = threads.includes(relative(root, file)) ? `./${nameOf(file)}.js` : relative(folder, file);
    return `new URL(${JSON.stringify(from)}, import.meta.url)`;
  });
}

function nameOf(file) {
  return basename(file, ".ts");
}

/** A file for each library, where Node looks for libraries: it does not warn of what they do. */
function packageOf(id) {
  const [, name] = /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(id) ?? [];
  return name === undefined ? null : `node_modules/${name}`;
}
