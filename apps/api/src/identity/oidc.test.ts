import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { exportJWK, generateKeyPair, SignJWT } from "jose";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createLog } from "../log.ts";
import { createProvider, type Provider } from "./oidc.ts";

const AUDIENCE = "https://api.lockstep.test";
const { privateKey, publicKey } = await generateKeyPair("ES256");
const strangers = await generateKeyPair("ES256");
const jwk = { ...(await exportJWK(publicKey)), kid: "one", alg: "ES256", use: "sig" };

let server: Server;
let issuer: string;
let keysStatus: number;
let keys: object[];
let provider: Provider;

beforeEach(async () => {
  keysStatus = 200;
  keys = [jwk];
  server = createServer((request, response) => {
    const areKeys = request.url === "/keys";
    const said = areKeys ? { keys } : { issuer, jwks_uri: `${issuer}/keys` };
    response.writeHead(areKeys ? keysStatus : 200, { "content-type": "application/json" });
    response.end(JSON.stringify(said));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = {
    ...{ issuer: new URL(issuer), clientId: "lockstep", secret: null, scope: "openid", audience: AUDIENCE },
    ...{ nameClaim: "sub", rolesClaim: "roles", roles: new Map(), sitesClaim: null },
  };
  const made = await createProvider(config, { env: {}, log: createLog("silent") });
  if (!made.ok) throw new Error(made.error);
  provider = made.value;
});
afterEach(() => {
  vi.useRealTimers();
  server.closeAllConnections();
  server.close();
});

const tokenOf = (key = privateKey, kid = "one", until = "1h") =>
  new SignJWT({})
    .setProtectedHeader({ alg: "ES256", kid })
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setSubject("petra")
    .setExpirationTime(until)
    .sign(key);

test("while the keys cannot be had, a token is not said to be a wrong one", async () => {
  keysStatus = 500;
  await expect(provider.bearer(await tokenOf())).rejects.toThrow();
  keysStatus = 200;
  expect(await provider.bearer(await tokenOf())).toMatchObject({ claimed: { name: "petra" } });
});

test("the keys that the provider had last count on while it is away, and those it took back do not once it is there", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const later = (minutes: number): void => void vi.setSystemTime(Date.now() + minutes * 60_000);
  const token = await tokenOf();
  expect(await provider.bearer(token)).not.toBeNull();
  keysStatus = 500;
  for (let look = 0; look < 3; look += 1) {
    later(11);
    expect(await provider.bearer(token)).toMatchObject({ claimed: { name: "petra" } });
    await expect(provider.bearer(await tokenOf(strangers.privateKey, "two"))).rejects.toThrow();
  }
  keysStatus = 200;
  keys = [];
  later(1);
  expect(await provider.bearer(token)).toBeNull();
});

test("a token that is a wrong one does not count, whatever is wrong with it", async () => {
  const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.e30.`;
  const wrong = [
    await tokenOf(strangers.privateKey),
    await tokenOf(privateKey, "two"),
    await tokenOf(privateKey, "one", "1h ago"),
  ];
  for (const token of [...wrong, none, "a.b.c"]) expect(await provider.bearer(token)).toBeNull();
});
