import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MORNING, troubledPlants } from "../testing/facts.ts";
import { type Refused, type ServerProcess, startServerProcess } from "../testing/server-process.ts";

interface VerifyAnswer {
  readonly differences: readonly string[];
  readonly checkedAt: string;
  readonly seq: number;
}

let server: ServerProcess;

beforeAll(async () => {
  server = await startServerProcess();
}, 60_000);
afterAll(() => server.close());

const verify = <T = VerifyAnswer>(headers: Record<string, string> = {}) => server.post<T>("/admin/verify", "", headers);

describe("comparing what is shown with the projection computed anew", () => {
  test("finds no difference, at the clock and with all facts answered before", async () => {
    const { seq } = await server.send(troubledPlants());
    await server.setClock(MORNING);
    const { status, body } = await verify();
    expect([status, body]).toEqual([200, { differences: [], checkedAt: "2026-03-02T08:00:00.000Z", seq }]);
  });

  test("answers everyone who asks at once", async () => {
    const answers = await Promise.all([verify(), verify(), verify()]);
    expect(answers.map(({ status, body }) => [status, body.differences])).toEqual(Array(3).fill([200, []]));
  });

  test("is counted", async () => {
    const before = await counted();
    await verify();
    expect(await counted()).toBe(before + 1);
    const text = await metrics();
    expect(text).toMatch(/^lockstep_verifications_total\{outcome="differs"\} 0$/m);
    expect(text).toMatch(/^lockstep_projection_differences_total 0$/m);
  });

  test.each([["leader"], ["administrator"], ["administrator:PLANT-A"], ["planner"]])(
    "is not for %s alone",
    async (role) => {
      const answer = await verify<Refused>({ authorization: `Bearer dev:petra:${role}` });
      expect([answer.status, answer.body.error.code]).toEqual([403, "FORBIDDEN"]);
    },
  );

  test("is not for people who are not known, nor by another method", async () => {
    expect((await verify<Refused>({ authorization: "Bearer nobody" })).status).toBe(401);
    const got = await fetch(`${server.url}/admin/verify`);
    expect([got.status, got.headers.get("allow")]).toEqual([405, "POST"]);
  });
});

const metrics = async (): Promise<string> => (await fetch(`${server.url}/metrics`)).text();

async function counted(): Promise<number> {
  const found = /^lockstep_verifications_total\{outcome="same"\} (\d+)$/m.exec(await metrics());
  return Number(found?.[1]);
}
