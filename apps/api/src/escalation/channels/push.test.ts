import { createECDH } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { PushDeviceRow } from "@lockstep/store/store";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { PushDevices } from "../push/push-devices.ts";
import { newPushKeys } from "../push/push-request.ts";
import type { Outgoing } from "./channel.ts";
import { createPush } from "./push.ts";

/** As a push service that answers as the last part of an address says, and wants to be left alone for as many seconds as its query. */
const service: Server = createServer((request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? "", "http://push");
  const retryAfter = searchParams.get("after");
  if (retryAfter !== null) response.setHeader("retry-after", retryAfter);
  request.resume().on("end", () => response.writeHead(Number(pathname.slice(1))).end());
});
beforeAll(() => new Promise<void>((resolve) => service.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise<void>((resolve) => service.close(() => resolve())));

const message: Outgoing = {
  key: "ex-1/1/step-0/maria/push",
  person: "maria",
  body: {
    ...{ title: "Line 1 is down: belt", text: "40 order lines", exceptionId: "ex-1", severity: "critical" },
    ...{ reason: "step", site: "A", at: "2026-03-02T06:10:30.000Z", count: 1, address: null },
  },
};

function pushTo(paths: readonly string[]) {
  const ecdh = createECDH("prime256v1");
  ecdh.generateKeys();
  const { port } = service.address() as AddressInfo;
  const rows = paths.map(
    (path): PushDeviceRow => ({
      ...{ id: path, person: "maria", name: path, endpoint: `http://127.0.0.1:${port}/${path}` },
      ...{ p256dh: ecdh.getPublicKey("base64url"), auth: Buffer.alloc(16, 7).toString("base64url") },
      ...{ createdAt: 0, lastSentAt: null, endedAt: null, trouble: null },
    }),
  );
  const devices = { keys: newPushKeys(0), of: () => rows, note: async () => {} } as Partial<PushDevices> as PushDevices;
  return createPush({ devices, subject: "mailto:a@x.example", mayBePrivate: true, now: () => 0 });
}

test.each([
  [["429?after=120"], 120_000],
  [["503?after=Thu, 01 Jan 1970 00:10:00 GMT"], 600_000],
  [["429?after=120", "503?after=60"], 60_000],
  [["429?after=120", "500"], undefined],
])("devices whose push services answer %j are tried again after %s ms", async (paths, pauseMs) => {
  const sent = await pushTo(paths).send(message, new AbortController().signal);
  const why = expect.any(String) as string;
  expect(sent).toEqual({ is: "later", why, ...(pauseMs === undefined ? {} : { pauseMs }) });
});
