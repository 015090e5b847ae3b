import { hash } from "node:crypto";
import { createServer } from "node:http";
import { fileURLToPath } from "node:url";
import { present } from "@lockstep/domain/assert";
import { createLedger } from "@lockstep/domain/create-ledger";
import { DAY } from "@lockstep/domain/instant";
import { createIntake } from "@lockstep/domain/intake";
import { ok, type Result, refuse } from "@lockstep/domain/result";
import type { Finding } from "@lockstep/domain/world";
import { LogLost } from "@lockstep/store/log-lost";
import { isDamage, wordsOf } from "@lockstep/store/plain-error";
import { openStore, type Store } from "@lockstep/store/store";
import { atMost } from "./at-most.ts";
import { type AuditVerifier, createAuditVerifier, SYSTEM } from "./audit/verifier.ts";
import type { Config } from "./config.ts";
import { startDemoPlant } from "./demo-plant.ts";
import { EngineLost, type EngineThread, startEngineThread } from "./engine-thread/engine-thread.ts";
import type { EngineSettings } from "./engine-thread/protocol.ts";
import { readChannels } from "./escalation/channels/settings.ts";
import { openPushDevices } from "./escalation/push/push-devices.ts";
import { type Calls, findingsOf, reachOf, startCalls } from "./escalation/start-calls.ts";
import { towerClock } from "./escalation/tower-clock.ts";
import { readB2mmlSection } from "./feeds/b2mml-file.ts";
import { createB2mmlReader } from "./feeds/b2mml-reader.ts";
import { readConnectors } from "./feeds/connectors-file.ts";
import { startEmbeddedBroker } from "./feeds/embedded-broker.ts";
import { readEpcis } from "./feeds/epcis-file.ts";
import { type Feeds, startFeeds } from "./feeds/start-feeds.ts";
import { forgetPhotos } from "./forget-photos.ts";
import { startGraphQL } from "./graphql/server.ts";
import { readTrusted } from "./graphql/trusted-documents.ts";
import { createApp } from "./http/app.ts";
import { createPhase } from "./http/phase.ts";
import { answerUnreadable } from "./http/unreadable.ts";
import type { Identity } from "./identity/identity.ts";
import { createProvider } from "./identity/oidc.ts";
import { openIdentity } from "./identity/open-identity.ts";
import { createOrigins } from "./identity/origin.ts";
import { listen } from "./listen.ts";
import { createLiveServer, type LiveServer } from "./live/live-server.ts";
import type { Log } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { restoreOtif } from "./otif/restore-otif.ts";
import { createPastViews, type PastViews } from "./past/past-views.ts";
import { createToldPlans } from "./query/plan-changes.ts";
import { quarantineGauges } from "./query/quarantine-causes.ts";
import { findingsOfLog } from "./restore/log-hole.ts";
import { type Feeding, type Known, type RestoreParts, restore } from "./restore/restore.ts";
import { startSnapshots } from "./restore/snapshots.ts";
import { createAsMoney } from "./wire/money.ts";
import type { Writer } from "./writer/contract.ts";
import { everyNight } from "./writer/every-night.ts";
import { startWriter } from "./writer/writer.ts";

const WEB_FOLDER = fileURLToPath(new URL("../../web/dist", import.meta.url));
/** Together well below the five seconds after which whoever sent the signal loses patience. */
const DRAIN_MS = 1_500;
const SNAPSHOT_MS = 1_000;
const STOP_MS = 3_500;

export interface RunningServer {
  /** Finishes what has begun, ends everything that was started, and resolves within four seconds. */
  stop(): Promise<void>;
}

