import { compileMessage } from "@lingui/message-utils/compileMessage";
import type { Plugin } from "vite";

/**
 * Does at build time what would else need two parsers in the page: messages become what lingui runs, GraphQL documents
 * become their trees. In development and in tests both are done as the modules load.
 */
export function precompile(): Plugin {
  return {
    name: "lockstep-precompile",
    apply: "build",
    async load(id) {
      if (/\/src\/i18n\/en(-[a-z]+)?\.ts$/.test(id)) {
        const catalogues = Object.entries<Record<string, string>>(await import(id));
        return catalogues
          .map(([name, texts]) => `export const ${name} = ${JSON.stringify(compiled(texts))};`)
          .join("\n");
      }
      if (/\/src\/api\/[a-z]+-documents\.ts$/.test(id)) {
        const documents = Object.entries<object>(await import(id));
        return documents
          .map(([name, tree]) => `export const ${name} = ${JSON.stringify(tree, leaveOutPlaces)};`)
          .join("\n");
      }
      return null;
    },
  };
}

const compiled = (texts: Record<string, string>): object =>
  Object.fromEntries(Object.entries(texts).map(([key, message]) => [key, compileMessage(message)]));

/** Where in the text a part stood is of no use to the page. */
function leaveOutPlaces(key: string, value: unknown): unknown {
  return key === "loc" ? undefined : value;
}
