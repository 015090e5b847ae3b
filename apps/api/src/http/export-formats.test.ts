import { once } from "node:events";
import { createServer, get, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Response } from "express";
import { expect, onTestFinished, test } from "vitest";
import { EXPORT_FORMATS, ReaderGone } from "./export-formats.ts";
import type { Cell } from "./export-table.ts";

const COLUMNS = [{ name: "text", type: "text" }] as const;
const ROWS = 400_000;

/** What is read of a table whose reader takes nothing: as far as the connection takes it, and no further. */
async function readAhead(format: "csv" | "parquet"): Promise<number> {
  let read = 0;
  async function* rows(): AsyncIterable<readonly Cell[]> {
    for (; read < ROWS; read += 1) yield [`${read} ${Math.sin(read)} ${Math.cos(read)}`];
  }
  let written: Promise<void> = Promise.resolve();
  const server = createServer((_, response) => {
    written = EXPORT_FORMATS[format].write(response as Response, COLUMNS, rows());
    // Awaited below, when its reader has gone.
    written.catch(() => {});
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const request = get({ port: (server.address() as AddressInfo).port, host: "127.0.0.1" });
  onTestFinished(() => {
    request.destroy();
    server.close();
  });
  const [answer] = (await once(request, "response")) as [IncomingMessage];
  answer.pause();
  let before = -1;
  while (before !== read) {
    before = read;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  request.destroy();
  await expect(written).rejects.toBeInstanceOf(ReaderGone);
  return read;
}

test.each(["csv", "parquet"] as const)(
  "a %s file is made no faster than it is read, and given up with its reader",
  async (format) => {
    const read = await readAhead(format);
    expect(read).toBeGreaterThan(0);
    expect(read).toBeLessThan(ROWS);
  },
);
