import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";
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
/** How long a test waits for what is to come: no bound of its own, since a busy machine takes its time. */
const patient = { poll: { timeout: 10_000 } };
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
          testTimeout: 20_000,
        },
      },
      {
        test: {
          name: "node",
          globalSetup,
          environment: "node",
          include: ["{packages,apps}/*/src/**/*.test.ts", "scripts/**/*.test.ts"],
          exclude: [...never, ...pure, ...web, ...browser, ...services],
          expect: patient,
          testTimeout: 60_000,
          hookTimeout: 60_000,
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
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        test: {
          name: "postgres",
          globalSetup,
          environment: "node",
          include: services,
          exclude: never,
          expect: patient,
          testTimeout: 60_000,
          hookTimeout: 60_000,
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