/** Starts everything; or says in one line why it cannot. Answers that it is alive before it is ready. */
export async function startServer(config: Config, log: Log): Promise<Result<RunningServer, string>> {
  const metrics = createMetrics();
  const phase = createPhase();
  let store: Store | null = null;
  let writer: Writer | null = null;
  let live: LiveServer | null = null;
  let connected: Feeds | null = null;
  let pastViews: PastViews | null = null;
  let identity: Identity | null = null;
  const { auth } = config;
  const origins = createOrigins(auth);
  const provider = auth.oidc === null ? ok(null) : await createProvider(auth.oidc, { env: process.env, log });
  if (!provider.ok) return provider;
  const whoIs = (): Identity => present(identity, () => "asked before it is ready");
  let calls: Calls | null = null;
  let auditVerifier: AuditVerifier | null = null;
  let logFindings: readonly Finding[] = [];
  const channels = await readChannels(process.env, process.cwd());
  if (!channels.ok) return channels;
  const ledger = createLedger();
  const epcis = await readEpcis(config.connectors);
  if (!epcis.ok) return epcis;
  const b2mml = await readB2mmlSection(config.connectors);
  if (!b2mml.ok) return b2mml;
  const { mapping, declared } = b2mml.value;
  const readingB2mml = { mapping, reader: createB2mmlReader(declared) };
  const intake = createIntake(ledger, { hash: (text) => hash("sha256", text) });
  const app = createApp({
    server: await startGraphQL(log, {
      isInDevelopment: auth.mode === "dev",
      hidesMoney: config.noMoney.size > 0,
      trusted: auth.trustedDocuments ? readTrusted(WEB_FOLDER, log) : null,
    }),
    identity: whoIs,
    origins,
    proxies: auth.proxies,
    signIn: {
      identity: whoIs,
      writer: () => present(writer, () => "asked before it is ready"),
      publicUrl: ({ headers }) => auth.publicUrl ?? new URL(`http://${headers.host ?? "localhost"}`),
      longestMs: auth.sessions.longestMs,
      log,
    },
    writer: () => present(writer, () => "asked before it is ready"),
    store: () => present(store, () => "asked before it is ready"),
    ledger: () => ledger,
    pastViews: () => present(pastViews, () => "asked before it is ready"),
    feeds: () => present(connected, () => "asked before it is ready"),
    toldPlans: createToldPlans(),
    auditVerifier: () => present(auditVerifier, () => "asked before it is ready"),
    stewards: config.stewards,
    phase,
    clockMode: config.clock,
    bodyPatienceMs: config.bodyPatienceMs,
    currency: config.currency,
    webFolder: WEB_FOLDER,
    epcis: epcis.value,
    b2mml: readingB2mml,
    metrics,
    log,
  });
  const http = createServer(app);
  answerUnreadable(http);
  // A stream of facts may last as long as it likes; whoever reads a body says how long it waits for it.
  http.requestTimeout = 0;
  const listening = await listen(http, config);
  if (!listening.ok) return listening;
  const url = listening.value.origin;
  log.info({ url, clock: config.clock }, "listening");

  const connectors = await readConnectors(config.connectors, process.env);
  if (!connectors.ok) return connectors;
  const { mqtt } = config;
  const isEmbedded = mqtt.url === null && mqtt.port !== 0;
  const embedded = isEmbedded ? await startEmbeddedBroker(mqtt.port, log) : null;
  if (embedded?.ok === false) return embedded;

  const began = performance.now();
  // It is there when the log is.
  const engines = createEngines({ mode: config.clock, currency: config.currency });
  const opened = await openStore(config.store);
  if (!opened.ok) {
    engines.waste();
    return refuse(opened.error.message);
  }
  store = opened.value;
  const logStore = store;
  const onLost = (error: unknown): never => endWithout(error, log);
  void store.lost.then(onLost);
  const { withoutRowPolicies: why } = store;
  if (why !== null) log.warn({ why }, "the database itself keeps no rows of other sites back: see docs/DATABASE.md");
  const { clock: clockMode } = config;
  const read = await readLog({ store, ledger, intake, clockMode, log, feeding: engines });
  if (!read.ok) return read;
  const { restored, feeds, archive, rules } = read.value;
  const readMs = Math.round(performance.now() - began);
  const otif = await restoreOtif(store, { ledger, clockMode, currency: config.currency, clock: restored.clock });
  const { mayBePrivate } = channels.value.push;
  const devices = await openPushDevices({ store, now: Date.now, mayBePrivate });
  writer = await startWriter({
    otif,
    store,
    ledger,
    intake,
    startEngine: () => engines.start(),
    feeds,
    restored,
    clockMode,
    asMoney: createAsMoney(config.currency),
    log,
    metrics,
    onPublish: (publication) => live?.publish(publication),
    reach: reachOf(channels.value, devices),
    stewards: config.stewards,
    noMoney: config.noMoney,
    onCalled: () => calls?.deliverer.wake(),
    onTold: (people) => live?.tell(people),
    audited: () => [...logFindings, ...findingsOf(calls), ...(auditVerifier?.findings ?? [])],
    onLost,
  });
  const running = writer;
  const verifier = createAuditVerifier({
    store,
    place: config.checkpoints,
    note: (noted) => running.note([noted]),
    onFinding: () => running.refresh(),
    log,
  });
  auditVerifier = verifier;
  const engineSettings = { mode: config.clock, currency: config.currency };
  const past = createPastViews({
    store,
    ledger,
    startEngine: () => startEngineThread(engineSettings),
    clock: () => towerClock(running.view),
    clockMode,
    currency: config.currency,
    asMoney: createAsMoney(config.currency),
    log,
  });
  pastViews = past;
  const known = await openIdentity({
    ...{ auth, store, provider: provider.value, port: listening.value.port, log, noMoney: config.noMoney },
    note: (noted) => running.note([noted]),
  });
  identity = known;
  live = createLiveServer({
    ...{ http, view: () => running.view, ledger, log, identity: known, origins },
    onFrame: metrics.frame,
    onPainted: metrics.painted,
  });
  calls = startCalls({
    settings: channels.value,
    devices,
    store,
    workflow: () => running.view.workflow,
    now: () => towerClock(running.view),
    onFinding: () => running.refresh(),
    log,
  });
  const { auditor } = calls;
  metrics.escalation(() => auditor.look());
  const sockets = live;
  metrics.watch({ sockets: () => sockets.sockets, queue: () => running.backlog, seq: () => running.seq });
  metrics.quarantine(() => quarantineGauges(running.view));
  const endNights =
    config.clock === "live"
      ? everyNight(() => {
          verifyAtNight(running, log);
          void verifier.verify(SYSTEM);
          forgetAtNight(logStore, config.rawDays, log);
          void forgetPhotos({ store: logStore, workflow: () => running.view.workflow, now: Date.now(), log });
        })
      : () => {};
  const snapshots = startSnapshots({ store, writer, ledger, feeds, restored, archive, rules, log });
  const sources = await startFeeds({
    connectors: connectors.value,
    broker: mqtt.url === null ? (embedded?.value ?? null) : { url: mqtt.url },
    instance: placeOf(config.store),
    env: process.env,
    b2mml: readingB2mml,
    writer,
    store,
    feeds,
    ledger,
    clockMode: config.clock,
    log,
  });
  connected = sources;
  metrics.connectors({ statuses: () => sources.statuses, troubled: () => feeds.troubled() });
  phase.ready();
  const { durability } = store;
  const milliseconds = Math.round(performance.now() - began);
  const { seq } = writer;
  const { snapshotSeq } = restored;
  log.info({ url, seq, snapshotSeq, facts: ledger.size, durability, readMs, milliseconds }, "ready");
  void findingsOfLog(store, log).then((findings) => {
    logFindings = findings;
    if (findings.length > 0) running.refresh();
  });
  const plant = config.demo ? startDemoPlant(url, log, auth.mode === "dev" ? null : known.ownToken) : null;

  async function stop(): Promise<void> {
    endNights();
    verifier.stop();
    known.sessions.stop();
    await Promise.all([phase.drain(DRAIN_MS), plant?.stop(), atMost(DRAIN_MS, sources.stop())]);
    await readingB2mml.reader.stop();
    await atMost(SNAPSHOT_MS, snapshots.finish());
    await past.stop();
    await atMost(SNAPSHOT_MS, calls?.stop() ?? Promise.resolve());
    await running.stop();
    const closed = sockets.close();
    http.closeAllConnections();
    await closed;
    await logStore.close();
  }

  return ok({ stop: () => atMost(STOP_MS, stop()) });
}

