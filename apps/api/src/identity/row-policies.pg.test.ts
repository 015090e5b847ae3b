import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { queries } from "@lockstep/store/testing/queries";
import { findPostgres, type Service, startPostgres } from "@lockstep/testkit/services";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { connectorTo, keepCommandsOfTwoSites } from "../testing/commands-of-two-sites.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

/** Answers that the database gives for people, and the table of each. */
const ASKED = {
  escalation_messages: "{ deliveries { totalCount nodes { id } } }",
  quarantine: "{ quarantine { nodes { id } } }",
  audit: "{ audit { totalCount nodes { number } } }",
  rule_sets: "{ ruleSetVersions { version } }",
} as const;

describe.skipIf(findPostgres() === undefined)(
  "what the API reads for people on PostgreSQL",
  { timeout: 120_000 },
  () => {
    let postgres: Service;
    let tower: ServerProcess;
    const folder = mkdtempSync(join(tmpdir(), "lockstep-policies-"));

    const alter = (statement: string) => queries(postgres.url, [statement]);

    beforeAll(async () => {
      postgres = await startPostgres();
      writeFileSync(join(folder, "connectors.yaml"), connectorTo("books"));
      await keepCommandsOfTwoSites({ databaseUrl: postgres.url }, "books");
      for (const site of ["PLANT-A", "PLANT-B"]) {
        await alter(`insert into escalation_messages (key, person, channel, reason, site, at, due_at, body, state, attempts)
          values ('${site}', 'carl', 'in-app', 'step', '${site}', 1, 1, '{"title":"t","text":"t","count":1}', 'sent', 1)`);
      }
      tower = await startServerProcess({
        DATABASE_URL: postgres.url,
        LOCKSTEP_CONNECTORS: join(folder, "connectors.yaml"),
        BOOKS_TOKEN: "s3cret",
      });
      await tower.setClock("2026-03-02T08:00:00Z");
      await tower.post("/facts", "{}", { "content-type": "application/cloudevents+json" });
      for (const what of ["stop", "start"]) await tower.post(`/connectors/books/${what}`, "", {});
      await alter("insert into rule_sets values (1, 1, 1, 'x', 'x', '[]')");
    }, 120_000);
    afterAll(async () => {
      await tower?.close();
      await postgres?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    const asked = async (query: string, token?: string): Promise<string> =>
      JSON.stringify((await tower.ask(query, {}, token)).data);
    const outgoing = async (): Promise<string> => (await fetch(`${tower.url}/outgoing`)).text();

    it("is of the sites of who asks", async () => {
      expect(await asked(ASKED.escalation_messages)).toContain('"totalCount":2');
      const manager = "dev:mia:plant_manager:PLANT-A";
      expect(await asked(ASKED.escalation_messages, manager)).toBe(
        '{"deliveries":{"totalCount":1,"nodes":[{"id":"PLANT-A"}]}}',
      );
      // Their own, whatever site it is of.
      const own = await asked("{ notifications { unread nodes { id } } }", "dev:carl:planner:PLANT-A");
      expect(own).toContain('"unread":2');
    });

    it("obeys the policies of the tables, whatever the API itself asks for", async () => {
      for (const [table, query] of Object.entries(ASKED)) {
        const empty = /^\{"\w+":(\[\]|\{("totalCount":0,)?"nodes":\[\]\})\}$/;
        expect(await asked(query), table).not.toMatch(empty);
        await alter(`alter policy read on ${table} using (false)`);
        // How many are audited in all is known without reading them.
        expect((await asked(query)).replace('"totalCount":2,"nodes":[]', '"nodes":[]'), table).toMatch(empty);
      }
      expect(await outgoing()).toContain("of-b");
      await alter("alter policy read on connector_commands using (false)");
      expect(await outgoing()).toContain('"commands":[]');
      const commands = await (await fetch(`${tower.url}/connectors/books/commands`)).text();
      expect(commands).toBe('{"commands":[]}');
    });
  },
);
