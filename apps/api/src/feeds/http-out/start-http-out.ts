import { type HttpOut, postOf } from "@lockstep/connectors/back/http-out";
import { type Instant, type Millis, SECOND } from "@lockstep/domain/instant";
import { reasonIn } from "../../errors.ts";
import { createWayBack } from "../../way-back/way-back.ts";
import { backoffMs } from "../backoff.ts";
import { createCommands, type Sent, type Waits } from "../connector-commands.ts";
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
  const wayBack = createWayBack({ id, back, takesQuality: true, views: writer, ledger, store, commands });
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
      return after(writeBack ? await commands.send(system) : NOTHING_SENT);
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

  /** Answers how long to wait for the next round. One that waits is told of as long as it does. */
  function after({ isMore, isAway, failures, waits }: Sent): Millis {
    count.messages += 1;
    count.failures += failures;
    for (let k = 0; k < failures; k += 1) told.failed();
    inARow = isAway ? inARow + 1 : 0;
    if (!isAway) lastMessageAt = Date.now();
    if (isMore) told.heard(feed, Date.now());
    told.trouble(feed, waits === null ? null : { kind: waits.kind, text: wordsOf(waits) });
    if (isAway) return backoffMs(inARow, Math.random());
    if (isMore) return 0;
    return Math.min((pollSeconds ?? POLL_SECONDS) * SECOND, waits?.nextInMs ?? Number.POSITIVE_INFINITY);
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

const NOTHING_SENT: Sent = { isMore: false, isAway: false, failures: 0, waits: null };

const wordsOf = ({ count, reason }: Waits): string =>
  `${count === 1 ? "1 command is" : `${count} commands are`} not taken: ${reason}.`;
