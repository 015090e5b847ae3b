import { afterAll, beforeAll, expect, test } from "vitest";
import { type ServerProcess, startServerProcess } from "../testing/server-process.ts";

let server: ServerProcess;
beforeAll(async () => {
  server = await startServerProcess();
}, 60_000);
afterAll(() => server.close());

test.each([
  '{ deliveries(exception: "a\\u0000b") { totalCount } }',
  '{ audit(filter: { by: "a\\u0000b" }) { totalCount } }',
  '{ audit(filter: { subject: "a\\u0000b" }) { totalCount } }',
  '{ audit(filter: { text: "a\\u0000b" }) { totalCount nodes { id } } }',
  '{ audit(filter: { action: "a\\u0000b" }) { totalCount nodes { id } } }',
  '{ quarantinedFact(id: "a\\u0000b") { id } }',
  '{ quarantine(filter: { cause: "a\\u0000b" }) { totalCount nodes { id } } }',
  '{ quarantineCause(id: "a\\u0000b") { id } }',
  '{ exception(id: "a\\u0000b") { id } }',
  '{ lineage(of: SALES_ORDER_LINE, id: "a\\u0000b", figure: OPEN_QUANTITY) { value } }',
  'mutation { comment(id: "x", text: "y", commandId: "a\\u0000b") { id } }',
  'mutation { comment(id: "a\\u0000b", text: "y", commandId: "c") { id } }',
  'mutation { revokeFeedToken(id: "a\\u0000b") { id } }',
  'mutation { resendMessage(id: "a\\u0000b") { id } }',
  'mutation { discardQuarantined(id: "a\\u0000b", reason: "x", commandId: "c2") { id } }',
])("%s is answered with nothing, or in words", async (query) => {
  const { errors } = await server.ask(query);
  const codes = errors?.map(({ extensions }) => extensions.code) ?? [];
  expect(["BAD_USER_INPUT", "NOT_FOUND", undefined]).toContain(codes[0]);
});

test.each(["/audit.csv?by=a%00b", "/connectors/a%00b/commands", "/photos/a%00b/c%00d", "/outgoing?site=a%00b"])(
  "%s is not our failure",
  async (path) => {
    expect((await fetch(server.url + path)).status).toBeLessThan(500);
  },
);

test("nothing of it is logged as a failure", () => {
  expect(server.log.filter(({ level }) => level >= 50)).toEqual([]);
});
