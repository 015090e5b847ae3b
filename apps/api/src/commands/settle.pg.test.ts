import { queries } from "@lockstep/store/testing/queries";
import { findPostgres, startPostgres } from "@lockstep/testkit/services";
import { expect, test } from "vitest";
import { count, counts, item, site } from "../testing/facts.ts";
import { startServerProcess } from "../testing/server-process.ts";

const HELD = "select pg_sleep(600)";

test.skipIf(findPostgres() === undefined)(
  "facts go in while what lies in quarantine cannot be read for a command, which is carried out when it can",
  async () => {
    const postgres = await startPostgres();
    const server = await startServerProcess({ DATABASE_URL: postgres.url });
    try {
      await server.send([
        site("PLANT-A"),
        item("FG-1"),
        { ...count(1, 7, { item: "FG-1", site: "PLANT-A" }), data: {} },
      ]);
      const { data } = await server.ask<{ quarantine: { nodes: { id: string }[] } }>("{ quarantine { nodes { id } } }");
      const id = data?.quarantine.nodes[0]?.id;
      const held = queries(postgres.url, ["begin", "lock table quarantine in access exclusive mode", HELD]).catch(
        () => {},
      );
      const active = (what: string) =>
        queries(postgres.url, [
          `select ${what} from pg_stat_activity where pid <> pg_backend_pid() and state = 'active'`,
        ]);
      await expect.poll(() => active("query")).toContainEqual({ query: HELD });
      const discarded = server.ask(
        `mutation { discardQuarantined(id: "${id}", reason: "a test", commandId: "c-1") { state } }`,
      );
      await expect.poll(() => active("wait_event_type as wait")).toContainEqual({ wait: "Lock" });
      expect(await server.send(counts(10, 12))).toMatchObject({ accepted: 2 });
      await queries(postgres.url, [`select pg_cancel_backend(pid) from pg_stat_activity where query = '${HELD}'`]);
      await held;
      expect((await discarded).data ?? null).not.toBeNull();
    } finally {
      await server.close();
      await postgres.stop();
    }
  },
);
