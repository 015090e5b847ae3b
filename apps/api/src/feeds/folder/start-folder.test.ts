import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Offered } from "@lockstep/connectors/contract";
import { lots, PERFORMANCE, performance, plantMapping, plantNames, schedule } from "@lockstep/connectors/testing/b2mml";
import { pino } from "pino";
import { afterAll, afterEach, beforeEach, expect, test } from "vitest";
import { soon } from "../../testing/soon.ts";
import { createB2mmlReader } from "../b2mml-reader.ts";
import type { RunningConnector } from "../run-connector.ts";
import { b2mmlFiles } from "./b2mml-files.ts";
import { startFolder } from "./start-folder.ts";

const log = pino({ level: "silent" });
const reader = createB2mmlReader(plantNames);
afterAll(() => reader.stop());

let folder: string;
let running: RunningConnector | null = null;
let taken: Offered[] = [];
let troubles: (string | null)[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "lockstep-folder-"));
  taken = [];
  troubles = [];
});
afterEach(async () => {
  await running?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const take = async (offered: readonly Offered[]): Promise<void> => {
  taken.push(...offered);
};

function start(how: { readonly take?: typeof take } = {}): RunningConnector {
  running = startFolder(
    { id: "files", folder, pollSeconds: 0.02 },
    {
      files: b2mmlFiles({
        ...{ id: "files", b2mml: { mapping: plantMapping, reader }, find: () => undefined },
        ...{ take: how.take ?? take, log },
      }),
      feeds: { heard: () => {}, trouble: (_, why) => troubles.push(why?.text ?? null), failed: () => {} },
      log,
    },
  );
  return running;
}

const drop = (name: string, text: string | Buffer): void => {
  mkdirSync(join(folder, "in"), { recursive: true });
  writeFileSync(join(folder, "in", name), text);
};
const filesIn = (place: string): readonly string[] => readdirSync(join(folder, place)).sort();

test("files are taken in order of their names, and lie in done when that is durable", async () => {
  let letGo: () => void = () => {};
  const gate = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  drop("2.xml", lots());
  drop("1.XML", schedule());
  const connector = start({
    async take(offered) {
      await take(offered);
      await gate;
    },
  });
  await soon(() => taken.length).toBe(5);
  expect([filesIn("in"), filesIn("done")]).toEqual([["1.XML", "2.xml"], []]);
  letGo();
  await soon(() => filesIn("done")).toEqual(["1.XML", "2.xml"]);
  expect(taken.map((one) => ("value" in one ? (one.value as { type: string }).type : "refused"))).toEqual([
    "erp.production-order",
    ...["wms.stock-count", "wms.stock-count", "wms.stock-count", "mes.quality-hold"],
  ]);
  expect(connector.status).toMatchObject({ id: "files", isUp: true, messages: 2, offered: 5, refused: 0, failures: 0 });
});

test("one that is not understood lies in failed with the reason beside it, and the others go on", async () => {
  drop("bad.xml", "<OperationsSchedule>");
  drop("bytes.xml", Buffer.from([0xff, 0x3c, 0xe4]));
  drop("good.xml", schedule());
  const connector = start();
  await soon(() => [...filesIn("failed"), ...filesIn("done")]).toEqual([
    ...["bad.xml", "bad.xml.reason.txt", "bytes.xml", "bytes.xml.reason.txt", "good.xml"],
  ]);
  const why = readFileSync(join(folder, "failed", "bad.xml.reason.txt"), "utf8");
  expect(why).toMatch(
    /^not-xml\n\nIt is no well-formed XML: line 1, unclosed tag: OperationsSchedule\.\n\nNothing of this file/,
  );
  expect(taken.map((one) => ("refused" in one ? one.refused.rule : "taken"))).toEqual(["not-xml", "not-text", "taken"]);
  expect(connector.status).toMatchObject({ isUp: true, refused: 2 });
});

test("of two contents of one document and time the second lies in failed, and nothing of it is taken", async () => {
  drop("1.xml", performance());
  drop("2.xml", performance(PERFORMANCE.replace(">45.5<", ">44<")));
  start();
  await soon(() => [...filesIn("done"), ...filesIn("failed")]).toEqual(["1.xml", "2.xml", "2.xml.reason.txt"]);
  expect(readFileSync(join(folder, "failed", "2.xml.reason.txt"), "utf8")).toMatch(/^id-conflict\n\n/);
  expect(taken.map((one) => ("refused" in one ? one.refused.rule : "taken"))).toEqual([
    ...["taken", "taken", "taken", "taken", "id-conflict"],
  ]);
});

test("one that is still written to is left until it is complete, and other names are left alone", async () => {
  const connector = start();
  await soon(() => connector.status.isUp).toBe(true);
  const text = schedule();
  for (const name of [".hidden.xml", "new.xml.tmp", "notes.txt"]) drop(name, text);
  symlinkSync("/etc/hostname", join(folder, "in", "link.xml"));
  mkdirSync(join(folder, "in", "folder.xml"));
  for (let length = 0; length < text.length; length += 40) {
    drop("slow.xml", text.slice(0, length));
    await new Promise((resolve) => setTimeout(resolve, 8));
  }
  drop("slow.xml", text);
  await soon(() => filesIn("done")).toEqual(["slow.xml"]);
  expect(filesIn("failed")).toEqual([]);
  expect(taken).toHaveLength(1);
  renameSync(join(folder, "in", "new.xml.tmp"), join(folder, "in", "new.xml"));
  await soon(() => filesIn("done")).toEqual(["new.xml", "slow.xml"]);
  expect(filesIn("in")).toEqual([".hidden.xml", "folder.xml", "link.xml", "notes.txt"]);
});

test("a file that changes while it is taken is taken again, and what has the same name as before lies beside it", async () => {
  let times = 0;
  drop("a.xml", schedule());
  start({
    async take(offered) {
      await take(offered);
      times += 1;
      if (times === 1) drop("a.xml", lots());
    },
  });
  await soon(() => filesIn("done")).toEqual(["a.xml"]);
  expect(taken).toHaveLength(5);
  drop("a.xml", lots());
  await soon(() => filesIn("done")).toEqual([expect.stringMatching(/^a\.[0-9a-f]{8}\.xml$/) as string, "a.xml"]);
});

test("what is not durable stays where it is and is taken again; after a second failure people are told", async () => {
  let failures = 2;
  drop("a.xml", schedule());
  const connector = start({
    async take(offered) {
      failures -= 1;
      if (failures >= 0) throw new Error("the log is full");
      await take(offered);
    },
  });
  await soon(() => connector.status.isUp).toBe(false);
  expect(filesIn("in")).toEqual(["a.xml"]);
  await soon(() => filesIn("done")).toEqual(["a.xml"]);
  expect(taken).toHaveLength(1);
  expect(troubles[0]).toContain("the log is full");
  await soon(() => troubles.at(-1)).toBeNull();
}, 15_000);

test("a folder that goes away is made again", async () => {
  const connector = start();
  await soon(() => connector.status.isUp).toBe(true);
  rmSync(folder, { recursive: true });
  await soon(() => connector.status.failures).toBeGreaterThan(0);
  await soon(() => connector.status.isUp).toBe(true);
  drop("a.xml", schedule());
  await soon(() => filesIn("done")).toEqual(["a.xml"]);
}, 15_000);

test("a stopped one takes nothing more", async () => {
  const connector = start();
  await soon(() => connector.status.isUp).toBe(true);
  await connector.stop();
  drop("a.xml", schedule());
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(filesIn("in")).toEqual(["a.xml"]);
});
