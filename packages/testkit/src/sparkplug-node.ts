import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { sharedStandard } from "./shared-data.ts";

/** Its packages are those of Debian, which another Python does not see. */
const PYTHON = "/usr/bin/python3";
const SCRIPT = fileURLToPath(new URL("./sparkplug-node.py", import.meta.url));

/** The edge node plant1/edge1 with one counter, `Line1/GoodCount`; written with none of our own code for payloads. */
export interface SparkplugNode {
  /** How often it was asked for a rebirth. It is not born again by itself. */
  readonly asked: number;
  birth(value: number): Promise<void>;
  data(value: number): Promise<void>;
  /** A value that was so then, and comes late. */
  late(value: number, at: number): Promise<void>;
  /** A message that is never sent. */
  skip(): Promise<void>;
  /** The death of a birth of that number. */
  death(bdSeq: number): Promise<void>;
  /** It is gone without a word, so that the broker tells its death. */
  break(): Promise<void>;
  stop(): void;
}

/** The standard's own description of payloads; undefined without it, or without what reads it: then the test skips itself. */
export function findSparkplugProto(): string | undefined {
  const proto = sharedStandard("sparkplug/sparkplug_b.proto");
  if (proto === undefined) return undefined;
  try {
    execFileSync(PYTHON, ["-c", "import paho.mqtt.client, google.protobuf"], { stdio: "ignore" });
    execFileSync("protoc", ["--version"], { stdio: "ignore" });
    return proto;
  } catch {
    return undefined;
  }
}

/** Connected to the broker at that port, and not born yet. */
export async function startSparkplugNode(
  proto: string,
  { port, bdSeq }: { readonly port: number; readonly bdSeq: number },
): Promise<SparkplugNode> {
  const folder = mkdtempSync(join(tmpdir(), "lockstep-node-"));
  const script = join(folder, "sparkplug-node.py");
  copyFileSync(SCRIPT, script);
  execFileSync("protoc", [`--python_out=${folder}`, `-I${dirname(proto)}`, "sparkplug_b.proto"]);
  const child = spawn(PYTHON, [script, String(port), String(bdSeq)], { stdio: ["pipe", "pipe", "inherit"] });
  let asked = 0;
  const waiting: (() => void)[] = [];
  createInterface({ input: child.stdout }).on("line", (line) => {
    if (line === "asked") asked += 1;
    else waiting.shift()?.();
  });
  const done = () => answered(child, waiting);
  const tell = (...words: (string | number)[]): Promise<void> => {
    const told = done();
    child.stdin.write(`${words.join(" ")}\n`);
    return told;
  };
  await done();
  return {
    get asked() {
      return asked;
    },
    birth: (value) => tell("birth", value),
    data: (value) => tell("data", value),
    late: (value, at) => tell("late", value, at),
    skip: () => tell("skip"),
    death: (of) => tell("death", of),
    async break() {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.stdin.write("break\n");
      await gone;
    },
    stop() {
      child.kill("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function answered(child: ChildProcess, waiting: (() => void)[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const gone = () => reject(new Error("the edge node has ended"));
    child.once("exit", gone);
    waiting.push(() => {
      child.off("exit", gone);
      resolve();
    });
  });
}
