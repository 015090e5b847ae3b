import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { accepts, findMosquitto, freePort, processOwner, type Service, start, temporaryFolder } from "./services.ts";

/** A mosquitto that writes down each change, and takes anyone. */
export interface KeptMosquitto {
  readonly url: string;
  readonly port: number;
  /** Ends it as a failure of power does: SIGKILL. What it has written down stays. */
  kill(): Promise<void>;
  /** Starts it again at the same address, with what it has written down. */
  up(): Promise<void>;
  /** Ends it and deletes what it kept. */
  stop(): Promise<void>;
}

export async function startKeptMosquitto(): Promise<KeptMosquitto> {
  const program = findMosquitto();
  if (program === undefined) throw new Error("mosquitto is not installed; ask findMosquitto() first");
  const owner = processOwner("mosquitto");
  const kept = temporaryFolder("lockstep-mqtt-kept-", owner);
  const port = await freePort();
  const url = `mqtt://127.0.0.1:${port}`;
  const settings = [
    `listener ${port} 127.0.0.1`,
    "allow_anonymous true",
    "max_queued_messages 10000",
    "persistence true",
    `persistence_location ${kept}/`,
    "autosave_on_changes true",
    "autosave_interval 1",
  ];
  let running: Service | null = null;
  const kill = async (): Promise<void> => {
    await running?.stop();
    running = null;
  };
  const up = async (): Promise<void> => {
    if (running !== null) return;
    const folder = temporaryFolder("lockstep-mqtt-", owner);
    const config = join(folder, "mosquitto.conf");
    writeFileSync(config, `${settings.join("\n")}\n`);
    running = await start({
      ...{ program, args: ["-c", config], owner, folder, url },
      isReady: () => accepts(port),
      signal: "KILL",
    });
  };
  await up();
  return {
    ...{ url, port, kill, up },
    async stop() {
      await kill();
      rmSync(kept, { recursive: true, force: true });
    },
  };
}
