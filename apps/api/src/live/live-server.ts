import type { Server as HttpServer } from "node:http";
import type { Duplex } from "node:stream";
import type { Ledger } from "@lockstep/domain/ledger";
import type { ClientToServer, DeltaFrame, LivePresence, LiveTopic, ServerToClient } from "@lockstep/protocol/live";
import { squash } from "@lockstep/protocol/squash";
import { type Socket as AnySocket, Server } from "socket.io";
import type { Code } from "../errors.ts";
import type { Identity } from "../identity/identity.ts";
import type { Origins } from "../identity/origin.ts";
import { may, rightToTopic } from "../identity/rights.ts";
import type { Viewer } from "../identity/viewer.ts";
import type { Log } from "../log.ts";
import { withoutMoney } from "../money/hide-money.ts";
import type { View } from "../view/view.ts";
import { audienceKey, checkWatch } from "./audience.ts";
import { createPace, type Pace } from "./pace.ts";
import { createPaintCheck } from "./paint-check.ts";
import { createPresence, TYPING_FOR_MS } from "./presence.ts";
import { type Audience, frameFor, type Publication } from "./publication.ts";
import { createRing } from "./ring.ts";
import { isTooSlow } from "./slow.ts";
import { wholeOf } from "./whole.ts";

type Acknowledge = Parameters<ClientToServer["watch"]>[1];

/** So long a client may take to close its connection when the server ends. */
const GOODBYE_MS = 1_000;
const RING = { publications: 2_000, rows: 100_000 };

interface SocketData {
  viewer: Viewer;
  room: Room | null;
  /** What was shown when it was told last to read again; null: it was not. */
  readAfter: number | null;
  /** Stops listening for the end of who it is. */
  forget: () => void;
  /** By whose session it is here. */
  session: string | null;
}
type Socket = AnySocket<ClientToServer, ServerToClient, Record<string, never>, SocketData>;

/** Those who watch the same topics with the same eyes: they get the very same frames. */
interface Room {
  readonly key: string;
  readonly audience: Audience;
  readonly sockets: Set<Socket>;
  /** Sockets that have read further than the room was told, with the state that they have read. */
  readonly joining: Map<Socket, Position>;
  readonly presence: Map<string, LivePresence>;
  /** The last revision that all in the room know. */
  sent: number;
  timer: NodeJS.Timeout | null;
  readonly pace: Pace;
}

interface Position {
  readonly seq: number;
  readonly revision: number;
}

export interface LiveServerOptions {
  readonly http: HttpServer;
  readonly view: () => View;
  readonly ledger: Ledger;
  readonly log: Log;
  readonly onFrame: (delayMs: number | null) => void;
  /** A page says how long a fact took to its screen. */
  /** Of all that came to a screen, or once more of news: of a card that is new or graver. */
  readonly onPainted: (delayMs: number, kind: "all" | "news") => void;
  readonly identity: Identity;
  readonly origins: Origins;
}

export interface LiveServer {
  publish(publication: Publication): void;
  /** What they are told in the app is another than before. */
  tell(people: ReadonlySet<string>): void;
  readonly sockets: number;
  close(): Promise<void>;
}

