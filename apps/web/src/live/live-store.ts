import type { DeltaFrame } from "@lockstep/protocol/live";
import type { BoardRead, LiveStore, LiveStoreOptions, Phase, Refusal, Snapshot } from "./contract.ts";
import { createDelayMeter } from "./delay.ts";
import { applyFrames, type BoardState, join } from "./frames.ts";
import { bringsNews, createPaintPace } from "./paint-pace.ts";

/** What has come waits for so long after a touch, whose own answer is drawn first; and for so long at most. */
const AFTER_TOUCH_MS = 200;
const HELD_MS = 1_000;
const BEAT_EVERY_MS = 1_000;
const SILENCE_MS = 2_500;
const WATCH_EVERY_MS = 250;
/** So long a frame may lag behind the server's own word on its sequence. */
const LAG_MS = 1_500;
/** A reading that has not become live by then is begun anew: an answer, or the watch itself, may have been lost. */
const JOIN_LIMIT_MS = 15_000;
/** Delays to the screen that the server is told of with each beat. */
const MOST_TOLD = 20;
const READ_AGAIN_MS = [500, 1_000, 2_000, 4_000] as const;

/** Milliseconds from a fact's receipt to the screen. */
interface Delays {
  readonly all: number[];
  /** Of them, those whose frame brought news. */
  readonly news: number[];
}

interface Queued {
  readonly frame: DeltaFrame;
  /** Somebody may have to act on what it brings. */
  readonly isNews: boolean;
}

interface Unpainted {
  readonly version: number;
  readonly at: number;
  readonly isNews: boolean;
}

