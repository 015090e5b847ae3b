import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, test } from "vitest";
import { readConfig } from "../apps/api/src/config.ts";
import { readChannels } from "../apps/api/src/escalation/channels/settings.ts";
import { readConnectors } from "../apps/api/src/feeds/connectors-file.ts";
import { type ServerProcess, startServerProcess } from "../apps/api/src/testing/server-process.ts";
import { checkEvent } from "../packages/domain/src/check-event.ts";
import { FACT_TYPES } from "../packages/domain/src/facts/catalogue.ts";
import { readCurls } from "./testing/curl.ts";
import { type Fence, type Markdown, readMarkdown } from "./testing/markdown.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const inRoot = (path: string): string => join(root, path);
const read = (path: string): Markdown => readMarkdown(readFileSync(inRoot(path), "utf8"));

const NEVER = new Set(["node_modules", "dist", ".git", ".turbo", ".lockstep", "coverage"]);
const SOURCES = /^(apps|packages|scripts|docker|\.ci|\.github)\/|^[^/]+\.(ts|mjs|json)$/;

/** Named here, so that a document that is gone fails. */
const OURS = [
  "README.md",
  "CHANGELOG.md",
  "CONTRIBUTING.md",
  "docker/README.md",
  "docs/ARCHITECTURE.md",
  "docs/CONNECT.md",
  "docs/GLOSSARY.md",
  "docs/decisions/README.md",
];
const files = filesUnder("");
const documents = [...new Set([...OURS, ...files.filter((file) => /^docs\/.*\.md$/.test(file))])];
const decisions = files.filter((file) => /^docs\/decisions\/\d/.test(file)).sort();

