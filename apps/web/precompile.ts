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
      if (id.endsWith("/src/i18n/en.ts")) {
        const { en } = await import(id);
        const compiled = Object.entries<string>(en).map(([key, message]) => [key, compileMessage(message)]);
        return `export const en = ${JSON.stringify(Object.fromEntries(compiled))};`;
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

/** Where in the text a part stood is of no use to the page. */
function leaveOutPlaces(key: string, value: unknown): unknown {
  return key === "loc" ? undefined : value;
}
