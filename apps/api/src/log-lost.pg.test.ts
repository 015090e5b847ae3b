import { queries } from "@lockstep/store/testing/queries";
import { findPostgres, type Service, startPostgres } from "@lockstep/testkit/services";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { counts, item, MORNING, site } from "./testing/facts.ts";
import { type ServerProcess, startServerProcess } from "./testing/server-process.ts";
import { soon } from "./testing/soon.ts";

const CUT_OTHERS = `select pg_terminate_backend(pid) from pg_stat_activity
  where datname = current_database() and pid <> pg_backend_pid()`;

describe.skipIf(findPostgres() === undefined)("on a PostgreSQL that is not what it was", () => {
  let postgres: Service;
  let server: ServerProcess;

  beforeEach(async () => {
    postgres = await startPostgres();
    server = await startServerProcess({ DATABASE_URL: postgres.url });
    await server.send([site("PLANT-A"), item("FG-1"), ...counts(0, 10)]);
    await server.setClock(MORNING);
  });
  afterEach(async () => {
    await server.close();
    await postgres.stop();
  });

  test("a server ends in one line where the last transactions are gone, and what is sent again after a restart is in", async () => {
    const transaction = "select transaction from head";
    const [before] = await queries(postgres.url, [transaction]);
    await server.send(counts(10, 12));
    const isGone = new Promise((resolve) => server.process.once("exit", resolve));
    await queries(postgres.url, [
      "delete from log where seq > 12",
      `update head set transaction = ${before?.["transaction"]}`,
      CUT_OTHERS,
    ]);
    expect(await isGone).toBe(1);
    const said = server.log.filter(({ level }) => level >= 50).map(({ msg }) => msg);
    expect(said).toEqual([expect.stringContaining("The database does not hold what was written to it last")]);
    await server.restart();
    expect(await server.send(counts(9, 12))).toMatchObject({ accepted: 2, duplicates: 1, seq: 14 });
  });

  test("a log that lacks records is a finding, and a line that says which", async () => {
    await server.end("SIGKILL");
    await queries(postgres.url, ["delete from log where seq in (5, 6)"]);
    await server.restart();
    const findings = async () => {
      const { data } = await server.ask<{ findings: { nodes: { rule: string; text: string }[] } }>(
        "{ findings { nodes { rule text } } }",
      );
      return data?.findings.nodes ?? [];
    };
    const text = expect.stringContaining("The log lacks 2 of its records, the first of them 5");
    await soon(findings).toContainEqual({ rule: "log-hole", text });
    expect(server.log.filter(({ level }) => level >= 50)).toMatchObject([{ seq: 5, missing: 2, msg: text }]);
  });
});
