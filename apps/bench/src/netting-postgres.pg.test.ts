import { findPostgres, startPostgres } from "@lockstep/testkit/services";
import { expect, test } from "vitest";
import { createFactMaker } from "./fact-maker.ts";
import { differentRows } from "./netting.ts";
import { createLoop } from "./netting-loop.ts";
import { createPostgresNetting } from "./netting-postgres.ts";
import { createSubset } from "./subset.ts";

test.skipIf(findPostgres() === undefined)("the view says the same of every line as the loop, all along", async () => {
  const subset = createSubset({ lines: 200, changes: 200, seed: 1 }, createFactMaker("/bench"));
  const server = await startPostgres();
  const postgres = await createPostgresNetting(server.url, subset);
  try {
    const loop = createLoop(subset);
    for (const [k, change] of subset.changes.entries()) {
      loop.apply(change);
      await postgres.apply(change);
      if (k % 20 === 0) expect(differentRows(await postgres.rows(), loop.rows())).toEqual([]);
    }
    const bad = [...loop.rows().values()].filter(({ state }) => state !== "ok").length;
    expect(await postgres.atRisk()).toBe(bad);
    await postgres.refresh();
  } finally {
    await postgres.end();
    await server.stop();
  }
});
