import { resolve } from "node:path";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import { readStewards, type StewardRule } from "@lockstep/workflow/quarantine/steward";
import type { CheckpointPlace } from "./audit/checkpoint-file.ts";
import { type AuthConfig, readAuth } from "./identity/auth-config.ts";
import { type NoMoney, readNoMoney } from "./money/money-rights.ts";

export type ClockMode = "live" | "manual";

export interface Config {
  readonly port: number;
  readonly host: string;
  /** Where the log lives: a folder of the embedded database, or a PostgreSQL. */
  readonly store: { readonly dataFolder: string } | { readonly databaseUrl: string };
  /** A broker, or the port of the embedded one in its place; 0: none. */
  readonly mqtt: { readonly url: string | null; readonly port: number };
  /** Where connectors are declared; one that is not named may be missing. */
  readonly connectors: { readonly path: string; readonly isNamed: boolean };
  readonly demo: boolean;
  readonly clock: ClockMode;
  /** ISO 4217. */
  readonly currency: string;
  /** Who has what a connector's facts break, before anybody took it. */
  readonly stewards: readonly StewardRule[];
  /** The roles that are shown no money. */
  readonly noMoney: NoMoney;
  readonly logLevel: string;
  /** For so long the messages that facts were made of are kept. */
  readonly rawDays: number;
  /** For so long a body may be silent. */
  readonly bodyPatienceMs: number;
  readonly auth: AuthConfig;
  /** Where signed checkpoints of the audit are kept; null: nowhere. */
  readonly checkpoints: CheckpointPlace | null;
}

type Env = Readonly<Record<string, string | undefined>>;
type Read<T> = Result<T, string>;

const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"];

/** The configuration that the environment asks for, or in one line why it cannot be. */
export function readConfig(env: Env, workingFolder: string): Read<Config> {
  const port = readPort(env, "PORT", 4000);
  const mqttPort = readPort(env, "MQTT_PORT", 1883);
  const mqttUrl = readUrl(env, "MQTT_URL", ["mqtt:", "mqtts:", "ws:", "wss:"]);
  const databaseUrl = readUrl(env, "DATABASE_URL", ["postgres:", "postgresql:"]);
  // Who signs in has a plant of their own.
  const isSignIn = (textOf(env, "LOCKSTEP_AUTH") ?? "dev") !== "dev";
  const demo = readChoice(env, "LOCKSTEP_DEMO", isSignIn ? ["0", "1"] : ["1", "0"]);
  const clock = readChoice(env, "LOCKSTEP_CLOCK", ["live", "manual"]);
  const currency = readCurrency(env);
  const host = textOf(env, "HOST") ?? "127.0.0.1";
  const auth = readAuth(env, host);
  const rawDays = readWhole(env, "LOCKSTEP_RAW_DAYS", { byDefault: 400, most: 36_500, what: "days" });
  const bodySeconds = readWhole(env, "LOCKSTEP_BODY_SECONDS", { byDefault: 30, most: 3_600, what: "seconds" });
  const stewards = readStewards(textOf(env, "LOCKSTEP_STEWARDS") ?? "");
  const noMoney = readNoMoney(textOf(env, "LOCKSTEP_MONEY_HIDDEN_FROM") ?? "");
  const logLevel = readChoice(env, "LOG_LEVEL", ["info", ...LOG_LEVELS]);
  if (!port.ok) return port;
  if (!mqttPort.ok) return mqttPort;
  if (!mqttUrl.ok) return mqttUrl;
  if (!databaseUrl.ok) return databaseUrl;
  if (!demo.ok) return demo;
  if (!clock.ok) return clock;
  if (!currency.ok) return currency;
  if (!auth.ok) return auth;
  if (!stewards.ok) return refuse(`LOCKSTEP_STEWARDS: ${stewards.error}`);
  if (!noMoney.ok) return refuse(`LOCKSTEP_MONEY_HIDDEN_FROM: ${noMoney.error}`);
  if (!logLevel.ok) return logLevel;
  if (!rawDays.ok) return rawDays;
  if (!bodySeconds.ok) return bodySeconds;
  const checkpoints = readCheckpointPlace(env, workingFolder);
  if (!checkpoints.ok) return checkpoints;
  const dataFolder = resolve(workingFolder, textOf(env, "LOCKSTEP_DATA") ?? ".lockstep");
  const connectors = textOf(env, "LOCKSTEP_CONNECTORS");
  return ok({
    port: port.value,
    host,
    store: databaseUrl.value === null ? { dataFolder } : { databaseUrl: databaseUrl.value },
    mqtt: { url: mqttUrl.value, port: mqttPort.value },
    connectors:
      connectors === undefined
        ? { path: resolve(dataFolder, "connectors.yaml"), isNamed: false }
        : { path: resolve(workingFolder, connectors), isNamed: true },
    demo: demo.value === "1",
    clock: clock.value,
    currency: currency.value,
    stewards: stewards.value,
    noMoney: noMoney.value,
    logLevel: logLevel.value,
    rawDays: rawDays.value,
    bodyPatienceMs: bodySeconds.value * 1_000,
    auth: auth.value,
    checkpoints: checkpoints.value,
  });
}

