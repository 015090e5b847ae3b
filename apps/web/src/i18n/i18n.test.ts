import { readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { buildSchema, isEnumType } from "graphql";
import { expect, test } from "vitest";
import { en } from "./en.ts";
import { enAdherence } from "./en-adherence.ts";
import { enAudit } from "./en-audit.ts";
import { enCollaborate } from "./en-collaborate.ts";
import { enDefinitions } from "./en-definitions.ts";
import { enDetail } from "./en-detail.ts";
import { enEscalation } from "./en-escalation.ts";
import { enFeeds } from "./en-feeds.ts";
import { enFindings } from "./en-findings.ts";
import { enHandover } from "./en-handover.ts";
import { enImport } from "./en-import.ts";
import { enLeader } from "./en-leader.ts";
import { enLine } from "./en-line.ts";
import { enLineage } from "./en-lineage.ts";
import { enOutgoing } from "./en-outgoing.ts";
import { enPack } from "./en-pack.ts";
import { enPast } from "./en-past.ts";
import { enPerformance } from "./en-performance.ts";
import { enPlan } from "./en-plan.ts";
import { enPlaybook } from "./en-playbook.ts";
import { enQuarantine } from "./en-quarantine.ts";
import { enRules } from "./en-rules.ts";
import { enTrace } from "./en-trace.ts";
import { enWall } from "./en-wall.ts";
import { t, word } from "./i18n.ts";

const source = resolve("apps/web/src");
const code = readdirSync(source, { recursive: true, encoding: "utf8" })
  .filter((name) => /\.tsx?$/.test(name) && !/\.test\.tsx?$/.test(name) && !/en(-[a-z]+)?\.ts$/.test(name))
  .map((name) => readFileSync(join(source, name), "utf8"))
  .join("\n");

test("messages put their values in, with plurals", () => {
  expect(t("list.count", { n: 1 })).toBe("1 exception");
  expect(t("list.count", { n: 12 })).toBe("12 exceptions");
  expect(t("header.delayTitle", { n: 3 })).toContain("fact's receipt");
});

/** The first page's, and those of pages that bring theirs with them. */
const catalogues = [
  en,
  enAudit,
  enCollaborate,
  enDetail,
  enFeeds,
  enFindings,
  enImport,
  enLine,
  enLineage,
  enOutgoing,
  enPack,
  enPast,
  enPerformance,
  enPlan,
  enPlaybook,
  enQuarantine,
  enTrace,
  enWall,
  enRules,
  enLeader,
  enAdherence,
  enDefinitions,
  enEscalation,
  enHandover,
].map((texts) => Object.keys(texts));

test("no text stands in a catalogue that nothing says, and none in two", () => {
  // Ids that are put together from a group and a word of the server's, or of the code's.
  const groups = [...code.matchAll(/(?:\bt\(|= )`([a-zA-Z.]+\.)\$\{/g)].map((found) => found[1] ?? "");
  const words = [...code.matchAll(/\bword\("(\w+)"/g)].map((found) => `${found[1]}.`);
  const known = [...groups, ...words];
  const unused = catalogues
    .flat()
    .filter((id) => !code.includes(`"${id}"`) && !known.some((group) => id.startsWith(group)));
  expect(unused).toEqual([]);
  expect(new Set(catalogues.flat()).size).toBe(catalogues.flat().length);
});

test("every enum value that the page shows has its word", () => {
  const schema = buildSchema(readFileSync(resolve("packages/protocol/src/schema.graphql"), "utf8"));
  const groups = {
    CauseKind: "kind",
    Severity: "severity",
    ExceptionState: "state",
    OrderLineState: "lineState",
    SupplyKind: "supply",
    DemandKind: "demand",
    BoundBy: "bound",
    OperationState: "operation",
    ShortageVerdict: "verdict",
    ResourceState: "resourceState",
    FeedStatus: "feedStatus",
    ProductionOrderStatus: "orderStatus",
    StepKind: "step",
    SubjectType: "subject",
    ActionKind: "action",
    QuarantineState: "quarantine.state",
    QuarantineStage: "quarantine.stage",
    RuleConditionKind: "rules.is",
    RuleEffect: "rules.effect",
    RuleKind: "rules.kind",
    Role: "role",
    FeedToDo: "feeds.do",
    FeedTrouble: "feeds.trouble",
    LineageOf: "lineage.of",
    LineageFigure: "lineage.figure",
    LineageLeftOut: "lineage.left",
    LineageOrigin: "lineage.origin",
  };
  const missing = Object.entries(groups).flatMap(([type, group]) => {
    const found = schema.getType(type);
    if (!isEnumType(found)) return [type];
    return found
      .getValues()
      .map((value) => `${group}.${value.name}`)
      .filter((id) => !catalogues.some((ids) => ids.includes(id)));
  });
  expect(missing).toEqual([]);
});

test("words that come with a page are said once it is there; a value that nobody knows is said as it is", async () => {
  await import("./detail-texts.ts");
  expect(word("verdict", "REAL")).toBe("Real shortage");
  expect(word("demand", "CLAIM")).toBe("Production");
  expect(word("holdState", "HELD")).toBe("Held");
  expect(word("severity", "HIGH")).toBe("High");
  expect(word("verdict", "NEVER_HEARD_OF")).toBe("NEVER_HEARD_OF");
});
