import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { ok, type Result, refuse } from "@lockstep/domain/result";

/** Listens, and says under which address people reach it; or in one line why it cannot. */
export function listen(server: Server, { host, port }: { host: string; port: number }): Promise<Result<URL, string>> {
  return new Promise((resolve) => {
    server.once("error", (error: NodeJS.ErrnoException) => resolve(refuse(reasonOf(error, host, port))));
    server.listen(port, host, () => {
      const { port: real } = server.address() as AddressInfo;
      resolve(ok(new URL(`http://${host.includes(":") ? `[${host}]` : host}:${real}`)));
    });
  });
}

function reasonOf(error: NodeJS.ErrnoException, host: string, port: number): string {
  switch (error.code) {
    case "EADDRINUSE":
      return `port ${port} on ${host} is in use: stop what uses it, or choose another with PORT`;
    case "EACCES":
      return `port ${port} may not be used by this user: choose one above 1023 with PORT`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `HOST=${host} is no address of this machine: use 127.0.0.1`;
    default:
      return `port ${port} on ${host} cannot be used: ${error.message}`;
  }
}
