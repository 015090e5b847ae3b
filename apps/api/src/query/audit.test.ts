import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { present } from "@lockstep/domain/assert";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkpointLine } from "../identity/checkpoints.ts";
import { MORNING, troubledPlants } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";

const AUDITOR = "dev:otto:auditor";
const folder = mkdtempSync(join(tmpdir(), "lockstep-audit-"));
const file = join(folder, "checkpoints.jsonl");
const pem = String(generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }));

let server: ServerProcess;
let exception: { readonly id: string; readonly subject: string };

beforeAll(async () => {
  server = await startServerProcess({
    LOCKSTEP_AUDIT_CHECKPOINTS: file,
    LOCKSTEP_AUDIT_KEY: "${" + "env:AUDIT_KEY}",
    AUDIT_KEY: pem,
  });
  await server.send(troubledPlants());
  await server.setClock(MORNING);
  const found = await server.ask<{ exceptions: { nodes: (typeof exception)[] } }>(
    "{ exceptions { nodes { id subject } } }",
  );
  exception = present(found.data?.exceptions.nodes[0], () => "an exception");
  await act("assignException", 'to: "cleo"', "a-1");
  await act("assignException", 'to: "dora"', "a-2");
  await act("comment", 'text: "=SUM(A1), \\"quoted\\"\\nand <b>bold</b>"', "a-3");
}, 60_000);
afterAll(async () => {
  await server?.close();
  rmSync(folder, { recursive: true });
});

const act = async (name: string, args: string, commandId: string) => {
  const command = `mutation { ${name}(id: "${exception.id}", ${args}, commandId: "${commandId}") { id } }`;
  expect((await server.ask(command, {}, "dev:pia:planner")).errors).toBeUndefined();
};

interface Page {
  readonly nodes: readonly {
    readonly number: number;
    readonly action: string;
    readonly by: string;
    readonly previousHash: string;
    readonly hash: string;
  }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly totalCount: number;
}
const ASK = `query ($filter: AuditFilter, $first: Int, $after: String) {
  audit(filter: $filter, first: $first, after: $after) {
    nodes { number action by subject of kind previousHash hash } pageInfo { hasNextPage endCursor } totalCount
  }
}`;
const audit = async (variables: object) => {
  const { data, errors } = await server.ask<{ audit: Page }>(ASK, variables, AUDITOR);
  expect(errors).toBeUndefined();
  return present(data?.audit, () => "a page");
};
const actions = ({ nodes }: Page) => nodes.map(({ action }) => action);

