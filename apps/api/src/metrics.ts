import type { EscalationOverdue } from "@lockstep/store/store";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { ConnectorStatus } from "./feeds/run-connector.ts";
import type { QuarantineGauges } from "./query/quarantine-causes.ts";

const SECONDS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];

/** What the process tells about itself. Durations go in as milliseconds and come out as seconds. */
export interface Metrics {
  facts(accepted: number, duplicates: number, quarantined: number): void;
  committed(milliseconds: number): void;
  passed(milliseconds: number): void;
  passFailed(): void;
  /** What is shown was compared with the projection computed anew; it differed in so many places. */
  verified(differences: number): void;
  verifyFailed(): void;
  /** So many facts that were received so long ago are in what is shown now. */
  published(milliseconds: number, facts: number): void;
  /** From the receipt of a fact until a page had it on its screen, as the page says. */
  painted(milliseconds: number, kind: "all" | "news"): void;
  /** From the receipt of the latest fact behind a frame to its sending; null where time alone moved. */
  frame(milliseconds: number | null): void;
  watch(gauges: { readonly sockets: () => number; readonly queue: () => number; readonly seq: () => number }): void;
  connectors(about: {
    readonly statuses: () => readonly ConnectorStatus[];
    /** Sources whose last word may be so no more. */
    readonly troubled: () => readonly string[];
  }): void;
  quarantine(gauges: () => QuarantineGauges): void;
  escalation(look: () => Promise<EscalationOverdue>): void;
  text(): Promise<string>;
  readonly contentType: string;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const histogram = (name: string, help: string) => new Histogram({ name, help, buckets: SECONDS, registers });
  const outcomes = new Counter({
    name: "lockstep_facts_total",
    help: "Facts received, by what became of them.",
    labelNames: ["outcome"],
    registers,
  });
  const commits = histogram("lockstep_commit_seconds", "How long a group of facts or a command took to be durable.");
  const passes = histogram("lockstep_pass_seconds", "How long it took to project, to observe and to publish.");
  const failures = new Counter({
    name: "lockstep_pass_failures_total",
    help: "Passes that failed: what is shown stays as it was.",
    registers,
  });
  const verifications = new Counter({
    name: "lockstep_verifications_total",
    help: "Comparisons of what is shown with the projection computed anew, by their outcome.",
    labelNames: ["outcome"],
    registers,
  });
  for (const outcome of ["same", "differs", "failed"]) verifications.inc({ outcome }, 0);
  const differing = new Counter({
    name: "lockstep_projection_differences_total",
    help: "Places where what was shown differed from the projection computed anew; the first ten of each comparison.",
    registers,
  });
  const frames = new Counter({ name: "lockstep_frames_total", help: "Delta frames sent to rooms.", registers });
  const delays = histogram("lockstep_fact_to_frame_seconds", "From the receipt of a fact to the frame that shows it.");
  const views = histogram("lockstep_fact_to_view_seconds", "From the receipt of a fact until it is in what is shown.");
  const paints = histogram(
    "lockstep_fact_to_paint_seconds",
    "From the receipt of a fact until it is on a screen: a sample, as pages say.",
  );
  const newsPaints = histogram(
    "lockstep_news_to_paint_seconds",
    "From the receipt of a fact until a card that is new or graver by it is on a screen: a sample, as pages say.",
  );
  const gauge = (name: string, help: string, value: () => number): void => {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(value());
      },
    });
  };
  return {
    facts(accepted, duplicates, quarantined) {
      outcomes.inc({ outcome: "accepted" }, accepted);
      outcomes.inc({ outcome: "duplicate" }, duplicates);
      outcomes.inc({ outcome: "quarantined" }, quarantined);
    },
    committed: (milliseconds) => commits.observe(milliseconds / 1_000),
    passed: (milliseconds) => passes.observe(milliseconds / 1_000),
    published(milliseconds, facts) {
      for (let k = 0; k < facts; k += 1) views.observe(milliseconds / 1_000);
    },
    painted: (milliseconds, kind) => (kind === "all" ? paints : newsPaints).observe(milliseconds / 1_000),
    passFailed: () => failures.inc(),
    verified(differences) {
      verifications.inc({ outcome: differences === 0 ? "same" : "differs" });
      differing.inc(differences);
    },
    verifyFailed: () => verifications.inc({ outcome: "failed" }),
    frame(milliseconds) {
      frames.inc();
      if (milliseconds !== null) delays.observe(milliseconds / 1_000);
    },
    watch({ sockets, queue, seq }) {
      gauge("lockstep_sockets", "Sockets connected to /live.", sockets);
      gauge("lockstep_queue_facts", "Facts that wait to be decided.", queue);
      gauge("lockstep_seq", "The log's position.", seq);
    },
    connectors({ statuses, troubled }) {
      const each = (name: string, help: string, value: (status: ConnectorStatus) => number | null): void => {
        new Gauge({
          name: `lockstep_connector_${name}`,
          help,
          labelNames: ["connector"],
          registers,
          collect() {
            for (const status of statuses()) {
              const now = value(status);
              if (now !== null) this.set({ connector: status.id }, now);
            }
          },
        });
      };
      each("up", "1 while a connector is connected.", ({ isUp }) => Number(isUp));
      each("messages", "Messages that a connector received.", ({ messages }) => messages);
      each("facts", "What a connector made of them, with what it refused.", ({ offered }) => offered);
      each("refused", "What a connector could not understand: it is in quarantine.", ({ refused }) => refused);
      each("ignored", "Messages that a connector had no use for.", ({ ignored }) => ignored);
      each("failures", "How often a connector or its connection failed.", ({ failures }) => failures);
      each("message_age_seconds", "Since the last message of a connector.", ({ lastMessageAt }) =>
        lastMessageAt === null ? null : (Date.now() - lastMessageAt) / 1_000,
      );
      new Gauge({
        name: "lockstep_feed_trouble",
        help: "1 for a source whose last word may be so no more: it died, or its connection did.",
        labelNames: ["source"],
        registers,
        collect() {
          this.reset();
          for (const source of troubled()) this.set({ source }, 1);
        },
      });
    },
    quarantine(gauges) {
      gauge(
        "lockstep_quarantine_oldest_open_seconds",
        "How long the oldest fact in quarantine has lain there; 0 if none is open.",
        () => gauges().oldestSeconds,
      );
      new Gauge({
        name: "lockstep_quarantine_open",
        help: "Facts in quarantine that nobody has settled, by stage.",
        labelNames: ["stage"],
        registers,
        collect() {
          for (const [stage, facts] of Object.entries(gauges().byStage)) this.set({ stage }, facts);
        },
      });
    },
    escalation(look) {
      new Gauge({
        name: "lockstep_escalation_overdue",
        help: "What is due to be told for more than a minute, or could not be: steps, unsent and failed messages.",
        labelNames: ["what"],
        registers,
        async collect() {
          const { timers, messages, failed } = await look();
          this.set({ what: "steps" }, timers);
          this.set({ what: "messages" }, messages);
          this.set({ what: "failed" }, failed);
        },
      });
    },
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
