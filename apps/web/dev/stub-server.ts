import { readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { extname, join, normalize } from "node:path";
import type { ClientToServer, DeltaFrame, LiveException, LiveOrderLine, ServerToClient } from "@lockstep/protocol/live";
import { buildSchema, graphql } from "graphql";
import { Server as SocketServer } from "socket.io";
import { stubRoot } from "./stub-answers.ts";
import { makeStubPlant, type StubPlant } from "./stub-plant.ts";

/** A server that behaves as badly as it is told to: for the page's own browser tests, and for looking at the page. */
export interface StubServer {
  readonly plant: StubPlant;
  readonly url: string;
  /** Changes an exception and tells everyone, as the API does. */
  change(id: string, patch: Record<string, unknown>): unknown;
  /** Changes an exception and loses the frame that says so. */
  lose(id: string, patch: Record<string, unknown>): void;
  resync(): void;
  /** Answers nothing any more, without closing a connection. */
  setDeaf(deaf: boolean): void;
  setRefusal(refusal: { code: string; message: string } | null): void;
  close(): Promise<void>;
}

const root = new URL("..", import.meta.url).pathname;
const schema = buildSchema(
  readFileSync(new URL("../../../packages/protocol/src/schema.graphql", import.meta.url), "utf8"),
);
const TYPES: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
};

export async function startStubServer(options: { port: number; size: number }): Promise<StubServer> {
  const plant = makeStubPlant(options.size, Date.now());
  let deaf = false;
  let refusal: { code: string; message: string } | null = null;
  const http = createServer((request, response) => {
    if (deaf) return;
    if (request.url?.startsWith("/graphql")) {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        response.setHeader("content-type", "application/json");
        if (refusal) {
          response.end(
            JSON.stringify({ data: null, errors: [{ message: refusal.message, extensions: { code: refusal.code } }] }),
          );
          return;
        }
        const { query, variables } = JSON.parse(body);
        plant.asOf.now = new Date().toISOString();
        void graphql({ schema, source: query, variableValues: variables, rootValue: stubRoot(plant, change) }).then(
          (answer) => response.end(JSON.stringify(answer)),
        );
      });
      return;
    }
    serveFile(request.url ?? "/", (status, type, content) => {
      response.writeHead(status, { "content-type": type });
      response.end(content);
    });
  });
  const sockets = new SocketServer<ClientToServer, ServerToClient>(http);
  const live = sockets.of("/live");
  live.on("connection", (socket) => {
    socket.on("watch", (request, answer) => {
      if (deaf) return;
      if (request.since > plant.asOf.seq || request.since < plant.asOf.seq) {
        answer({ ok: true, seq: plant.asOf.seq });
        socket.emit("resync", { seq: plant.asOf.seq });
        return;
      }
      void socket.join("all");
      answer({ ok: true, seq: plant.asOf.seq });
    });
    socket.on("beat", (answer) => {
      if (!deaf) answer({ seq: plant.asOf.seq, at: new Date().toISOString() });
    });
  });

  const apply = (id: string, patch: Record<string, unknown>): DeltaFrame => {
    const before = plant.exceptions.get(id);
    const fromSeq = plant.asOf.seq;
    plant.asOf.seq += 1;
    plant.asOf.now = new Date().toISOString();
    const after = before ? { ...before, ...patch } : null;
    if (after) plant.exceptions.set(id, after);
    const estimate = patch["estimate"];
    return {
      fromSeq,
      toSeq: plant.asOf.seq,
      now: plant.asOf.now,
      factAt: plant.asOf.now,
      exceptions: after ? [after as LiveException] : [],
      removedExceptions: [],
      orderLines:
        after && typeof estimate === "string"
          ? projectOn(
              plant,
              after.impacted.map((hit) => hit.line),
              estimate,
            )
          : [],
      removedOrderLines: [],
      feeds: [],
      presence: [],
    };
  };
  const change = (id: string, patch: Record<string, unknown>): unknown => {
    const frame = apply(id, patch);
    if (!deaf) live.to("all").emit("delta", frame);
    return plant.exceptions.get(id);
  };

  await new Promise<void>((resolve) => http.listen(options.port, "127.0.0.1", resolve));
  return {
    plant,
    url: `http://127.0.0.1:${options.port}`,
    change,
    lose: (id, patch) => void apply(id, patch),
    resync: () => void live.emit("resync", { seq: plant.asOf.seq }),
    setDeaf(next) {
      deaf = next;
    },
    setRefusal(next) {
      refusal = next;
    },
    close: () => closeAll(sockets, http),
  };
}

/** A crude projection: what waits for the cause is delivered when it is over. */
function projectOn(plant: StubPlant, ids: readonly string[], at: string): LiveOrderLine[] {
  return ids.flatMap((id) => {
    const line = plant.lines.get(id);
    if (!line) return [];
    const moved = { ...line, projectedDelivery: new Date(at).toISOString() };
    plant.lines.set(id, moved);
    return [moved];
  });
}

async function closeAll(sockets: SocketServer<ClientToServer, ServerToClient>, http: Server): Promise<void> {
  http.closeAllConnections();
  await sockets.close();
}

function serveFile(url: string, answer: (status: number, type: string, content: Buffer) => void): void {
  const path = normalize(new URL(url, "http://x").pathname);
  const file = extname(path) === "" ? "index.html" : path;
  try {
    answer(200, TYPES[extname(file)] ?? "application/octet-stream", readFileSync(join(root, "dist", file)));
  } catch {
    answer(404, "text/plain", Buffer.from("not found"));
  }
}