function readCheckpointPlace(env: Env, workingFolder: string): Read<CheckpointPlace | null> {
  const path = textOf(env, "LOCKSTEP_AUDIT_CHECKPOINTS");
  const key = textOf(env, "LOCKSTEP_AUDIT_KEY");
  if (path === undefined && key === undefined) return ok(null);
  if (path !== undefined && key !== undefined && /^\$\{(env|file):[^}]+\}$/.test(key)) {
    return ok({ path: resolve(workingFolder, path), key });
  }
  const where = "${" + "file:/path/key.pem}";
  return refuse(`Set LOCKSTEP_AUDIT_CHECKPOINTS to a file and LOCKSTEP_AUDIT_KEY to where its key is, as ${where}`);
}

/** An empty value is as good as none. */
const textOf = (env: Env, name: string): string | undefined => env[name]?.trim() || undefined;

function readPort(env: Env, name: string, byDefault: number): Read<number> {
  const text = textOf(env, name) ?? String(byDefault);
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return ok(port);
  return refuse(`${name}=${text} is no port: give a whole number from 0 to 65535`);
}

interface Whole {
  readonly byDefault: number;
  readonly most: number;
  readonly what: string;
}

function readWhole(env: Env, name: string, { byDefault, most, what }: Whole): Read<number> {
  const text = textOf(env, name) ?? String(byDefault);
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= most) return ok(number);
  return refuse(`${name}=${text} is no number of ${what}: give a whole number from 1 to ${most}`);
}

/** The value itself is not repeated: it may hold a password. */
function readUrl(env: Env, name: string, protocols: readonly string[]): Read<string | null> {
  const text = textOf(env, name);
  if (text === undefined) return ok(null);
  if (URL.canParse(text) && protocols.includes(new URL(text).protocol)) return ok(text);
  return refuse(`${name} is no address that begins with ${protocols.map((one) => `${one}//`).join(" or ")}`);
}

function readChoice<const T extends string>(env: Env, name: string, choices: readonly [T, ...T[]]): Read<T> {
  const text = textOf(env, name) ?? choices[0];
  const choice = choices.find((one) => one === text);
  if (choice !== undefined) return ok(choice);
  return refuse(`${name}=${text} is none of ${[...new Set(choices)].join(", ")}`);
}

function readCurrency(env: Env): Read<string> {
  const text = textOf(env, "LOCKSTEP_CURRENCY") ?? "EUR";
  if (Intl.supportedValuesOf("currency").includes(text)) return ok(text);
  return refuse(`LOCKSTEP_CURRENCY=${text} is no currency: give the three letters of ISO 4217, such as EUR`);
}
