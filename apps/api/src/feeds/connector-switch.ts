import type { ConnectorStatus, RunningConnector } from "./run-connector.ts";

/** A connector that can be stopped and started again while everything else goes on. */
export interface ConnectorSwitch<C extends RunningConnector = RunningConnector> {
  readonly status: ConnectorStatus;
  /** Null while it is stopped. */
  readonly running: C | null;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** `ended` is called whenever it has been told to stop. */
export function createSwitch<C extends RunningConnector>(
  begin: () => C,
  ended: () => void = () => {},
): ConnectorSwitch<C> {
  let current: C = begin();
  let stopped: Promise<void> | null = null;
  return {
    get status() {
      return stopped === null ? current.status : { ...current.status, isUp: false };
    },
    get running() {
      return stopped === null ? current : null;
    },
    async start() {
      const ending = stopped;
      if (ending === null) return;
      await ending;
      if (stopped !== ending) return;
      stopped = null;
      current = begin();
    },
    stop() {
      if (stopped !== null) return stopped;
      stopped = current.stop();
      ended();
      return stopped;
    },
  };
}