/** The `/live` namespace: every change once, in order, to those who may see it. */
export function createLiveServer(options: LiveServerOptions): LiveServer {
  const { http, view, ledger, log, onFrame, onPainted, identity, origins } = options;
  const io = new Server<ClientToServer, ServerToClient, Record<string, never>, SocketData>(http, {
    serveClient: false,
    maxHttpBufferSize: 100_000,
    allowRequest: ({ headers }, answer) =>
      answer(null, origins.isOwnOrigin(headers) && origins.isOwnHost(headers.host)),
  });
  const live = io.of("/live");
  /** Those that hold a web socket: a client that stands still closes none. */
  const lines = new Set<Duplex>();
  http.on("upgrade", (_, socket) => {
    lines.add(socket);
    socket.once("close", () => lines.delete(socket));
  });
  const start = view();
  const whole = start.seq === 0 ? null : wholeOf(start, ledger);
  const ring = createRing({ seq: start.seq, revision: start.revision, whole }, RING);
  const rooms = new Map<string, Room>();
  const presence = createPresence();

  live.use((socket, next) => {
    const { auth, headers } = socket.handshake;
    const no = (message: string, code: Code = "UNAUTHENTICATED"): void =>
      next(Object.assign(new Error(message), { data: { code, message } }));
    identity.ofSocket(auth["token"], headers).then(
      (who) => {
        if (!who.ok) return no(who.error);
        socket.data.viewer = identity.shownMoney(who.value.viewer);
        socket.data.room = null;
        socket.data.readAfter = null;
        socket.data.session = who.value.session?.idHash ?? null;
        // Whose session ends, or whose token runs out, is told nothing more from that moment on.
        socket.data.forget = who.value.onEnd(() => {
          leave(socket);
          socket.disconnect(true);
        });
        next();
      },
      (error: unknown) => {
        log.error(error, "it could not be found out whose a socket is");
        no("The provider that vouches for people cannot be asked now: try again in a while.", "UNAVAILABLE");
      },
    );
  });

  live.on("connection", (socket) => {
    socket.on("watch", (...given) => {
      const [request] = given;
      // Who asks for no answer is told what they watch all the same; who says nothing has the answer in its place.
      const answer = given.find((one) => typeof one === "function");
      const acknowledge: Acknowledge = answer ?? (() => {});
      const checked = checkWatch(request);
      if (!checked.ok) {
        acknowledge({ ok: false, error: { code: "BAD_USER_INPUT", message: checked.error } });
        return;
      }
      const forbidden = [...checked.value.topics].map((topic) => may(rightToTopic(topic), socket.data.viewer));
      const refused = forbidden.find((one) => !one.ok);
      if (refused?.ok === false) {
        acknowledge({ ok: false, error: refused.error });
        return;
      }
      leave(socket);
      const { seq } = view();
      acknowledge({ ok: true, seq });
      const { since, topics } = checked.value;
      // Who is there is told to whoever comes, whatever they have read.
      const isOfThoseThere = topics.size === 1 && topics.has("presence");
      const readAfter = isOfThoseThere ? view().revision : socket.data.readAfter;
      const revision = since > seq ? null : ring.revisionOf(since, readAfter);
      if (revision === null) tellToRead(socket);
      else join(socket, topics, { seq: since, revision });
    });
    socket.on("look", (exception) => {
      if (socket.data.viewer.seenBy !== undefined || (exception !== null && typeof exception !== "string")) return;
      tellPresence(presence.look(socket.id, { user: socket.data.viewer.name, looksAt: exception }));
    });
    let typed: NodeJS.Timeout | null = null;
    const types = (exception: string | null): void => {
      if (typed !== null) clearTimeout(typed);
      typed = exception === null ? null : setTimeout(() => types(null), TYPING_FOR_MS);
      tellPresence(presence.type(socket.id, socket.data.viewer.name, exception));
    };
    socket.on("typing", (exception) => {
      if (socket.data.viewer.seenBy !== undefined) return;
      if (exception === null || typeof exception === "string") types(exception);
    });
    const check = { all: createPaintCheck(), news: createPaintCheck() };
    socket.on("painted", (all, news) => {
      const at = performance.now();
      for (const delay of check.all(all, at)) onPainted(delay, "all");
      for (const delay of check.news(news, at)) onPainted(delay, "news");
    });
    socket.on("beat", (acknowledge) => {
      if (socket.data.session !== null) identity.sessions.use(socket.data.session);
      if (typeof acknowledge === "function") acknowledge({ seq: view().seq, at: new Date().toISOString() });
    });
    socket.on("disconnect", () => {
      socket.data.forget();
      if (typed !== null) clearTimeout(typed);
      leave(socket);
      tellPresence(presence.leave(socket.id));
    });
  });

  function join(socket: Socket, topics: ReadonlySet<LiveTopic>, position: Position): void {
    const room = roomFor({ topics, viewer: socket.data.viewer });
    socket.data.room = room;
    room.sockets.add(socket);
    const hasPresence = topics.has("presence") && presence.everyone().length > 0;
    const isInStep = position.revision === room.sent && position.seq === ring.seqAt(room.sent);
    if (isInStep && !hasPresence) {
      void socket.join(room.key);
      return;
    }
    room.joining.set(socket, position);
    schedule(room);
  }

  function roomFor(audience: Audience): Room {
    const key = audienceKey(audience);
    const known = rooms.get(key);
    if (known !== undefined) return known;
    const room: Room = {
      key,
      audience,
      sockets: new Set(),
      joining: new Map(),
      presence: new Map(),
      sent: view().revision,
      timer: null,
      pace: createPace(),
    };
    rooms.set(key, room);
    return room;
  }

  function leave(socket: Socket): void {
    const { room } = socket.data;
    if (room === null) return;
    socket.data.room = null;
    room.sockets.delete(socket);
    room.joining.delete(socket);
    void socket.leave(room.key);
    if (room.sockets.size > 0) return;
    if (room.timer !== null) clearTimeout(room.timer);
    rooms.delete(room.key);
  }

  function schedule(room: Room): void {
    if (room.timer !== null) return;
    const wait = Math.max(0, room.pace.nextAt - performance.now());
    room.timer = setTimeout(() => {
      room.timer = null;
      flush(room);
    }, wait);
  }

  /** Tells all in the room what they do not know yet; those who join catch up on their own and are then in step. */
  function flush(room: Room): void {
    for (const socket of room.sockets) if (isTooSlow(socket.conn)) resync(socket);
    const told = ring.after(room.sent);
    const before = told[0]?.fromSeq ?? view().seq;
    room.sent = view().revision;
    const now = performance.now();
    room.pace.sends(now, view().seq - before);
    const present = [...room.presence.values()];
    room.presence.clear();
    const settled = room.sockets.size - room.joining.size;
    if (settled > 0 && (told.length > 0 || present.length > 0)) {
      const frame = frameOf(room, told, { fromSeq: before, present });
      live.to(room.key).emit("delta", frame);
      onFrame(frame.factAt === null ? null : Date.now() - Date.parse(frame.factAt));
    }
    const here = room.audience.topics.has("presence") ? presence.everyone() : [];
    for (const { seq, revision, sockets } of fromSamePosition(room.joining)) {
      const missed = ring.after(revision);
      if (missed.length > 0 || here.length > 0) {
        const frame = frameOf(room, missed, { fromSeq: seq, present: here });
        live.to(sockets.map(({ id }) => id)).emit("delta", frame);
      }
      for (const socket of sockets) void socket.join(room.key);
    }
    room.joining.clear();
    room.pace.took(performance.now() - now);
  }

  function frameOf(
    room: Room,
    publications: readonly Publication[],
    { fromSeq, present }: { readonly fromSeq: number; readonly present: readonly LivePresence[] },
  ): DeltaFrame {
    const joined = squash(publications.map((publication) => frameFor(publication, room.audience)));
    const { seq, clock } = view();
    const frame = joined ?? emptyFrame(seq, new Date(clock).toISOString());
    const { viewer } = room.audience;
    const seen = present.map((one) => presence.asSeenBy(one, viewer, view()));
    return { ...(viewer.withoutMoney === true ? withoutMoney(frame) : frame), fromSeq, presence: seen };
  }

  function resync(socket: Socket): void {
    leave(socket);
    log.warn({ user: socket.data.viewer.name }, "a client is too slow for the deltas and has to read again");
    tellToRead(socket);
  }

  function tellToRead(socket: Socket): void {
    const { seq, revision } = view();
    socket.data.readAfter = revision;
    socket.emit("resync", { seq });
  }

  function tellPresence(changed: readonly LivePresence[]): void {
    if (changed.length === 0) return;
    for (const room of rooms.values()) {
      if (!room.audience.topics.has("presence")) continue;
      for (const one of changed) room.presence.set(one.user, one);
      schedule(room);
    }
  }

  return {
    publish(publication) {
      ring.push(publication);
      for (const room of rooms.values()) schedule(room);
    },
    tell(people) {
      if (people.size === 0) return;
      for (const socket of live.sockets.values()) if (people.has(socket.data.viewer.name)) socket.emit("told");
    },
    get sockets() {
      return live.sockets.size;
    },
    async close() {
      for (const room of rooms.values()) {
        if (room.timer !== null) clearTimeout(room.timer);
        flush(room);
      }
      live.disconnectSockets(true);
      const closed = io.close();
      const cut = setTimeout(() => {
        for (const socket of lines) socket.destroy();
      }, GOODBYE_MS);
      await closed;
      clearTimeout(cut);
    },
  };
}

/** Many come back at once, with the same state read: what they missed is made, and written down, once. */
function fromSamePosition(joining: Room["joining"]): Iterable<Position & { readonly sockets: readonly Socket[] }> {
  const groups = new Map<string, Position & { readonly sockets: Socket[] }>();
  for (const [socket, position] of joining) {
    const key = `${position.revision} ${position.seq}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { ...position, sockets: [socket] });
    else known.sockets.push(socket);
  }
  return groups.values();
}

const emptyFrame = (seq: number, now: string): DeltaFrame => ({
  fromSeq: seq,
  toSeq: seq,
  now,
  factAt: null,
  exceptions: [],
  removedExceptions: [],
  orderLines: [],
  removedOrderLines: [],
  feeds: [],
  presence: [],
});
