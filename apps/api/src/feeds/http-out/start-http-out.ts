import { type HttpOut, postOf } from "@lockstep/connectors/back/http-out";
import { type Instant, type Millis, SECOND } from "@lockstep/domain/instant";
import { atMost } from "../../at-most.ts";
import { createWayBack } from "../../way-back/way-back.ts";
import { backoffMs } from "../backoff.ts";
import { createCommands } from "../connector-commands.ts";
import type { PollingConnector } from "../poll-connector.ts";
import { readSecret } from "../secret.ts";
import type { FeedsOptions } from "../start-feeds.ts";
import { createHttpOut } from "./http-out-system.ts";

const POLL_SECONDS = 10;
const STOP_MS = 1_000;
const planner = { write: postOf };

type Options = Pick<FeedsOptions, "env" | "store" | "writer" | "ledger" | "log">;

/** Tells a system by HTTP what is verified, from now on; it reads nothing. */
export function startHttpOut(config: HttpOut, { env, store, writer, ledger, log }: Options): PollingConnector {
  const { id, url, password, back, writeBack, pollSeconds } = config;
  const stopping = new AbortController();
  const commands = createCommands({ id, store, note: writer.note, now: Date.now, log });
  const wayBack = createWayBack({ back, takesQuality: true, view: () => writer.view, ledger, store, commands });
  const system = createHttpOut({ url, token }, stopping.signal);
  const count = { messages: 0, offered: 0, refused: 0, ignored: 0, failures: 0 };
  let inARow = 0;
  let lastMessageAt: Instant | null = null;
  let wake: () => void = () => {};

  async function token(): Promise<string | null> {
    if (password === undefined) return null;
    const secret = await readSecret(password, env);
    if (!secret.ok) throw new Error(`the password ${secret.error}`);
    return secret.value;
  }

  async function run(): Promise<void> {
    while (!stopping.signal.aborted) {
      let pause = (pollSeconds ?? POLL_SECONDS) * SECOND;
      try {
        if (writeBack) await wayBack.plan(planner);
        if (writeBack && (await commands.send(system))) pause = 0;
        inARow = 0;
        count.messages += 1;
        lastMessageAt = Date.now();
      } catch (error) {
        if (stopping.signal.aborted) return;
        inARow += 1;
        count.failures += 1;
        log.warn({ connector: id, why: String(error), inARow }, "a system could not be told");
        pause = backoffMs(inARow, Math.random());
      }
      await sleep(pause);
    }
  }

  function sleep(milliseconds: Millis): Promise<void> {
    return new Promise((resolve) => {
      if (stopping.signal.aborted) return resolve();
      const timer = setTimeout(resolve, milliseconds);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  const ended = run();
  return {
    get status() {
      return { id, isUp: inARow === 0 && lastMessageAt !== null, ...count, lastMessageAt };
    },
    async ask(command) {
      if (!writeBack) return { kind: "read-only" };
      const asked = await commands.ask(planner, command);
      wake();
      return asked;
    },
    async decide(decision) {
      const decided = await commands.decide(planner, decision);
      wake();
      return decided;
    },
    async stop() {
      stopping.abort();
      wake();
      await atMost(STOP_MS, ended);
    },
  };
}
