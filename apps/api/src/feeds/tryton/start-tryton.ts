import type { Offered } from "@lockstep/connectors/contract";
import type { Tryton } from "@lockstep/connectors/tryton/configuration";
import { createTryton, sourcesOf } from "@lockstep/connectors/tryton/tryton-connector";
import { type Millis, SECOND } from "@lockstep/domain/instant";
import { createWayBack, type WayBack } from "../../way-back/way-back.ts";
import { type Commands, createCommands } from "../connector-commands.ts";
import { POLL_SECONDS } from "../declared-of.ts";
import { type PollingConnector, pollConnector } from "../poll-connector.ts";
import { readSecret } from "../secret.ts";
import type { FeedsOptions } from "../start-feeds.ts";
import type { ToldOf } from "../told-of.ts";
import { SignInRefused } from "../trouble-kind.ts";
import { createTrytonRpc, type TrytonRpc } from "./tryton-rpc.ts";
import { createTrytonSystem } from "./tryton-system.ts";

const RECONCILE_SECONDS = 600;
const OVERLAP_SECONDS = 120;

export type TrytonOptions = Pick<FeedsOptions, "env" | "store" | "writer" | "ledger" | "log"> & {
  readonly told: ToldOf;
  readonly take: (offered: readonly Offered[]) => Promise<unknown>;
};

/** Asks a Tryton in turns, from now on. */
export function startTryton(config: Tryton, options: TrytonOptions): PollingConnector {
  const { env, store, told, writer, log, take } = options;
  const { id, pollSeconds, reconcileSeconds, overlapSeconds } = config;
  const now = () => Date.now();
  const commands = config.writeBack === true ? createCommands({ id, store, note: writer.note, now, log }) : null;
  return pollConnector({
    id,
    create: (entries) => createTryton(config, entries),
    connect: (stopped, patience) =>
      createTrytonSystem({
        rpc: withSecret(config, { env, stopped, patience }),
        overlapSeconds: overlapSeconds ?? OVERLAP_SECONDS,
        now,
      }),
    sources: sourcesOf(config),
    pollMs: (pollSeconds ?? POLL_SECONDS) * SECOND,
    reconcileMs: (reconcileSeconds ?? RECONCILE_SECONDS) * SECOND,
    store,
    commands,
    wayBack: wayBackOf(config, commands, options),
    take,
    feeds: {
      confirmed(source, at) {
        told.heard(source, at);
        writer.refresh();
      },
      trouble: told.trouble,
      failed: told.failed,
    },
    log,
    now,
  });
}

function wayBackOf(
  { id, back }: Tryton,
  commands: Commands | null,
  { writer, ledger, store }: TrytonOptions,
): WayBack | null {
  if (back === undefined || commands === null) return null;
  return createWayBack({ id, back, takesQuality: false, views: writer, ledger, store, commands });
}

interface Around {
  readonly env: FeedsOptions["env"];
  readonly stopped: AbortSignal;
  readonly patience: () => Millis;
}

/** The password is read when it is needed: one that was changed is used from the next start of the connector on. */
function withSecret(config: Tryton, { env, stopped, patience }: Around): TrytonRpc {
  let rpc: TrytonRpc | null = null;
  return {
    async call(method, params, more) {
      if (rpc === null) {
        const password = await readSecret(config.password, env);
        if (!password.ok) throw new SignInRefused(`the password ${password.error}`);
        const { url, database, user } = config;
        rpc = createTrytonRpc({ url, database, user, password: password.value }, stopped, patience);
      }
      return rpc.call(method, params, more);
    },
  };
}
