import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { FileName } from "@lockstep/connectors/adventureworks/tables";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseOptions } from "./options.ts";

/** One frame of one tube of one sheet: ordered on a Friday, due on the second Friday after, finished a week late. */
const RECORD: Record<FileName, string> = {
  location: "LocationID,Name,CostRate\n6,Stores,0\n10,Forming,20\n",
  product: `ProductID,Name,ProductNumber,MakeFlag,FinishedGoodsFlag,SafetyStockLevel,ReorderPoint,StandardCost,ListPrice,ModifiedDate
1,Frame,FR-1,true,true,0,0,10,25,2014-02-08 10:01:36
2,Tube,TU-2,true,false,0,0,3,0,2014-02-08 10:01:36
3,Sheet,SH-3,false,false,0,0,1,0,2014-02-08 10:01:36
`,
  bill_of_materials: `ProductAssemblyID,ComponentID,StartDate,EndDate,UnitMeasureCode,PerAssemblyQty
1,2,2010-01-01,,EA,2
2,3,2010-01-01,,EA,1
`,
  product_inventory: "ProductID,LocationID,Shelf,Bin,Quantity\n3,6,A,1,5\n",
  vendor: "BusinessEntityID,AccountNumber,Name\n7,STEEL0001,Steel & Co\n",
  product_vendor: "ProductID,BusinessEntityID,AverageLeadTime,StandardPrice,MinOrderQty\n3,7,10,1.1,1\n",
  customer: "CustomerID,AccountNumber\n9,AW9\n",
  sales_order_header: "SalesOrderID,SalesOrderNumber,CustomerID\n50,SO50,9\n",
  sales_order_line: `SalesOrderID,LineNo,ProductID,OrderQty,UnitCostOrPrice,OrderDate,DueDate,ShipDate
50,1,1,4,25,2014-03-07,2014-03-19,2014-03-14
`,
  work_order: `WorkOrderID,ProductID,OrderQty,StockedQty,ScrappedQty,StartDate,EndDate,DueDate
70,1,4,4,0,2014-03-10,2014-03-28,2014-03-21
71,2,8,8,0,2014-03-10,2014-03-20,2014-03-21
`,
  work_order_routing: `WorkOrderID,OperationSequence,LocationID,ActualStartDate,ActualEndDate,ActualResourceHrs,PlannedCost
70,1,10,2014-03-12,2014-03-28,4,80
`,
  purchase_order_header: "PurchaseOrderID,Status,VendorID,OrderDate\n80,4,7,2014-03-10\n",
  purchase_order_detail: `PurchaseOrderID,PurchaseOrderDetailID,DueDate,OrderQty,ProductID,UnitPrice,ReceivedQty,RejectedQty
80,1,2014-03-24,20,3,1.1,20,2
`,
};

let folder: string;
const opened: Server[] = [];
const started: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lockstep-replay-"));
  for (const [name, text] of Object.entries(RECORD)) writeFileSync(join(folder, `${name}.csv`), text);
});
afterEach(() => {
  for (const server of opened.splice(0)) server.closeAllConnections();
  for (const child of started.splice(0)) child.kill("SIGKILL");
  rmSync(folder, { recursive: true, force: true });
});

describe("the command", () => {
  it("tells the plan of that Monday at once, then the actuals, and keeps the clock right behind them", async () => {
    const server = await serve({ mode: "manual", busy: 1 });
    const { code, stdout, stderr } = await run(folder, "--url", server.url, "--from", "2014-03-17");
    expect([code, stderr.filter(({ level }) => level > 40)]).toEqual([0, []]);
    const monday = Date.parse("2014-03-17T06:00:00Z");
    let clock = Number.NEGATIVE_INFINITY;
    let told = Number.NEGATIVE_INFINITY;
    const known: string[] = [];
    for (const { path, events, now } of server.calls) {
      if (path === "/clock") {
        expect(now).toBeGreaterThanOrEqual(Math.max(clock, told));
        clock = now;
      }
      for (const { id, time } of events) {
        expect(Date.parse(time)).toBeGreaterThanOrEqual(told);
        expect(Date.parse(time)).toBeGreaterThan(clock);
        told = Date.parse(time);
        if (told <= monday) known.push(id);
      }
    }
    expect(known).toContain("WO70-1-running");
    expect(known).not.toContain("WO70-1-done");
    expect(server.calls.find(({ path, now }) => path === "/clock" && now > 0)?.now).toBe(monday);
    expect(new Date(clock).toISOString()).toBe("2014-03-29T00:00:00.000Z");
    expect(stdout).toContain("2 work orders, 1 operations, 1 sales lines, 1 purchase lines read");
    expect(stdout).toMatch(/(\d+) facts posted: \1 accepted \(0 of them parked\), 0 duplicates, 0 quarantined/);
  });

  it("goes no faster than it is told", async () => {
    const server = await serve({ mode: "manual", busy: 0 });
    const before = performance.now();
    const { code } = await run(folder, "--url", server.url, "--from", "2014-03-24", "--speed", "200000");
    expect(code).toBe(0);
    expect(performance.now() - before).toBeGreaterThan((4.75 * 86_400_000) / 200_000);
    const moves = server.calls.filter(({ path, now }) => path === "/clock" && now > 0);
    expect(moves.length).toBeGreaterThan(5);
  });

  it("refuses a live clock in one line, before it tells anything", async () => {
    const server = await serve({ mode: "live", busy: 0 });
    const { code, stderr } = await run(folder, "--url", server.url);
    expect(code).toBe(1);
    const errors = stderr.filter(({ level }) => level === 50);
    expect(errors.map(({ msg }) => msg)).toEqual([expect.stringContaining("LOCKSTEP_CLOCK=manual")]);
    expect(server.calls.filter(({ path }) => path === "/facts")).toEqual([]);
  });

  it("fails where the server quarantines a fact", async () => {
    const server = await serve({ mode: "manual", busy: 0, quarantines: true });
    const { code, stdout } = await run(folder, "--url", server.url);
    expect(code).toBe(1);
    expect(stdout).toMatch(/[1-9]\d* quarantined/);
  });

  it.each([
    ["a file that is missing", "work_order", null, "work_order.csv.gz"],
    ["a column that is missing", "vendor", "BusinessEntityID,Name\n7,Steel\n", "AccountNumber"],
    ["a day that does not exist", "work_order", RECORD.work_order.replace("2014-03-28", "2014-02-30"), "EndDate"],
    ["a name that is nowhere", "bill_of_materials", RECORD.bill_of_materials.replace("2,3,", "2,4,"), "ComponentID 4"],
    ["an operation without hours", "location", RECORD.location.replace("20", "0"), "location 10"],
  ] as const)("says in one line what is wrong with %s", async (_what, file, text, says) => {
    if (text === null) rmSync(join(folder, `${file}.csv`));
    else writeFileSync(join(folder, `${file}.csv`), text);
    const { code, stderr } = await run(folder, "--url", "http://127.0.0.1:9");
    expect(code).toBe(2);
    expect(stderr.map(({ msg }) => msg)).toEqual([expect.stringContaining(says)]);
  });

  it("refuses a Monday that is not in the record", async () => {
    const { code, stderr } = await run(folder, "--url", "http://127.0.0.1:9", "--from", "2013-03-25");
    expect(code).toBe(2);
    expect(stderr.map(({ msg }) => msg)).toEqual([expect.stringContaining("outside the record")]);
  });
});