function filesUnder(folder: string): string[] {
  return readdirSync(inRoot(folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (NEVER.has(entry.name)) return [];
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

const sourceText = files
  .filter((file) => SOURCES.test(file) && !/\.(md|br|png|sql)$|package-lock/.test(file))
  .map((file) => readFileSync(inRoot(file), "utf8"))
  .join("\n");
const sourceWords = new Set(sourceText.match(/[A-Za-z_]\w*/g));

describe.each(documents)("%s", (document) => {
  const folder = dirname(document);

  test("links only to what is there", () => {
    const broken = read(document).links.filter((link) => !/^(https?|mailto):/.test(link) && !leadsSomewhere(link));
    expect(broken).toEqual([]);
  });

  function leadsSomewhere(link: string): boolean {
    const [path = "", anchor] = link.split("#");
    const target = path === "" ? document : join(folder, path);
    if (!existsSync(inRoot(target))) return false;
    return anchor === undefined || read(target).anchors.has(anchor);
  }

  test("names only paths and files that are there", () => {
    expect(read(document).code.filter((code) => !isFound(code, folder))).toEqual([]);
  });

  test("names only npm scripts that are there", () => {
    const { code, fences } = read(document);
    const commands = [...code, ...fences.map(({ text }) => text)].join("\n");
    const missing = [...commands.matchAll(NPM)].filter(([, name = "", workspace]) => {
      const manifest = workspace === undefined ? "package.json" : `${folderOf(workspace)}/package.json`;
      return scriptsOf(manifest)[name] === undefined;
    });
    expect(missing.map(([command]) => command)).toEqual([]);
  });

  test("names no variable and no enum value that the code does not know", () => {
    const words = read(document).text.match(/\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b/g) ?? [];
    expect(words.filter((word) => !sourceWords.has(word))).toEqual([]);
  });

  test("names no fact type that there is not", () => {
    const named = read(document).text.match(/\b(master|erp|mes|wms|tower)\.[a-z]+(-[a-z]+)*\b/g) ?? [];
    expect(named.filter((type) => !(type in FACT_TYPES) && !sourceText.includes(`/${type}"`))).toEqual([]);
  });
});

const NPM = /\bnpm (?:run )?([a-z][\w:-]*)(?: -w (@lockstep\/[a-z]+))?/g;
const folderOf = (workspace: string): string =>
  globSync("{packages,apps}/*", { cwd: root }).find((path) => path.endsWith(workspace.slice("@lockstep".length))) ?? "";

function scriptsOf(manifest: string): Record<string, string> {
  if (!existsSync(inRoot(manifest))) return {};
  return (JSON.parse(readFileSync(inRoot(manifest), "utf8")) as { scripts?: Record<string, string> }).scripts ?? {};
}

/** Whether it is no path, or one of the project: from the root, from the document, or a file's name alone. */
function isFound(code: string, folder: string): boolean {
  const path = code.replace(/\/$/, "");
  const top = path.split("/")[0] ?? "";
  const isPath = /^[\w.@*{},-]+(\/[\w.@*{},-]+)+$/.test(path) && existsSync(inRoot(top)) && top !== "..";
  const isFile = /^[\w./-]*[\w-]\.(ts|tsx|mjs|json|ndjson|md|graphql|yaml|sh|conf|css)$/.test(path);
  if (!isPath && !isFile) return true;
  if (globSync(path, { cwd: root }).length > 0 || existsSync(inRoot(join(folder, path)))) return true;
  return isFile && files.some((file) => file.endsWith(`/${path}`));
}

describe("the settings in README.md", () => {
  const table = read("README.md").tables.find((rows) => rows.some(([name]) => name === "`PORT`")) ?? [];

  const plain = (cell = ""): string => cell.replaceAll("`", "");

  test("are exactly those that the server and its start read", async () => {
    const asked = new Set<string>();
    const environment = new Proxy<Record<string, string>>(
      {},
      {
        get(_, name) {
          asked.add(String(name));
          return undefined;
        },
      },
    );
    expect(readConfig(environment, root).ok).toBe(true);
    expect((await readChannels(environment, root)).ok).toBe(true);
    const start = readFileSync(inRoot("scripts/start.mjs"), "utf8");
    for (const [, name = ""] of start.matchAll(/process\.env\.(\w+)/g)) asked.add(name);
    expect(asked.size).toBeGreaterThan(8);
    expect(table.map(([name]) => plain(name)).sort()).toEqual([...asked].sort());
  });

  test("have the defaults that the server has", () => {
    const given = table
      .map((row): [string, string] => [plain(row[0]), plain(row[1])])
      .filter(([, value]) => value !== "none");
    const stated = readConfig(Object.fromEntries(given), root);
    expect(stated).toEqual(readConfig({}, root));
    expect(given.length).toBeGreaterThan(6);
  });
});

describe("docs/GLOSSARY.md", () => {
  const rows = read("docs/GLOSSARY.md").tables.flat();
  const schema = readFileSync(inRoot("packages/protocol/src/schema.graphql"), "utf8");
  const valuesOf = (name: string): string[] => {
    const body = new RegExp(`^enum ${name} \\{([^}]*)\\}`, "m").exec(schema)?.[1] ?? "";
    return body.match(/\w+/g) ?? [];
  };
  const ENUMS = [
    "CauseKind",
    "ExceptionState",
    "SupplyKind",
    "DemandKind",
    "BoundBy",
    "OrderLineState",
    "OperationState",
    "ShortageVerdict",
    "Severity",
    "StepKind",
    "QuarantineState",
    "QuarantineStage",
  ];

  test.each(ENUMS)("has an entry for every value of %s, under that name", (name) => {
    const entries = new Set(
      read("docs/GLOSSARY.md")
        .tables.find((table) => isOf(table, name))
        ?.map(codeOf),
    );
    expect(valuesOf(name).filter((value) => !entries.has(value))).toEqual([]);
  });

  const codeOf = (row: readonly string[]): string => (row[0] ?? "").replace(/^.*`([^`]+)`.*$/, "$1");
  /** The table that is about the values of an enum, in full. */
  const isOf = (table: readonly (readonly string[])[], name: string): boolean => {
    const codes = new Set(table.map(codeOf));
    return valuesOf(name).every((value) => codes.has(value));
  };

  test("has an entry for every type of fact", () => {
    const entries = new Set(rows.map(codeOf));
    const types = Object.keys(FACT_TYPES);
    expect(types.length).toBeGreaterThan(20);
    expect(types.filter((type) => !entries.has(type))).toEqual([]);
  });

  test.each([
    "pegging",
    "act-by",
    "value at risk",
    "knowable",
    "finding",
    "quarantine",
    "parked",
    "baseline",
    "OTIF",
    "stocking point",
    "exception",
    "fact",
  ])("explains %s", (term) => {
    expect(rows.map(([first = ""]) => first.replaceAll("*", ""))).toContain(term);
  });

  test("says of each term in a sentence what it means, where it is from, and which word to avoid", () => {
    expect(rows.length).toBeGreaterThan(80);
    for (const row of rows) {
      expect(row, row[0]).toHaveLength(4);
      const [term = "", meaning = "", from = "", avoid = ""] = row;
      expect(
        [term, from, avoid].every((cell) => cell !== ""),
        term,
      ).toBe(true);
      expect(meaning.length, term).toBeGreaterThan(15);
    }
  });

  test("explains nothing twice", () => {
    const terms = read("docs/GLOSSARY.md").tables.flatMap((table, k) => table.map(([term]) => `${k}: ${term}`));
    expect(terms.filter((term, k) => terms.indexOf(term) !== k)).toEqual([]);
  });
});

test("docs/ARCHITECTURE.md says of every workspace what it knows and may import", () => {
  const named = new Set(
    read("docs/ARCHITECTURE.md")
      .tables.flat()
      .flatMap(([first = ""]) => first.match(/[\w/]+/g)),
  );
  const workspaces = globSync("{packages,apps}/*/package.json", { cwd: root }).map(dirname);
  expect(workspaces.length).toBeGreaterThan(8);
  expect(workspaces.filter((workspace) => !named.has(workspace))).toEqual([]);
});

describe("docs/decisions", () => {
  test("are numbered one after the other, and each stands in the index", () => {
    expect(decisions.length).toBeGreaterThan(5);
    expect(decisions.map((file) => Number(/\d{4}/.exec(file)?.[0]))).toEqual(decisions.map((_, k) => k + 1));
    const index = read("docs/decisions/README.md").links;
    expect(decisions.map((file) => relative("docs/decisions", file))).toEqual(index);
  });

  test.each(decisions)("%s has context, choice, consequence, and what would change our mind", (file) => {
    const parts = read(file).text.split(/^## /m).slice(1);
    expect(parts.map((part) => part.split("\n")[0])).toEqual([
      "Context",
      "Choice",
      "Consequence",
      "What would change our mind",
    ]);
    for (const part of parts) expect(part.split("\n").slice(1).join("").trim().length).toBeGreaterThan(40);
  });
});

describe("examples", () => {
  let server: ServerProcess | null = null;
  afterEach(() => server?.close());

  test.each(["README.md", "docs/CONNECT.md"])(
    "of %s get the answers that are written there",
    async (document) => {
      server = await startServerProcess();
      let answered = 0;
      let answer: unknown = null;
      for (const fence of read(document).fences) {
        if (fence.info === "json") {
          expect(answer).toEqual(JSON.parse(fence.text));
          answered += 1;
        }
        if (fence.info === "sh") for (const request of readCurls(fence.text, root)) answer = await ask(server, request);
      }
      expect(answered).toBeGreaterThan(2);
    },
    90_000,
  );

  async function ask({ url }: ServerProcess, { path, headers, body }: ReturnType<typeof readCurls>[number]) {
    const response = await fetch(url + path, { method: "POST", headers, body });
    expect(response.status, `${path} ${body}`).toBeLessThan(300);
    const answer = (await response.json()) as { readonly seq?: number };
    if (path === "/facts") await shown(url, answer.seq ?? 0);
    return answer;
  }

  /** Facts that are answered are in every answer within a second. */
  async function shown(url: string, seq: number): Promise<void> {
    const seqNow = async (): Promise<number> => {
      const response = await fetch(`${url}/graphql?query={asOf{seq}}`);
      return ((await response.json()) as { data: { asOf: { seq: number } } }).data.asOf.seq;
    };
    await expect.poll(seqNow, { timeout: 5_000 }).toBeGreaterThanOrEqual(seq);
  }

  test("of connectors are such as the server takes, and lie there as a file", async () => {
    const fences = read("docs/CONNECT.md").fences.filter(({ info }) => info === "yaml");
    const examples = globSync("docs/examples/*.yaml", { cwd: root });
    const texts = examples.map((path) => readFileSync(inRoot(path), "utf8"));
    expect(fences.map(({ text }) => text).sort()).toEqual(texts.sort());
    expect(examples.length).toBeGreaterThan(1);
    for (const path of examples) {
      const secrets = { LINE_BROKER_PASSWORD: "x", TRYTON_PASSWORD: "x", BOOKS_TOKEN: "x" };
      const read = await readConnectors({ path: inRoot(path), isNamed: true }, secrets);
      expect(read, path).toMatchObject({ ok: true });
    }
  });

  test("of mosquitto_pub publish facts that keep the rules", () => {
    const sent = [...read("docs/CONNECT.md").text.matchAll(/^mosquitto_pub .* -m '(.*)'$/gm)];
    expect(sent).not.toEqual([]);
    for (const [, text = ""] of sent) {
      expect(checkEvent(JSON.parse(text), { seq: 1, receivedAt: Date.UTC(2026, 2, 2, 12), mode: "live" }).ok).toBe(
        true,
      );
    }
  });

  const facts = read("docs/CONNECT.md").fences.filter((fence: Fence) => fence.info === "json fact");

  test("of single facts keep the rules of facts", () => {
    expect(facts).not.toEqual([]);
    for (const { text } of facts) {
      expect(checkEvent(JSON.parse(text), { seq: 1, receivedAt: Date.UTC(2026, 2, 2, 12), mode: "live" }).ok).toBe(
        true,
      );
    }
  });
});

test("the images that the documents show are pictures", () => {
  const images = documents.flatMap((document) =>
    read(document)
      .links.filter((link) => link.endsWith(".png"))
      .map((link) => join(dirname(document), link)),
  );
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47]);
  for (const image of images) expect(readFileSync(inRoot(image)).subarray(0, 4), image).toEqual(signature);
});
