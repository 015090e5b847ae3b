import type { PolledConnector, PolledSystem, Write } from "@lockstep/connectors/polled/contract";
import type { Instant } from "@lockstep/domain/instant";
import { canonicalText } from "@lockstep/domain/json";
import type { ConnectorCommandRow, Store } from "@lockstep/store/store";
import type { Log } from "../log.ts";

type CommandStore = Pick<
  Store,
  | "addConnectorCommand"
  | "updateConnectorCommand"
  | "findConnectorCommand"
  | "connectorCommands"
  | "connectorMemory"
  | "remember"
>;

export interface CommandsOptions {
  readonly id: string;
  readonly store: CommandStore;
  readonly now: () => Instant;
  readonly log: Log;
}

export interface AskedCommand {
  readonly commandId: string;
  readonly by: string;
  readonly command: unknown;
}

export type Asked =
  | { readonly kind: "taken"; readonly row: ConnectorCommandRow }
  /** The same id was used for something else. */
  | { readonly kind: "conflict" };

/**
 * What is asked of a foreign system: written down with the write that it means now, sent until there is an answer, and
 * the answer written down. A precondition is of the moment at which it was asked, however late it is sent.
 */
export interface Commands {
  ask(connector: PolledConnector, asked: AskedCommand): Promise<Asked>;
  /** Sends what waits; true if there was something. Rejects where the system does not answer: it still waits then. */
  send(system: PolledSystem): Promise<boolean>;
}

const WRITE = "write/";

export function createCommands({ id, store, now, log }: CommandsOptions): Commands {
  async function settle(row: ConnectorCommandRow, state: "applied" | "refused", reason: string | null): Promise<void> {
    await store.updateConnectorCommand({ ...row, state, reason, settledAt: now() });
    await store.remember(id, [[WRITE + row.commandId, null]]);
    log.info({ connector: id, commandId: row.commandId, state, reason }, "a command for a foreign system is settled");
  }

  return {
    async ask(connector, { commandId, by, command }) {
      const text = canonicalText(command);
      const before = await store.findConnectorCommand(id, commandId);
      if (before !== null) return before.command === text ? { kind: "taken", row: before } : { kind: "conflict" };
      const at = now();
      const planned = connector.write(command, commandId);
      const outcome = planned.ok
        ? ({ state: "pending", reason: null, settledAt: null } as const)
        : ({ state: "refused", reason: planned.error, settledAt: at } as const);
      const row = { connector: id, commandId, askedBy: by, askedAt: at, command: text, attempts: 0, ...outcome };
      if (planned.ok) await store.remember(id, [[WRITE + commandId, JSON.stringify(planned.value)]]);
      await store.addConnectorCommand(row);
      return { kind: "taken", row };
    },
    async send(system) {
      const waiting = await store.connectorCommands(id, "pending");
      if (waiting.length === 0) return false;
      const memory = new Map(await store.connectorMemory(id));
      for (const row of waiting) {
        const write = JSON.parse(memory.get(WRITE + row.commandId) ?? "null") as Write | null;
        if (write === null) {
          await settle(row, "refused", "What it meant is not known any more. Ask again.");
          continue;
        }
        const sent = { ...row, attempts: row.attempts + 1 };
        await store.updateConnectorCommand(sent);
        try {
          const applied = await system.apply(write);
          await settle(sent, applied.kind, applied.kind === "applied" ? null : applied.reason);
        } catch (error) {
          await store.updateConnectorCommand({ ...sent, reason: String(error) });
          throw error;
        }
      }
      return true;
    },
  };
}
