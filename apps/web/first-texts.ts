import { print, stripIgnoredCharacters } from "graphql";
import type { Plugin } from "vite";
import { ownDocuments } from "./trusted-documents.ts";

const MODULE = "virtual:first-texts";
const EARLY = "src/first/early.ts";
/** What every page asks first, and what pages ask of their own before they show anything. */
const ASKED_FIRST = ["READ_EXCEPTIONS", "READ_LINES", "READ_PLANT", "READ_LEADER", "READ_PLAN"];

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
      handler(_, { bundle }) {
        const script = (src: string) => ({
          tag: "script",
          attrs: { type: "module", crossorigin: true, src },
          injectTo: "head-prepend" as const,
        });
        if (bundle === undefined) return [script(`/${EARLY}`)];
        const early = Object.values(bundle).find((one) => one.type === "chunk" && one.name === "early");
        if (early?.type !== "chunk") throw new Error("the script that asks first is not in the bundle");
        const preloads = early.imports.map((file) => ({
          tag: "link",
          attrs: { rel: "modulepreload", crossorigin: true, href: `/${file}` },
          injectTo: "head-prepend" as const,
        }));
        return [script(`/${early.fileName}`), ...preloads];
      },
    },
  };
}
