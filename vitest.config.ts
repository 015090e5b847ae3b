import { fileURLToPath, pathToFileURL } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vitest/config";
import { CountsReporter } from "./scripts/counts-reporter.ts";

const browser = ["{packages,apps}/*/src/**/*.browser.test.ts"];
const web = ["apps/web/src/**/*.test.{ts,tsx}"];
/** Without IO and without state of its own: a file can do nothing to the next. */
const pure = ["packages/{domain,engine,workflow,protocol,connectors}/src/**/*.test.ts"];
const services = ["{packages,apps}/*/src/**/*.pg.test.ts"];
/** Measures how long old figures stand: nothing else may run beside it. */
const timed = ["apps/web/src/truthful.browser.test.ts"];
/** Also one file alone is tested on the server as its sources are now. */
const globalSetup = "./scripts/testing/bundle-server.mjs";
const bundled = fileURLToPath(new URL("apps/api/dist/", import.meta.url));
/** Threads are those of the bundle, too: from its sources each would read a hundred modules, and strip them of types, anew. */
const bundledThreads: Plugin = {
  name: "bundled-threads",
  enforce: "pre",
  transform: {
    filter: { code: "-worker.ts" },
    handler: (code) =>
      code.replaceAll(
        /new URL\("\.\/([a-z0-9-]+-worker)\.ts", import\.meta\.url\)/g,
        (_, name) => `new URL(${JSON.stringify(pathToFileURL(`${bundled}${name}.js`).href)})`,
      ),
  },
};
/**
 * The embedded database is WebAssembly, opened and closed many times within one process here. Its code is compiled once and
 * never freed: V8 loses count of what it frees now and then, and ends the process (nodejs/node#64500).
 */
const embedded = [
  "--liftoff-only",
  "--no-wasm-code-gc",
  "--wasm-wrapper-tiering-budget=2000000000",
  "--no-memory-protection-keys",
];
/** How long a test waits for what is to come: no bound of its own, since a busy machine takes its time. */
const patient = { poll: { timeout: 30_000 } };
const inBrowser = {
  expect: patient,
  environment: "node",
  globalSetup,
  testTimeout: 120_000,
  hookTimeout: 120_000,
} as const;
const never = ["**/node_modules/**", "**/dist/**"];

// Kinds of tests, told apart by what they need: nothing, a server of their own, a DOM, PostgreSQL, a browser.
export default defineConfig({
  test: {
    // Most of them wait for servers of their own: a second one at work fills those times, also on two cores. A third one only
    // takes the time from the others.
    maxWorkers: 2,
    reporters: [["default", { summary: false }], new CountsReporter()],
    projects: [
      {
        test: {
          name: "pure",
          environment: "node",
          include: pure,
          exclude: never,
          isolate: false,
          sequence: { groupOrder: 1 },
          expect: patient,
          testTimeout: 60_000,
        },
      },
      {
        plugins: [bundledThreads],
        test: {
          name: "node",
          globalSetup,
          execArgv: embedded,
          environment: "node",
          include: ["{packages,apps}/*/src/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: [...never, ...pure, ...web, ...browser, ...services],
          expect: patient,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: "web",
          environment: "happy-dom",
          include: web,
          exclude: [...never, ...browser],
          isolate: false,
          sequence: { groupOrder: 2 },
          expect: patient,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [bundledThreads],
        test: {
          name: "postgres",
          globalSetup,
          execArgv: embedded,
          environment: "node",
          include: services,
          exclude: never,
          expect: patient,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: { ...inBrowser, name: "browser", include: browser, exclude: [...never, ...timed] },
      },
      {
        test: { ...inBrowser, name: "browser-alone", include: timed, exclude: never, fileParallelism: false },
      },
    ],
  },
});
