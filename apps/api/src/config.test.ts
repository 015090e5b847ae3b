import { expect, test } from "vitest";
import { readConfig } from "./config.ts";

const read = (env: Record<string, string>) => readConfig(env, "/srv/lockstep");

test("without any setting it listens on this machine alone, with the embedded store and the demonstration", () => {
  expect(read({})).toEqual({
    ok: true,
    value: {
      port: 4000,
      host: "127.0.0.1",
      store: { dataFolder: "/srv/lockstep/.lockstep" },
      mqtt: { url: null, port: 1883 },
      connectors: { path: "/srv/lockstep/.lockstep/connectors.yaml", isNamed: false },
      demo: true,
      clock: "live",
      currency: "EUR",
      stewards: [],
      noMoney: new Set(),
      logLevel: "info",
      rawDays: 400,
      bodyPatienceMs: 30_000,
      auth: {
        mode: "dev",
        publicUrl: null,
        sessions: { idleMs: 3_600_000, longestMs: 43_200_000 },
        proxies: 0,
        oidc: null,
        trustedDocuments: false,
      },
      checkpoints: null,
    },
  });
});

const AUDIT_KEY = ["$", "{env:AUDIT_KEY}"].join("");

test("every setting counts, and an empty one is as good as none", () => {
  const env = {
    PORT: "0",
    HOST: "::1",
    DATABASE_URL: "postgresql://db/lockstep",
    LOCKSTEP_DATA: "elsewhere",
    MQTT_URL: "mqtt://broker",
    MQTT_PORT: "0",
    LOCKSTEP_CONNECTORS: "plant/connectors.json",
    LOCKSTEP_DEMO: "0",
    LOCKSTEP_CLOCK: "manual",
    LOCKSTEP_CURRENCY: "USD",
    LOCKSTEP_STEWARDS: "tryton=maria",
    LOCKSTEP_MONEY_HIDDEN_FROM: "supervisor, plant-manager",
    LOG_LEVEL: " ",
    LOCKSTEP_RAW_DAYS: "30",
    LOCKSTEP_BODY_SECONDS: "5",
    LOCKSTEP_AUDIT_CHECKPOINTS: "audit.jsonl",
    LOCKSTEP_AUDIT_KEY: AUDIT_KEY,
  };
  expect(read(env)).toMatchObject({
    value: {
      port: 0,
      noMoney: new Set(["SUPERVISOR", "PLANT_MANAGER"]),
      host: "::1",
      store: { databaseUrl: "postgresql://db/lockstep" },
      mqtt: { url: "mqtt://broker", port: 0 },
      connectors: { path: "/srv/lockstep/plant/connectors.json", isNamed: true },
      demo: false,
      clock: "manual",
      currency: "USD",
      stewards: [{ connector: "tryton", steward: "maria" }],
      logLevel: "info",
      rawDays: 30,
      bodyPatienceMs: 5_000,
      checkpoints: { path: "/srv/lockstep/audit.jsonl", key: AUDIT_KEY },
    },
  });
});

const OIDC = {
  LOCKSTEP_AUTH: "oidc",
  LOCKSTEP_OIDC_ISSUER: "https://login.example.com",
  LOCKSTEP_OIDC_CLIENT_ID: "lockstep",
};