async function readLog(parts: RestoreParts): Promise<Result<Known, string>> {
  try {
    return ok(await restore(parts));
  } catch (error) {
    if (!isDamage(error)) throw error;
    return refuse(`the database is damaged: ${wordsOf(error)}. Restore a backup of it.`);
  }
}

/** What is in memory can go no further: a restart begins with what the log says. */
function endWithout(error: unknown, log: Log): never {
  if (error instanceof LogLost) log.fatal(`Lockstep ends: ${error.message}`);
  else {
    const why = error instanceof EngineLost ? "no engine lasts on these facts" : "the log cannot be written any more";
    log.fatal(error, `${why}: ending; what was answered is in the log`);
  }
  process.exit(1);
}

/** Starts engines, the first one at once: it is fed while the log is still read, if there is something to feed it with. */
function createEngines(settings: EngineSettings): Feeding & { start(): EngineThread } {
  let first: EngineThread | null = startEngineThread(settings);
  return {
    feed: (chunks, clock) => first?.feed(chunks, clock),
    waste() {
      void first?.stop();
      first = null;
    },
    start() {
      const started = first ?? startEngineThread(settings);
      first = null;
      return started;
    },
  };
}

/** What facts were made of is kept for a while; its hash stays. */
function forgetAtNight(store: Store, days: number, log: Log): void {
  void store.forgetRaw(Date.now() - days * DAY).then(
    (messages) => log.info({ messages, days }, "old messages were forgotten; their hashes stay"),
    (error: unknown) => log.error(error, "old messages could not be forgotten"),
  );
}

/** Where the log is, without the user and the password: it tells instances on one broker apart. */
function placeOf(store: Config["store"]): string {
  if ("dataFolder" in store) return store.dataFolder;
  const { host, pathname } = new URL(store.databaseUrl);
  return host + pathname;
}

/** What differs is put right, logged and shown by the writer itself. */
function verifyAtNight(writer: Writer, log: Log): void {
  const began = performance.now();
  void writer.verify().then(
    ({ differences, seq }) =>
      log.info(
        { differences: differences.length, seq, milliseconds: Math.round(performance.now() - began) },
        "what is shown was compared with the projection computed anew",
      ),
    (error: unknown) => log.error(error, "what is shown could not be compared with the projection computed anew"),
  );
}
