import { type HttpOut, postOf } from "@lockstep/connectors/back/http-out";
import { type Instant, type Millis, SECOND } from "@lockstep/domain/instant";
import { reasonIn } from "../../errors.ts";
import { createWayBack } from "../../way-back/way-back.ts";
import { backoffMs } from "../backoff.ts";
import { createCommands } from "../connector-commands.ts";
import { feedOfTarget, POLL_SECONDS } from "../declared-of.ts";
import type { PollingConnector } from "../poll-connector.ts";
import { startRounds } from "../rounds.ts";
import { readSecret } from "../secret.ts";
import type { FeedsOptions } from "../start-feeds.ts";
import type { ToldOf } from "../told-of.ts";
import { SignInRefused, troubleKindOf } from "../trouble-kind.ts";
import { createHttpOut } from "./http-out-system.ts";

const planner = { write: postOf };

type Options = Pick<FeedsOptions, "env" | "store" | "writer" | "ledger" | "log"> & { readonly told: ToldOf };

/** Tells a system by HTTP what is verified, from now on; it reads nothing. */
export function startHttpOut(config: HttpOut, { env, store, writer, ledger, told, log }: Options): PollingConnector {
  const { id, url, password, back, writeBack, pollSeconds } = config;
  const feed = feedOfTarget(config);
  const stopping = new AbortController();
  const commands = createCommands({ id, store, note: writer.note, now: Date.now, log });
  const wayBack = createWayBack({ back, takesQuality: true, view: () => writer.view, ledger, store, commands });
  const system = createHttpOut({ url, token }, stopping.signal);
  const count = { messages: 0, offered: 0, refused: 0, ignored: 0, failures: 0 };
  let inARow = 0;
  let lastMessageAt: Instant | null = null;

  async function token(): Promise<string | null> {
    if (password === undefined) return null;
    const secret = await readSecret(password, env);
    if (!secret.ok) throw new SignInRefused(`the password ${secret.error}`);
    return secret.value;
  }

  async function round(): Promise<Millis> {
    try {
      if (writeBack) await wayBack.plan(planner);
      const hasSent = writeBack && (await commands.send(system));
      inARow = 0;
      count.messages += 1;
      lastMessageAt = Date.now();
      told.trouble(feed, null);
      if (hasSent) told.heard(feed, lastMessageAt);
      return hasSent ? 0 : (pollSeconds ?? POLL_SECONDS) * SECOND;
    } catch (error) {
      inARow += 1;
      count.failures += 1;
      const why = reasonIn(error);
      if (!stopping.signal.aborted) {
        log.warn({ connector: id, why, inARow }, "a system could not be told");
        told.failed();
        told.trouble(feed, { kind: troubleKindOf(error), text: `It cannot be told: ${why}.` });
      }
      return backoffMs(inARow, Math.random());
    }
  }

  const rounds = startRounds(round, stopping);
  return {
    get status() {
      return { id, isUp: inARow === 0 && lastMessageAt !== null, ...count, lastMessageAt };
    },
    async ask(command) {
      if (!writeBack) return { kind: "read-only" };
      const asked = await commands.ask(planner, command);
      rounds.wake();
      return asked;
    },
    async decide(decision) {
      const decided = await commands.decide(planner, decision);
      rounds.wake();
      return decided;
    },
    stop: rounds.stop,
  };
}