test.each([
  [{ PORT: "65536" }, "PORT=65536"],
  [{ PORT: "-1" }, "PORT=-1"],
  [{ PORT: "4000.5" }, "PORT=4000.5"],
  [{ MQTT_PORT: "x" }, "MQTT_PORT=x"],
  [{ MQTT_URL: "http://broker" }, "MQTT_URL"],
  [{ DATABASE_URL: "mysql://db" }, "DATABASE_URL"],
  [{ LOCKSTEP_DEMO: "yes" }, "LOCKSTEP_DEMO=yes"],
  [{ LOCKSTEP_TRUSTED_DOCUMENTS: "yes" }, "LOCKSTEP_TRUSTED_DOCUMENTS=yes"],
  [{ LOCKSTEP_AUDIT_CHECKPOINTS: "audit.jsonl" }, "LOCKSTEP_AUDIT_KEY"],
  [{ LOCKSTEP_AUDIT_CHECKPOINTS: "audit.jsonl", LOCKSTEP_AUDIT_KEY: "-----BEGIN" }, "LOCKSTEP_AUDIT_KEY"],
  [{ LOCKSTEP_RAW_DAYS: "0" }, "LOCKSTEP_RAW_DAYS=0"],
  [{ LOCKSTEP_BODY_SECONDS: "0" }, "LOCKSTEP_BODY_SECONDS=0"],
  [{ LOCKSTEP_CLOCK: "fast" }, "LOCKSTEP_CLOCK=fast"],
  [{ LOCKSTEP_CURRENCY: "euro" }, "LOCKSTEP_CURRENCY=euro"],
  [{ LOCKSTEP_MONEY_HIDDEN_FROM: "king" }, "LOCKSTEP_MONEY_HIDDEN_FROM: king is no role"],
  [{ LOCKSTEP_STEWARDS: "maria" }, 'LOCKSTEP_STEWARDS: "maria"'],
  [{ LOCKSTEP_AUTH: "none" }, "LOCKSTEP_AUTH=none"],
  [{ LOG_LEVEL: "loud" }, "LOG_LEVEL=loud"],
  [{ HOST: "192.168.0.7" }, "HOST=192.168.0.7"],
  [{ HOST: "127.0.0.1.example.com" }, "HOST=127.0.0.1.example.com"],
  [{ LOCKSTEP_PUBLIC_URL: "https://tower.example.com" }, "LOCKSTEP_PUBLIC_URL"],
  [{ LOCKSTEP_AUTH: "local", LOCKSTEP_PUBLIC_URL: "tower.example.com" }, "LOCKSTEP_PUBLIC_URL"],
  [{ LOCKSTEP_AUTH: "local", LOCKSTEP_PUBLIC_URL: "https://tower.example.com/plant" }, "LOCKSTEP_PUBLIC_URL"],
  [{ LOCKSTEP_AUTH: "local", LOCKSTEP_PUBLIC_URL: "http://tower.example.com" }, "https://"],
  [{ LOCKSTEP_AUTH: "local", HOST: "0.0.0.0" }, "LOCKSTEP_PUBLIC_URL"],
  [{ LOCKSTEP_AUTH: "local", LOCKSTEP_SESSION_HOURS: "0" }, "LOCKSTEP_SESSION_HOURS=0"],
  [{ LOCKSTEP_AUTH: "local", LOCKSTEP_PROXIES: "-1" }, "LOCKSTEP_PROXIES=-1"],
  [{ LOCKSTEP_AUTH: "oidc" }, "LOCKSTEP_OIDC_ISSUER"],
  [{ ...OIDC, LOCKSTEP_OIDC_ISSUER: "http://login.example.com" }, "LOCKSTEP_OIDC_ISSUER"],
  [{ ...OIDC, LOCKSTEP_OIDC_CLIENT_ID: "" }, "LOCKSTEP_OIDC_CLIENT_ID"],
  [{ ...OIDC, LOCKSTEP_OIDC_SECRET: "hunter2" }, "LOCKSTEP_OIDC_SECRET"],
  [{ ...OIDC, LOCKSTEP_OIDC_AUDIENCE: "lockstep" }, "LOCKSTEP_OIDC_AUDIENCE"],
  [{ ...OIDC, LOCKSTEP_OIDC_ROLES: "floor=king" }, "LOCKSTEP_OIDC_ROLES"],
])("%j is refused in one line that names it", (env, name) => {
  const config = read(env);
  expect(config.ok).toBe(false);
  if (config.ok) return;
  expect(config.error).toContain(name);
  expect(config.error).not.toContain("\n");
});

test("with sign-in others may reach it, under the address that is declared; and it has no demonstration unless asked", () => {
  const env = { ...OIDC, HOST: "0.0.0.0", LOCKSTEP_PUBLIC_URL: "https://tower.example.com" };
  const roles = "planners=planner; cn=floor,dc=x=supervisor";
  expect(read({ ...env, LOCKSTEP_OIDC_ROLES: roles, LOCKSTEP_OIDC_SITES_CLAIM: "plants" })).toMatchObject({
    value: {
      host: "0.0.0.0",
      demo: false,
      auth: {
        mode: "oidc",
        publicUrl: new URL("https://tower.example.com"),
        oidc: {
          clientId: "lockstep",
          secret: null,
          audience: null,
          sitesClaim: "plants",
          roles: new Map([
            ["planners", "PLANNER"],
            ["cn=floor,dc=x", "SUPERVISOR"],
          ]),
        },
      },
    },
  });
});

test("what is secret is not repeated where it stands in the wrong place", () => {
  expect(JSON.stringify(read({ ...OIDC, LOCKSTEP_OIDC_SECRET: "hunter2" }))).not.toContain("hunter2");
});

test("what is secret in an address is not repeated", () => {
  expect(JSON.stringify(read({ DATABASE_URL: "mysql://ann:secret@db" }))).not.toContain("secret");
});