describe("the audit", () => {
  test("is shown newest first, each record with the hash that the one before has", async () => {
    const { nodes, totalCount } = await audit({ first: 200 });
    expect(actions({ nodes } as Page).slice(0, 3)).toEqual(["commented", "assigned", "assigned"]);
    expect(nodes.map(({ number }) => number)).toEqual(nodes.map((_, k) => totalCount - k));
    for (const [k, { previousHash }] of nodes.slice(0, -1).entries()) expect(previousHash).toBe(nodes[k + 1]?.hash);
  });

  test("is filtered by who, what, when, about what and by any word, and counted", async () => {
    expect(actions(await audit({ filter: { by: "pia" } }))).toEqual(["commented", "assigned", "assigned"]);
    expect((await audit({ filter: { by: "pia", action: "assigned" } })).totalCount).toBe(2);
    expect(actions(await audit({ filter: { text: "CLEO" } }))).toEqual(["assigned"]);
    expect(await audit({ filter: { text: "<B>bold" } })).toMatchObject({ totalCount: 1, nodes: [exceptionRow()] });
    expect((await audit({ filter: { subject: exception.subject.toLowerCase(), by: "pia" } })).totalCount).toBe(3);
    expect((await audit({ filter: { from: MORNING, by: "pia" } })).totalCount).toBe(3);
    expect((await audit({ filter: { to: MORNING, by: "pia" } })).totalCount).toBe(0);
    expect((await audit({ filter: { by: "%" } })).totalCount).toBe(0);
  });

  test("is read page by page, each record once, while others are added", async () => {
    const first = await audit({ filter: { by: "pia" }, first: 2 });
    expect([actions(first), first.pageInfo.hasNextPage]).toEqual([["commented", "assigned"], true]);
    await act("comment", 'text: "meanwhile"', "a-4");
    const rest = await audit({ filter: { by: "pia" }, first: 2, after: first.pageInfo.endCursor });
    expect([actions(rest), rest.pageInfo.hasNextPage]).toEqual([["assigned"], false]);
    const foreign = await server.ask(ASK, { after: "x" }, AUDITOR);
    expect(foreign.errors?.[0]?.extensions.code).toBe("BAD_USER_INPUT");
  });

  test("tells of one record what it made different", async () => {
    const [newest] = (await audit({ filter: { action: "assigned" } })).nodes;
    const { data } = await server.ask(
      "query ($number: Int!) { auditRecord(number: $number) { record { action } actor { roles sites from } changes { what before after } lookedBackTo } }",
      { number: newest?.number },
      AUDITOR,
    );
    const changes = [{ what: "to", before: "cleo", after: "dora" }];
    const actor = { roles: ["PLANNER"], sites: null, from: "127.0.0.1" };
    expect(data).toEqual({ auditRecord: { record: { action: "assigned" }, actor, changes, lookedBackTo: null } });
    expect((await server.ask("{ auditRecord(number: 99999) { changes { what } } }")).data).toEqual({
      auditRecord: null,
    });
  });

  test("comes as a file with every record that matches, and no formula in it", async () => {
    const read = async (query: string, headers: Record<string, string> = {}) =>
      fetch(`${server.url}/audit.csv${query}`, { headers: { authorization: `Bearer ${AUDITOR}`, ...headers } });
    const all = await (await read("")).text();
    const { totalCount } = await audit({ first: 0 });
    expect(all.split(/\r\n(?=\d)/)).toHaveLength(totalCount + 1);
    const some = await read("?by=pia&action=commented&text=quoted");
    expect(some.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const text = await some.text();
    expect(text.startsWith("number,seq,at,by,action,subject,before,after,note,event,previousHash,hash\r\n")).toBe(true);
    expect(text).toContain(`"'=SUM(A1), ""quoted""\nand <b>bold</b>"`);
    expect(some.headers.get("cache-control")).toBe("no-store");
    expect((await read("?from=yesterday")).status).toBe(400);
    expect((await read("?by=pia&by=anna")).status).toBe(400);
    expect((await read("", { "lockstep-at": MORNING })).status).toBe(409);
  });
});

const exceptionRow = () => expect.objectContaining({ subject: exception.id, of: exception.subject });

describe("the chain", () => {
  const ASK_STATE = `{ auditVerification { state startedBy checked total hash firstBroken message checkpoints
    newestCheckpoint { count } } }`;
  const state = async () => {
    const { data } = await server.ask<{ auditVerification: { readonly state: string } }>(ASK_STATE, {}, AUDITOR);
    return data?.auditVerification;
  };
  const verify = async (expected: object) => {
    const begun = await server.ask<{ verifyAudit: { state: string } }>(
      "mutation { verifyAudit { state } }",
      {},
      AUDITOR,
    );
    expect(begun.data?.verifyAudit.state).toBe("RUNNING");
    await soon(state).toMatchObject(expected);
  };

  test("is walked on demand, signed, audited itself, and held against what was signed", async () => {
    expect((await server.ask(ASK_STATE, {}, AUDITOR)).data).toMatchObject({ auditVerification: { state: "NEVER" } });
    const { totalCount: count } = await audit({ first: 0 });
    const intact = { state: "INTACT", startedBy: "otto", checked: count, total: count, firstBroken: null };
    await verify({ ...intact, checkpoints: 0, newestCheckpoint: { count } });
    expect(readFileSync(file, "utf8").trim().split("\n")).toHaveLength(1);
    const [newest] = (await audit({ filter: { action: "audit-verified" } })).nodes;
    expect(newest?.by).toBe("otto");
    await verify({ state: "INTACT", checkpoints: 1, newestCheckpoint: { count: count + 1 } });
  });

  test("that is not what was signed is broken, and a finding says so until it is mended", async () => {
    const before = readFileSync(file, "utf8");
    const other = { count: 1, hash: "0".repeat(64) };
    appendFileSync(file, `${checkpointLine(other, { at: MORNING, key: createPrivateKey(pem) })}\n`);
    await verify({ state: "BROKEN", firstBroken: 1, hash: null });
    const findings = async () => {
      const { data } = await server.ask<{ findings: { nodes: { rule: string }[] } }>("{ findings { nodes { rule } } }");
      return data?.findings.nodes.map(({ rule }) => rule);
    };
    await soon(findings).toContain("audit-broken");
    appendFileSync(file, "{}\n");
    await verify({ state: "FAILED", message: expect.stringContaining("no checkpoint") });
    writeFileSync(file, before);
    await verify({ state: "INTACT" });
    await soon(findings).not.toContain("audit-broken");
  });
});
