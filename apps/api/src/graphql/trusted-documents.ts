import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ApolloServerPlugin } from "@apollo/server";
import { type DocumentNode, print } from "graphql";
import { asForbidden } from "../errors.ts";
import type { Log } from "../log.ts";
import type { Context } from "./context.ts";

const LIST = "trusted-documents.json";

/** The hashes of the documents that our own page asks, as its build has written them; none where it is not built. */
export function readTrusted(webFolder: string, log: Log): ReadonlySet<string> {
  try {
    return new Set(JSON.parse(readFileSync(join(webFolder, LIST), "utf8")) as readonly string[]);
  } catch (error) {
    log.warn(error, "the page's list of documents cannot be read: build the page, or nothing is answered to sessions");
    return new Set();
  }
}

/**
 * A browser's session is answered what our own page asks, and nothing else: whoever gets hold of one, or makes a page ask
 * in its name, cannot ask what no page does. Programs show a token, and ask what they like.
 */
export function onlyTrusted(trusted: ReadonlySet<string>): ApolloServerPlugin<Context> {
  const known = new WeakMap<DocumentNode, boolean>();
  const isTrusted = (document: DocumentNode): boolean => {
    const before = known.get(document);
    if (before !== undefined) return before;
    const is = trusted.has(createHash("sha256").update(print(document)).digest("hex"));
    known.set(document, is);
    return is;
  };
  return {
    requestDidStart: async () => ({
      didResolveOperation: async ({ contextValue, document }) => {
        if (contextValue.viewer.isBrowser !== true || isTrusted(document)) return;
        const message = "This server's own page asks nothing like that: load the page again. Programs show a token.";
        throw asForbidden(message);
      },
    }),
  };
}
