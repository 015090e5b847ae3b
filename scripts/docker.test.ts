import { execFileSync } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { findMosquitto, startMosquitto } from "@lockstep/testkit/services";
import { describe, expect, test } from "vitest";
import { readConfig } from "../apps/api/src/config.ts";

const docker = fileURLToPath(new URL("../docker/", import.meta.url));

test.skipIf(findMosquitto() === undefined)(
  "the broker's configuration starts, and lets in named clients only",
  async () => {
    const folder = mkdtempSync(join(tmpdir(), "lockstep-broker-"));
    chmodSync(folder, 0o777);
    const passwords = join(folder, "passwords");
    execFileSync("mosquitto_passwd", ["-b", "-c", passwords, "lockstep", "secret"], { stdio: "pipe" });
    chmodSync(passwords, 0o644);
    const settings = readFileSync(join(docker, "mosquitto.conf"), "utf8")
      .replace(/^listener .*$/m, "")
      .replace("/run/secrets/mosquitto_passwords", passwords)
      .replace("/mosquitto/data/", `${folder}/`);
    const broker = await startMosquitto({ settings });
    try {
      const port = Number(new URL(broker.url).port);
      expect(await connackCode(port, connectPacket("lockstep", "secret"))).toBe(0);
      expect(await connackCode(port, connectPacket("lockstep", "wrong"))).toBe(5);
      expect(await connackCode(port, connectPacket())).toBe(5);
    } finally {
      await broker.stop();
      rmSync(folder, { recursive: true, force: true });
    }
  },
);

test("the entrypoint takes an address from a file, and says so when it cannot", () => {
  const print = ["sh", "-c", 'printf %s "$DATABASE_URL"'];
  const run = (env: Record<string, string>) =>
    execFileSync("sh", [join(docker, "entrypoint.sh"), ...print], { env, encoding: "utf8", stdio: "pipe" });
  expect(run({ DATABASE_URL: "postgres://plain" })).toBe("postgres://plain");
  expect(run({ DATABASE_URL_FILE: "/etc/hostname" })).toBe(readFileSync("/etc/hostname", "utf8").trim());
  expect(() => run({ DATABASE_URL_FILE: "/nowhere" })).toThrow("DATABASE_URL_FILE names /nowhere");
});

describe("the service of compose.yaml", () => {
  const [, app = ""] = /^ {2}app:\n((?: {4}.*\n)+)/m.exec(readFileSync(join(docker, "compose.yaml"), "utf8")) ?? [];
  const [, lines = ""] = /^ {4}environment:\n((?: {6}.*\n)+)/m.exec(app) ?? [];
  const set = new Map([...lines.matchAll(/^ {6}(\w+): (.*)$/gm)].map(([, name = "", value = ""]) => [name, value]));

  test("sets only what the server reads, to what it takes", () => {
    const asked = new Set<string>();
    const read = (values: Record<string, string>) =>
      readConfig(
        new Proxy(values, {
          get(target, name) {
            asked.add(String(name));
            return target[String(name)];
          },
        }),
        "/app",
      );
    read({});
    const names = [...set.keys()].map((name) => name.replace(/_FILE$/, ""));
    expect(names).toContain("DATABASE_URL");
    expect(names.filter((name) => !asked.has(name))).toEqual([]);
    const plain = [...set].filter(([name]) => !name.endsWith("_FILE")).map(([name, value]) => [name, byDefault(value)]);
    expect(read(Object.fromEntries(plain))).toMatchObject({ ok: true });
  });

  test("keeps its host name, by which a data folder knows its owner", () => {
    expect(app).toMatch(/^ {4}hostname: [a-z]+$/m);
  });

  /** The value of `${NAME:-value}`, or of a text in quotes. */
  function byDefault(value: string): string {
    return value.replace(/^\$\{\w+:-(.*)\}$/, "$1").replaceAll('"', "");
  }
});

/** MQTT 3.1.1, section 3.1: the first packet of a client, with a clean session. */
function connectPacket(user?: string, password?: string): Buffer {
  const credentials = user === undefined ? [] : [text(user), text(password ?? "")];
  const flags = user === undefined ? 0x02 : 0xc2;
  const body = Buffer.concat([text("MQTT"), Buffer.from([4, flags, 0, 60]), text("test"), ...credentials]);
  return Buffer.concat([Buffer.from([0x10, body.length]), body]);
}

function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0, value.length]), Buffer.from(value)]);
}

/** Section 3.2: the fourth byte of the answer; 0 is accepted, 5 is not authorized. */
function connackCode(port: number, packet: Buffer): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, "127.0.0.1", () => socket.write(packet));
    socket.once("error", reject);
    socket.once("data", (answer) => {
      socket.destroy();
      resolve(answer[3]);
    });
  });
}
