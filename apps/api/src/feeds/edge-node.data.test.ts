import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { present } from "@lockstep/domain/assert";
import type { CloudEvent } from "@lockstep/domain/facts/fact";
import { openStore } from "@lockstep/store/store";
import { findMosquitto, startMosquitto } from "@lockstep/testkit/services";
import { findSparkplugProto, startSparkplugNode } from "@lockstep/testkit/sparkplug-node";
import { connectAsync } from "mqtt";
import { afterEach, expect, test } from "vitest";
import { fact, item, site } from "../testing/facts.ts";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";

/** An edge node that others have written, in Python, lies beside a checkout. */
const edge = fileURLToPath(new URL("../../../../../shared/counterparts/sparkplug/edge.py", import.meta.url));
/** Its packages are those of Debian, which another Python does not see. */
const PYTHON = "/usr/bin/python3";
const proto = findSparkplugProto();
const canRun = existsSync(edge) && findMosquitto() !== undefined && proto !== undefined;

const undo: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

const CONNECTORS = `
connectors:
  - id: cell
    kind: sparkplug-b
    hostId: tower
    groups: [plant1]
    reorderMs: 300
    mappings:
      - name: good
        from: plant1/+node
        type: mes.operation
        data:
          order: { constant: WO-1 }
          seq: { constant: 1 }
          resource: { level: node }
          state: { constant: running }
          good: { metric: Line1/GoodCount }
          scrap: { constant: 0 }
`;

const productionOrder = (): CloudEvent =>
  fact("erp.production-order", "wo-1", {
    id: "WO-1",
    item: "FG-1",
    site: "PLANT-A",
    quantity: 1_000,
    plannedStart: "2026-03-02T08:00:00Z",
    plannedFinish: "2026-03-02T16:00:00Z",
    operations: [{ seq: 1, resource: "edge1", ratePerHour: 100 }],
    status: "released",
  });

const EDGE_SOURCE = "/sparkplug/plant1/edge1";

interface Feed {
  readonly id: string;
  readonly accepted: number;
  readonly status: string;
  readonly trouble: string | null;
}

async function feedOf(server: ServerProcess): Promise<Feed | undefined> {
  // What comes is of now, which no clock that stands still knows.
  await server.setClock(new Date(Date.now() + 1_000).toISOString());
  const { data } = await server.ask<{ feeds: Feed[] }>("{ feeds { id accepted status trouble } }");
  return data?.feeds.find(({ id }) => id === EDGE_SOURCE);
}

async function goodOf(server: ServerProcess): Promise<number | undefined> {
  const query = '{ productionOrder(id: "WO-1") { operations { good } } quarantine { totalCount } }';
  const { data } = await server.ask<{
    productionOrder: { operations: { good: number }[] };
    quarantine: { totalCount: number };
  }>(query);
  expect(data?.quarantine.totalCount).toBe(0);
  return data?.productionOrder.operations[0]?.good;
}

/** What the log has of the edge node, in the order in which it came. */
async function valuesIn(dataFolder: string): Promise<number[]> {
  const opened = await openStore({ dataFolder });
  if (!opened.ok) throw new Error(opened.error.message);
  const values: number[] = [];
  for await (const page of opened.value.read(0)) {
    for (const { source, body } of page) {
      if (source === EDGE_SOURCE) values.push((JSON.parse(body) as { data: { good: number } }).data.good);
    }
  }
  await opened.value.close();
  return values;
}

const upTo = (last: number): number[] => Array.from({ length: last + 1 }, (_, k) => k);
const gone = {
  status: "ERROR",
  trouble: expect.stringContaining("The edge node plant1/edge1 is gone since") as string,
};
const well = { status: "FRESH", trouble: null };

test.skipIf(!canRun)(
  "600 values of a foreign edge node arrive exactly; gaps, rebirths, deaths, late values and its host's end are seen",
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "lockstep-edge-"));
    undo.push(() => rmSync(folder, { recursive: true, force: true }));
    const standard = present(proto, () => "skipped without it");
    copyFileSync(edge, join(folder, "edge.py"));
    execFileSync("protoc", [`--python_out=${folder}`, `-I${dirname(standard)}`, "sparkplug_b.proto"]);
    const path = join(folder, "connectors.yaml");
    writeFileSync(path, CONNECTORS);
    const broker = await startMosquitto();
    undo.push(() => broker.stop());
    const port = Number(new URL(broker.url).port);
    const dataFolder = join(folder, "data");
    const server = await startServerProcess({
      MQTT_URL: broker.url,
      LOCKSTEP_CONNECTORS: path,
      LOCKSTEP_DATA: dataFolder,
    });
    undo.push(() => server.close());
    await server.send([site("PLANT-A"), item("FG-1"), productionOrder()]);
    const states: string[] = [];
    const reader = await connectAsync(broker.url);
    undo.push(() => reader.end(true));
    reader.on("message", (_, payload) => states.push(String(payload)));
    await reader.subscribeAsync("spBv1.0/STATE/tower");
    await soon(() => states.at(-1)).toContain('"online":true');
    const feed = () => feedOf(server);

    const args = [join(folder, "edge.py"), String(port), "600", "0.003", "300"];
    const program = spawn(PYTHON, args, { stdio: ["ignore", "pipe", "inherit"] });
    undo.push(() => program.kill("SIGKILL"));
    let said = "";
    program.stdout.on("data", (text) => {
      said += String(text);
    });
    await once(program, "close");
    expect(said.trim()).toBe("NCMD received ['spBv1.0/plant1/NCMD/edge1']");
    await soon(feed).toMatchObject({ accepted: 601, ...gone });
    expect(await goodOf(server)).toBe(600);

    // It comes back with the next number; the death of the session before comes late, and is none of this one.
    const node = await startSparkplugNode(standard, { port, bdSeq: 1 });
    undo.push(() => node.stop());
    await node.birth(600);
    await soon(feed).toMatchObject({ accepted: 601, ...well });
    await node.death(0);
    await node.data(601);
    await soon(feed).toMatchObject({ accepted: 602, ...well });
    // What it kept while nobody listened is a fact of its own time, and no count of now.
    await node.late(5, Date.now() - 3_600_000);
    await soon(feed).toMatchObject({ accepted: 603, ...well });
    expect(await goodOf(server)).toBe(601);
    // One message is lost: it is asked for a rebirth, once, and in trouble until it is born again.
    await node.skip();
    await node.data(603);
    await soon(feed).toMatchObject({
      accepted: 604,
      status: "ERROR",
      trouble: expect.stringContaining("Messages of this edge node are missing") as string,
    });
    await soon(() => node.asked).toBe(1);
    await node.birth(604);
    await soon(feed).toMatchObject({ accepted: 605, ...well });
    await node.data(605);
    await node.break();
    await soon(feed).toMatchObject({ accepted: 606, ...gone });
    expect([await goodOf(server), node.asked]).toEqual([605, 1]);

    await server.end("SIGKILL");
    await soon(() => states.at(-1)).toContain('"online":false');
    const [born, died] = [states.find((one) => one.includes("true")), states.at(-1)].map(
      (text) => (JSON.parse(text ?? "{}") as { timestamp?: number }).timestamp,
    );
    expect(died).toBe(born);
    expect(await valuesIn(dataFolder)).toEqual([...upTo(601), 5, 603, 604, 605]);
  },
);