export function createLiveStore({ socket, read, dropReads, afterPaint, touchedAt }: LiveStoreOptions): LiveStore {
  const listeners = new Set<() => void>();
  const meter = createDelayMeter();
  let shown: Snapshot = {
    phase: { kind: "loading" },
    frozen: false,
    state: null,
    version: 0,
    changedIn: new Map(),
    liveFromSeq: 0,
    heardAt: Date.now(),
    knownAt: null,
    clockOffsetMs: 0,
  };
  let liveFromSeq = 0;
  /** Of the reading that is being joined; null: it has become live. */
  let joining: number | null = null;
  let base: BoardState | null = null;
  let queue: Queued[] = [];
  let headSeq = 0;
  /** What is read before the first connection: the server says with `resync` if it knows nothing of that moment. */
  let early: Promise<BoardRead | Refusal> | null = null;
  /** Counts readings, so that an answer to an older one is dropped. */
  let reading = 0;
  let watching = false;
  let catchUpTo: number | null = null;
  let behindSince: number | null = null;
  /** Nothing fresh has been heard for too long: only a fresh word on the sequence brings trust back. */
  let silent = false;
  let failures = 0;
  let heardAt = Date.now();
  let knownAt: string | null = null;
  let manualClock = false;
  let phase: Phase = shown.phase;
  let clockOffsetMs: number | null = 0;
  /** What had come before the page was opened, it does not show late. */
  const openedAt = Date.now();
  let frozen = false;
  const pace = createPaintPace();
  let paintTimer: ReturnType<typeof setTimeout> | null = null;
  let paintDue = 0;
  let againTimer: ReturnType<typeof setTimeout> | null = null;
  let joinTimer: ReturnType<typeof setTimeout> | null = null;
  let told: Delays = { all: [], news: [] };
  /** Facts whose change is published and not rendered yet, by the version that shows it. */
  let unpainted: readonly Unpainted[] = [];

  const setPhase = (next: Phase): void => {
    const differs = JSON.stringify(next) !== JSON.stringify(phase);
    phase = next;
    if (differs) publish();
  };

  const distrust = (why: "lost" | "catching-up"): void => {
    if (phase.kind === "refused") return;
    setPhase(
      base === null && shown.state === null && why === "catching-up" ? { kind: "loading" } : { kind: "stale", why },
    );
  };

  /** Of `at` at the earliest is what the server has told: frames say nothing of it, as they may have lain on a slow line. */
  const heard = (at = Date.now()): void => {
    heardAt = Math.max(heardAt, at);
  };

  const trustIfCaughtUp = (): void => {
    if (silent || !watching || catchUpTo === null || headSeq < catchUpTo) return;
    failures = 0;
    if (joinTimer !== null) clearTimeout(joinTimer);
    // What was read with the board is as live as the board; what stood there while the server was silent may be old.
    if (phase.kind !== "live") liveFromSeq = joining ?? headSeq;
    joining = null;
    setPhase({ kind: "live" });
  };

  const readAgain = (under = read()): void => {
    const mine = ++reading;
    early = null;
    watching = false;
    silent = false;
    catchUpTo = null;
    behindSince = null;
    queue = [];
    if (againTimer !== null) clearTimeout(againTimer);
    if (joinTimer !== null) clearTimeout(joinTimer);
    joinTimer = setTimeout(() => {
      if (mine !== reading || phase.kind === "refused") return;
      dropReads();
      readAgain();
    }, JOIN_LIMIT_MS);
    distrust(socket.connected ? "catching-up" : "lost");
    under.then(
      (answer) => {
        if (mine !== reading) return;
        if ("code" in answer) {
          refuse(answer);
          return;
        }
        heard();
        joinFrom(answer, mine);
      },
      () => {
        if (mine === reading) tryLater();
      },
    );
  };

  const refuse = (refusal: Refusal): void => {
    if (refusal.code === "FORBIDDEN" || refusal.code === "UNAUTHENTICATED") {
      setPhase({ kind: "refused", code: refusal.code, message: refusal.message });
      return;
    }
    tryLater();
  };

  const tryLater = (): void => {
    setPhase({ kind: "stale", why: "lost" });
    const wait = READ_AGAIN_MS[Math.min(failures, READ_AGAIN_MS.length - 1)] ?? 4_000;
    failures += 1;
    if (againTimer !== null) clearTimeout(againTimer);
    againTimer = setTimeout(readAgain, wait);
  };

  const joinFrom = (answer: BoardRead, mine: number): void => {
    manualClock = answer.manualClock;
    if (manualClock) clockOffsetMs = null;
    knownAt = answer.state.now;
    base = answer.state;
    headSeq = answer.state.seq;
    joining = headSeq;
    if (!socket.connected) {
      distrust("lost");
      publish();
      return;
    }
    watching = true;
    const askedAt = Date.now();
    socket.watch({ topics: ["exceptions", "orderLines", "feeds", "presence"], since: headSeq }, (told) => {
      if (mine !== reading) return;
      heard(askedAt);
      silent = Date.now() - askedAt > SILENCE_MS;
      if (!told.ok) {
        refuse(told.error);
        return;
      }
      catchUpTo = Math.max(told.seq, answer.completeAtSeq);
      trustIfCaughtUp();
    });
    publish();
  };

  socket.onFrame((frame) => {
    if (!watching) return;
    const stands = join(headSeq, frame);
    if (stands === "repeated") return;
    if (stands === "gap") {
      readAgain();
      return;
    }
    headSeq = frame.toSeq;
    knownAt = frame.now;
    behindSince = null;
    queue.push({ frame, isNews: base !== null && bringsNews(frame, base) });
    trustIfCaughtUp();
    schedule();
  });
  socket.onResync(() => {
    heard();
    readAgain();
  });
  socket.onConnect(() => {
    heard();
    failures = 0;
    readAgain(early ?? read());
  });
  socket.onLost(() => {
    watching = false;
    distrust("lost");
  });

  const beat = setInterval(() => {
    const sentAt = Date.now();
    if (socket.connected) {
      if (told.all.length > 0) socket.painted(told.all, told.news);
      told = { all: [], news: [] };
      socket.beat((answer) => {
        const roundTrip = Date.now() - sentAt;
        // What was on the way for so long says nothing of now.
        if (roundTrip > SILENCE_MS) return;
        heard(sentAt);
        clockOffsetMs = manualClock ? null : Date.parse(answer.at) + roundTrip / 2 - Date.now();
        noticeLag(answer.seq);
        if (!manualClock && phase.kind === "live" && answer.seq <= headSeq) knownAt = answer.at;
      });
    }
  }, BEAT_EVERY_MS);
  const watchdog = setInterval(() => {
    if (Date.now() - heardAt > SILENCE_MS && phase.kind === "live") {
      silent = true;
      distrust("lost");
      dropReads();
    }
    if (behindSince !== null && Date.now() - behindSince > LAG_MS) readAgain();
  }, WATCH_EVERY_MS);

  /** A word from the server that it is further than its frames have told, for too long, is a gap as well. */
  const noticeLag = (serverSeq: number): void => {
    if (!watching) return;
    if (silent) {
      silent = false;
      // What was told meanwhile may be lost or lie on the line: reading is the sooner way.
      if (serverSeq > headSeq) {
        readAgain();
        return;
      }
    }
    if (serverSeq <= headSeq) {
      behindSince = null;
      if (phase.kind === "stale" && phase.why === "lost") trustIfCaughtUp();
    } else behindSince ??= Date.now();
  };

  const schedule = (): void => {
    const now = Date.now();
    const hasNews = queue.some(({ isNews }) => isNews);
    const at = pace.dueAt(now, hasNews);
    if (paintTimer !== null && at >= paintDue) return;
    if (paintTimer !== null) clearTimeout(paintTimer);
    paintDue = at;
    paintTimer = setTimeout(() => publishBy(at + HELD_MS), at - now);
  };

  const publishBy = (latest: number): void => {
    const wait = Math.min(touchedAt() + AFTER_TOUCH_MS, latest) - Date.now();
    if (wait <= 0) publish();
    else paintTimer = setTimeout(() => publishBy(latest), wait);
  };

  const publish = (): void => {
    if (paintTimer !== null) clearTimeout(paintTimer);
    paintTimer = null;
    const drawn = queue;
    queue = [];
    const version = shown.version + 1;
    const frames = drawn.map(({ frame }) => frame);
    const applied = base === null ? null : applyFrames(base, frames);
    if (applied) base = applied.state;
    const changedIn = new Map(shown.changedIn);
    if (!frozen) for (const id of applied?.changed ?? []) changedIn.set(id, version);
    if (drawn.length > 0) pace.painted(Date.now());
    shown = {
      phase,
      frozen,
      state: frozen ? shown.state : (base ?? shown.state),
      version,
      changedIn,
      liveFromSeq,
      heardAt,
      knownAt,
      clockOffsetMs,
    };
    if (!frozen) measure(drawn);
    for (const listen of listeners) listen();
  };

  const measure = (drawn: readonly Queued[]): void => {
    if (clockOffsetMs === null || phase.kind !== "live") return;
    const from = openedAt + clockOffsetMs;
    const { version } = shown;
    const facts = drawn.flatMap(({ frame: { factAt }, isNews }) => {
      const at = factAt === null ? Number.NaN : Date.parse(factAt);
      return at >= from ? [{ version, at, isNews }] : [];
    });
    unpainted = [...unpainted, ...facts];
  };

  const rendered = (version: number): void => {
    const offset = clockOffsetMs;
    const facts = unpainted.filter((one) => one.version <= version);
    unpainted = unpainted.filter((one) => one.version > version);
    if (facts.length === 0 || offset === null) return;
    afterPaint(() => {
      const at = Date.now();
      for (const fact of facts) {
        const delayMs = at + offset - fact.at;
        meter.record({ delayMs, at });
        if (told.all.length < MOST_TOLD) told.all.push(delayMs);
        if (fact.isNews && told.news.length < MOST_TOLD) told.news.push(delayMs);
      }
    });
  };

  if (socket.connected) readAgain();
  else readWhileConnecting();

  /** The page is filled by the first answer, whether or not the socket is up by then. */
  function readWhileConnecting(): void {
    early = read();
    early.then(
      (answer) => {
        if (reading > 0) return;
        if ("code" in answer) {
          refuse(answer);
          return;
        }
        base = answer.state;
        knownAt = answer.state.now;
        manualClock = answer.manualClock;
        if (manualClock) clockOffsetMs = null;
        distrust("catching-up");
        publish();
      },
      () => {
        early = null;
        if (reading === 0) distrust("lost");
      },
    );
  }

  return {
    snapshot: () => shown,
    subscribe(listen) {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    rendered,
    setFrozen(next) {
      frozen = next;
      publish();
    },
    delay: (now) => meter.figures(now),
    retry() {
      phase = { kind: "stale", why: "catching-up" };
      failures = 0;
      readAgain();
    },
    close() {
      clearInterval(beat);
      clearInterval(watchdog);
      if (paintTimer !== null) clearTimeout(paintTimer);
      if (againTimer !== null) clearTimeout(againTimer);
      if (joinTimer !== null) clearTimeout(joinTimer);
      reading += 1;
      socket.close();
    },
  };
}