describe("options", () => {
  it("have the defaults of a server on this machine", () => {
    expect(parseOptions(["adventureworks", "there"], {})).toEqual({
      ok: true,
      value: {
        folder: "there",
        url: "http://localhost:4000",
        from: null,
        speed: null,
        currency: "EUR",
        authorization: null,
      },
    });
  });

  it.each([
    [[]],
    [["northwind", "there"]],
    [["adventureworks"]],
    [["adventureworks", "there", "--from", "2014-03-25"]],
    [["adventureworks", "there", "--from", "2014-02-30"]],
    [["adventureworks", "there", "--speed", "0"]],
    [["adventureworks", "there", "--speed", "5", "--as-fast-as-possible"]],
    [["adventureworks", "there", "--currency", "euro"]],
    [["adventureworks", "there", "--url", "nowhere"]],
    [["adventureworks", "there", "--pace", "2"]],
  ])("refuse %j", (args) => {
    expect(parseOptions(args, {}).ok).toBe(false);
  });
});

interface Call {
  readonly path: string;
  readonly events: readonly { readonly id: string; readonly time: string }[];
  readonly now: number;
}

interface Manner {
  readonly mode: "manual" | "live";
  /** How often it is too busy before it takes the first facts. */
  readonly busy: number;
  readonly quarantines?: boolean;
}

/** A bare HTTP server that answers as the interface says, and remembers what it took. */
async function serve({ mode, busy, quarantines = false }: Manner): Promise<{ url: string; calls: Call[] }> {
  const calls: Call[] = [];
  let clock = mode === "live" ? Date.now() : 0;
  let refusals = busy;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => {
      body += part.toString();
    });
    request.on("end", () => {
      const path = request.url ?? "";
      const answer = (status: number, json: unknown) => {
        response.writeHead(status, { "content-type": "application/json", "retry-after": "0" });
        response.end(JSON.stringify(json));
      };
      if (path === "/facts" && refusals-- > 0) return answer(429, {});
      const lines = path === "/facts" ? body.split("\n").filter((line) => line !== "") : [];
      const events = lines.map((line) => JSON.parse(line) as Call["events"][number]);
      const now = path === "/clock" ? Date.parse((JSON.parse(body) as { now: string }).now) : Number.NaN;
      if (path === "/clock" && (mode === "live" || now < clock)) return answer(409, { error: { code: "CONFLICT" } });
      calls.push({ path, events, now });
      if (path === "/clock") clock = now;
      const quarantined = quarantines ? 1 : 0;
      const taken = { accepted: events.length - quarantined, duplicates: 0, quarantined, parked: 0, seq: 1 };
      if (path === "/facts") return answer(202, taken);
      return answer(200, { data: { asOf: { now: new Date(clock).toISOString() } } });
    });
  });
  opened.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}

const program = fileURLToPath(new URL("./main.ts", import.meta.url));

interface Line {
  readonly level: number;
  readonly msg: string;
}

async function run(...args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: Line[] }> {
  const child = spawn(process.execPath, [program, "adventureworks", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  const said = { stdout: "", stderr: "" };
  for (const name of ["stdout", "stderr"] as const) {
    child[name].setEncoding("utf8").on("data", (text: string) => {
      said[name] += text;
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  const lines = said.stderr.split("\n").filter((line) => line !== "");
  return { code, stdout: said.stdout, stderr: lines.map((line) => JSON.parse(line) as Line) };
}
