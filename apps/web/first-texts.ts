import { print, stripIgnoredCharacters } from "graphql";
import type { Plugin, Rolldown } from "vite";
import { ownDocuments } from "./trusted-documents.ts";

const MODULE = "virtual:first-texts";
const EARLY = "src/first/early.ts";
/** What every page asks first, and what pages ask of their own before they show anything. */
const ASKED_FIRST = ["READ_EXCEPTIONS", "READ_LINES", "READ_PLANT", "READ_LEADER", "READ_PLAN"];

/** The frame of all pages. */
const FRAME = "index.html";
/** Pages whose code is fetched before the frame of all pages asks for it, by their addresses. */
const PAGES = {
  "/plan": "src/plan/plan-page.tsx",
  "/leader": "src/leader/leader-page.tsx",
  "/line": "src/line/line-page.tsx",
};

/** By the name of the operation. */
export async function textsAskedFirst(): Promise<Readonly<Record<string, string>>> {
  const documents = (await ownDocuments()).filter(([name]) => ASKED_FIRST.includes(name));
  const texts = documents.flatMap(([, document]) =>
    document.definitions.flatMap((one) =>
      one.kind === "OperationDefinition" && one.name ? [[one.name.value, stripIgnoredCharacters(print(document))]] : [],
    ),
  );
  return Object.fromEntries(texts);
}

/** A small script before all others asks what the page will show, with questions that need no library to be put together. */
export function firstTexts(): Plugin {
  let isBuild = false;
  return {
    name: "lockstep-first-texts",
    configResolved: ({ command }) => {
      isBuild = command === "build";
    },
    buildStart() {
      if (isBuild) this.emitFile({ type: "chunk", id: EARLY, name: "early" });
    },
    resolveId: (id) => (id === MODULE ? `\0${MODULE}` : null),
    async load(id) {
      if (id !== `\0${MODULE}`) return null;
      return `export const TEXTS = ${JSON.stringify(await textsAskedFirst())};`;
    },
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }) {
        if (bundle === undefined)
          return behindCharset(html, [`<script type="module" async crossorigin src="/${EARLY}"></script>`]);
        const early = Object.values(bundle).find((one) => one.type === "chunk" && one.name === "early");
        if (early?.type !== "chunk") throw new Error("the script that asks first is not in the bundle");
        const [main = ""] = filesOf(bundle, FRAME);
        const own = `<script type="module" crossorigin src="/${main}"></script>`;
        if (!html.includes(own)) throw new Error(`the page has no ${own} that could begin after its first script`);
        return behindCharset(html.replace(own, modulePreload(main)), [
          `<meta name="lockstep-pages" content='${JSON.stringify(filesOfPages(bundle))}'>`,
          `<script type="module" async crossorigin src="/${early.fileName}" data-main="/${main}"></script>`,
          ...early.imports.map(modulePreload),
        ]);
      },
    },
  };
}

const modulePreload = (file: string): string => `<link rel="modulepreload" crossorigin href="/${file}">`;

/** A browser looks for the characters of a page in its first bytes alone. */
function behindCharset(html: string, tags: readonly string[]): string {
  const charset = '<meta charset="utf-8" />';
  if (!html.includes(charset)) throw new Error(`the page has no ${charset} behind which its first script could be put`);
  return html.replace(charset, () => [charset, ...tags].join("\n    "));
}

/** What each page needs beside what every page has. */
function filesOfPages(bundle: Rolldown.OutputBundle): Readonly<Record<string, readonly string[]>> {
  const everywhere = new Set(filesOf(bundle, FRAME));
  const files = Object.entries(PAGES).map(([path, source]) => {
    const own = filesOf(bundle, source).filter((name) => !everywhere.has(name));
    const styles = own.flatMap((name) => [...(chunkOf(bundle, name)?.viteMetadata?.importedCss ?? [])]);
    return [path, [...own, ...styles]] as const;
  });
  return Object.fromEntries(files);
}

/** The scripts that a source has become: its own, and those that are imported. */
function filesOf(bundle: Rolldown.OutputBundle, source: string): readonly string[] {
  const chunk = Object.values(bundle).find(
    (one) => one.type === "chunk" && one.facadeModuleId?.endsWith(`/apps/web/${source}`),
  );
  if (chunk === undefined) throw new Error(`${source} is not in the bundle as a script of its own: name another`);
  const known = new Set<string>();
  const follow = (name: string): void => {
    if (known.has(name)) return;
    known.add(name);
    for (const other of chunkOf(bundle, name)?.imports ?? []) follow(other);
  };
  follow(chunk.fileName);
  return [...known];
}

function chunkOf(bundle: Rolldown.OutputBundle, name: string): Rolldown.OutputChunk | undefined {
  const chunk = bundle[name];
  return chunk?.type === "chunk" ? chunk : undefined;
}
