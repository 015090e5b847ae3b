import { createHash } from "node:crypto";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type DocumentNode, print } from "graphql";
import type { Plugin } from "vite";

const FOLDER = join(import.meta.dirname, "src/api");

/** What the server takes for the same document: however it is spaced. */
export const hashOfDocument = (document: DocumentNode): string =>
  createHash("sha256").update(print(document)).digest("hex");

/** Every document that our own pages ask, with its name, which another may have, too. */
export async function ownDocuments(): Promise<readonly (readonly [name: string, document: DocumentNode])[]> {
  const names = (await readdir(FOLDER)).filter((name) => name.endsWith("-documents.ts")).sort();
  const modules = await Promise.all(
    names.map(async (name) => Object.entries<DocumentNode>(await import(join(FOLDER, name)))),
  );
  return modules.flat();
}

/**
 * Writes beside the page which documents it asks: from a browser's session the server answers no other
 * (`apps/api/src/graphql/trusted-documents.ts`).
 */
export function trustedDocuments(): Plugin {
  return {
    name: "lockstep-trusted-documents",
    apply: "build",
    async generateBundle() {
      const hashes = (await ownDocuments()).map(([, document]) => hashOfDocument(document));
      const source = `${JSON.stringify([...new Set(hashes)].sort(), null, 1)}\n`;
      this.emitFile({ type: "asset", fileName: "trusted-documents.json", source });
    },
  };
}
