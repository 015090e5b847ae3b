import { findPostgres, freePort, startPostgres } from "@lockstep/testkit/services";
import { connectAsync } from "mqtt";
import { expect, test } from "vitest";
import { wayTo } from "../testing/cut-off.ts";
import { counts, item, site } from "../testing/facts.ts";
import { startServerProcess } from "../testing/server-process.ts";
import { soon } from "../testing/soon.ts";

test.skipIf(findPostgres() === undefined)(
  "what a machine sends while PostgreSQL is away for long is acknowledged when it is in the log, and there once",
  async () => {
    const postgres = await startPostgres();
    const way = await wayTo(Number(new URL(postgres.url).port));
    const port = await freePort();
    const server = await startServerProcess({
      DATABASE_URL: postgres.url.replace(/:\d+\//, `:${way.port}/`),
      MQTT_PORT: String(port),
    });
    const sender = await connectAsync(`mqtt://127.0.0.1:${port}`);
    try {
      await server.send([site("PLANT-A"), item("FG-1")]);
      await way.cut();
      const published = Promise.all(
        counts(0, 3).map((fact) => sender.publishAsync("lockstep/facts/wms", JSON.stringify(fact), { qos: 1 })),
      );
      const isRefused = (): boolean => server.log.some(({ msg }) => msg.startsWith("the log cannot be written now"));
      await soon(isRefused).toBe(true);
      await way.join();
      await published;
      expect(await server.send(counts(0, 3))).toMatchObject({ accepted: 0, duplicates: 3, seq: 5 });
      const isLost = (msg: string): boolean => msg === "what a connector offered is not durable";
      expect(server.log.filter(({ level, msg }) => level >= 60 || isLost(msg))).toEqual([]);
    } finally {
      await sender.endAsync(true);
      await server.close();
      await postgres.stop();
    }
  },
);
