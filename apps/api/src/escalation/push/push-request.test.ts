import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startPushService } from "../testing/push-service.ts";
import { isReceiver, MOST_PLAIN_BYTES, newPushKeys, pushRequest } from "./push-request.ts";

/** Of the example of RFC 8291, appendix A. */
const RFC = {
  p256dh: "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
  auth: "BTBZMqHH6r4Tts7J_aSIgg",
};

describe("what is sent to a device", () => {
  let service: Awaited<ReturnType<typeof startPushService>>;
  beforeAll(async () => {
    service = await startPushService();
  });
  afterAll(() => service.close());
  const keys = newPushKeys(0);
  const ask = (plain: Buffer) =>
    pushRequest({
      ...{ keys, receiver: service.subscription, plain, subject: "mailto:a@x.y" },
      ...{ ttlSeconds: 60, urgency: "high", topic: "t-1" },
    });

  test("is opened by that device's keys alone, and signed for its push service for half a day", async () => {
    const request = ask(Buffer.from(JSON.stringify({ title: "Line 1" })));
    expect(request.endpoint.href).toBe(service.subscription.endpoint);
    expect(service.open(request)).toEqual({ title: "Line 1" });
    const { authorization, ...headers } = request.headers;
    expect(headers).toEqual({
      ...{ ttl: "60", urgency: "high", topic: "t-1", "content-encoding": "aes128gcm" },
      ...{ "content-type": "application/octet-stream", "content-length": String(request.body.length) },
    });
    expect(authorization).toContain(`k=${keys.publicKey}`);
    const { sub, exp } = await service.sender(request, keys.publicKey);
    expect(sub).toBe("mailto:a@x.y");
    expect(Math.abs(Number(exp) - Date.now() / 1_000 - 12 * 3_600)).toBeLessThan(10);
    await expect(service.sender(request, newPushKeys(0).publicKey)).rejects.toThrow("another key");
  });

  test("fits into one record, and is another each time", () => {
    const full = Buffer.from(`"${"x".repeat(MOST_PLAIN_BYTES - 2)}"`);
    expect(ask(full).body.length).toBe(4_096);
    expect(service.open(ask(full))).toHaveLength(MOST_PLAIN_BYTES - 2);
    expect(ask(full).body.equals(ask(full).body)).toBe(false);
  });
});

test.each([
  [RFC, true],
  [{ ...RFC, p256dh: Buffer.alloc(65, 4).toString("base64url") }, false],
  [{ ...RFC, p256dh: RFC.p256dh.slice(0, 40) }, false],
  [{ ...RFC, p256dh: `${RFC.p256dh.slice(0, -1)}+` }, false],
  [{ ...RFC, auth: "BTBZ" }, false],
  [{ ...RFC, auth: Buffer.alloc(17).toString("base64url") }, false],
])("it is only for keys that are keys: %#", (receiver, is) => expect(isReceiver(receiver)).toBe(is));
