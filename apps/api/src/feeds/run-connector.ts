import type { Answer, Connector, Happening, Health, Noticed, Offered } from "@lockstep/connectors/contract";
import { type MqttCommand, type MqttMessage, refusedMessage } from "@lockstep/connectors/mqtt/message";
import type { MqttConnector } from "@lockstep/connectors/mqtt/mqtt-connector";
import type { Instant } from "@lockstep/domain/instant";
import type { Log } from "../log.ts";
import type { Trouble } from "../view/feeds.ts";
import type { Link, LinkEvents } from "./link.ts";

export interface ConnectorRun {
  readonly id: string;
  readonly machine: MqttConnector;
  readonly open: (events: LinkEvents) => Link;
  /** Resolves when they are durable. */
  readonly take: (offered: readonly Offered[]) => Promise<unknown>;
  readonly health: (changes: readonly Health[]) => void;
  readonly notice: (found: readonly Noticed[]) => void;
  /** Nothing can come, and why; null: it can again. */
  readonly lost: (why: Trouble | null) => void;
  /** The connector or its connection has failed. */
  readonly failed: () => void;
  readonly log: Log;
}

/** How a connector fares, for operations. */
export interface ConnectorStatus {
  readonly id: string;
  readonly isUp: boolean;
  readonly messages: number;
  readonly offered: number;
  readonly refused: number;
  readonly ignored: number;
  /** How often its connection broke off or failed, or it did itself. */
  readonly failures: number;
  readonly lastMessageAt: Instant | null;
}

export interface RunningConnector {
  readonly status: ConnectorStatus;
  stop(): Promise<void>;
}

/** One connector with its connection and its timer. Whatever happens to it happens to no other. */
export function runConnector(run: ConnectorRun): RunningConnector {
  const { id, machine, open, take, health, notice, lost, log } = run;
  let connector: Connector<MqttMessage, MqttCommand> = machine.create();
  let timer: NodeJS.Timeout | null = null;
  let upSince: Instant | null = null;
  let isStopping = false;
  let latest = 0;
  const count = { messages: 0, offered: 0, refused: 0, ignored: 0, failures: 0 };
  let lastMessageAt: Instant | null = null;

  /** The wall clock may be set back; a connector's never is. */
  function now(): Instant {
    latest = Math.max(latest, Date.now());
    return latest;
  }

  async function happen(happening: Happening<MqttMessage>): Promise<void> {
    const { offered, commands, health: changes, noticed = [], wakeAt, ignored } = handle(happening);
    count.ignored += ignored;
    count.offered += offered.length;
    count.refused += offered.filter((one) => "refused" in one).length;
    for (const command of commands) link.send(command);
    wake(wakeAt);
    if (offered.length > 0) await take(offered);
    if (changes.length > 0) health(changes);
    if (noticed.length > 0) notice(noticed);
    for (const { rule, subject, text } of noticed) if (text !== null) log.warn({ connector: id, rule, subject }, text);
  }

  /** A mistake in a connector costs it what it knew, and nobody else anything. */
  function handle(happening: Happening<MqttMessage>): Answer<MqttCommand> {
    try {
      return connector.handle(happening);
    } catch (error) {
      log.error({ connector: id, err: error }, "a connector has failed; it begins anew");
      fail();
      connector = machine.create();
      const begun = upSince === null ? [] : connector.handle({ kind: "up", at: upSince }).commands;
      const reason = "The connector failed on this message: this is a mistake in the program, please report it.";
      const kept = { rule: "connector-failed", reason };
      const offered = happening.kind === "message" ? [refusedMessage(happening.message, kept)] : [];
      return { offered, commands: begun, health: [], wakeAt: null, ignored: 0 };
    }
  }

  function fail(): void {
    count.failures += 1;
    run.failed();
  }

  function wake(at: Instant | null): void {
    if (timer !== null) clearTimeout(timer);
    timer = at === null || isStopping ? null : setTimeout(() => settle({ kind: "time", at: now() }), at - now() + 1);
  }

  function settle(happening: Happening<MqttMessage>): void {
    happen(happening).catch((error: unknown) => {
      if (!isStopping) log.error({ connector: id, err: error }, "what a connector offered is not durable");
    });
  }

  const link = open({
    up(at) {
      if (isStopping) return;
      upSince = at;
      lost(null);
      log.info({ connector: id }, "a connector is connected");
      settle({ kind: "up", at });
    },
    down(_, { kind, why, againInMs }) {
      if (isStopping) return;
      upSince = null;
      fail();
      log.warn({ connector: id, why, againInMs }, "a connector has no connection");
      lost({ kind, text: `There is no connection to its broker: ${why}.` });
      settle({ kind: "down", at: now() });
    },
    message(message) {
      if (isStopping) return Promise.reject(new Error("shutting down"));
      lastMessageAt = now();
      count.messages += 1;
      return happen({ kind: "message", at: lastMessageAt, message });
    },
  });

  return {
    get status() {
      return { id, isUp: upSince !== null, ...count, lastMessageAt };
    },
    async stop() {
      isStopping = true;
      if (timer !== null) clearTimeout(timer);
      await link.stop(upSince === null ? null : machine.will(now()));
    },
  };
}
