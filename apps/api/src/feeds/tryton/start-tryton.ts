import type { Offered } from "@lockstep/connectors/contract";
import type { Tryton } from "@lockstep/connectors/tryton/configuration";
import { createTryton, sourcesOf } from "@lockstep/connectors/tryton/tryton-connector";
import { SECOND } from "@lockstep/domain/instant";
import { createWayBack, type WayBack } from "../../way-back/way-back.ts";
import { type Commands, createCommands } from "../connector-commands.ts";
import { type PollingConnector, pollConnector } from "../poll-connector.ts";
import { readSecret } from "../secret.ts";
import type { FeedsOptions } from "../start-feeds.ts";
import { createTrytonRpc, type TrytonRpc } from "./tryton-rpc.ts";
import { createTrytonSystem } from "./tryton-system.ts";

const POLL_SECONDS = 10;
const RECONCILE_SECONDS = 600;
const OVERLAP_SECONDS = 120;

export type TrytonOptions = Pick<FeedsOptions, "env" | "store" | "feeds" | "writer" | "ledger" | "log"> & {
  readonly take: (offered: readonly Offered[]) => Promise<unknown>;
};

/** Asks a Tryton in turns, from now on. */
export function startTryton(config: Tryton, options: TrytonOptions): PollingConnector {
  const { env, store, feeds, writer, log, take } = options;
  const { id, pollSeconds, reconcileSeconds, overlapSeconds } = config;
  const now = () => Date.now();
  const commands = config.writeBack === true ? createCommands({ id, store, note: writer.note, now, log }) : null;
  return pollConnector({
    id,
    create: (entries) => createTryton(config, entries),
    connect: (stopped) =>
      createTrytonSystem({
        rpc: withSecret(config, { env, stopped }),
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
        feeds.heard(source, { at, time: null });
        writer.refresh();
      },
      trouble(source, why) {
        feeds.trouble(source, why);
        if (why !== null) writer.refresh();
      },
    },
    log,
    now,
  });
}

function wayBackOf(
  { back }: Tryton,
  commands: Commands | null,
  { writer, ledger, store }: TrytonOptions,
): WayBack | null {
  if (back === undefined || commands === null) return null;
  return createWayBack({ back, takesQuality: false, view: () => writer.view, ledger, store, commands });
}

interface Around {
  readonly env: FeedsOptions["env"];
  readonly stopped: AbortSignal;
}

/** The password is read when it is needed: one that was changed is used from the next start of the connector on. */
function withSecret(config: Tryton, { env, stopped }: Around): TrytonRpc {
  let rpc: TrytonRpc | null = null;
  return {
    async call(method, params, more) {
      if (rpc === null) {
        const password = await readSecret(config.password, env);
        if (!password.ok) throw new Error(`the password ${password.error}`);
        const { url, database, user } = config;
        rpc = createTrytonRpc({ url, database, user, password: password.value }, stopped);
      }
      return rpc.call(method, params, more);
    },
  };
}
