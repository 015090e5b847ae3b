import type { B2mmlMapping } from "@lockstep/connectors/b2mml/mapping";
import { type B2mmlFolder, type CsvFolder, declaredMapping, tableSourceOf } from "@lockstep/connectors/configuration";
import type { Offered } from "@lockstep/connectors/contract";
import type { CsvMapping } from "@lockstep/connectors/csv/mapping";
import type { Ledger } from "@lockstep/domain/ledger";
import type { Store } from "@lockstep/store/store";
import { standFor } from "../../imports/order.ts";
import type { Log } from "../../log.ts";
import type { Writer } from "../../writer/contract.ts";
import type { B2mmlReader } from "../b2mml-reader.ts";
import { b2mmlFiles } from "./b2mml-files.ts";
import { keptMapping, tableFiles } from "./table-files.ts";
import type { FileKind } from "./take-files.ts";

interface Parts {
  readonly b2mml: { readonly mapping: B2mmlMapping; readonly reader: B2mmlReader };
  readonly writer: Writer;
  readonly store: Store;
  readonly ledger: Ledger;
  readonly clockMode: "live" | "manual";
  /** Resolves when they are durable. */
  readonly take: (offered: readonly Offered[]) => Promise<unknown>;
  readonly log: Log;
}

/** What is made of the files in a declared folder. */
export function fileKindOf(config: B2mmlFolder | CsvFolder, parts: Parts): FileKind {
  if (config.kind === "b2mml-folder") return b2mmlFiles({ id: config.id, find: parts.ledger.find, ...parts });
  const source = tableSourceOf(config);
  const declared = declaredMapping(config.mapping);
  return tableFiles({
    source,
    mapping: async () => declared ?? (await keptFor(source, parts.store)),
    ledger: parts.ledger,
    // It was true when it was written: of last week's export, dropped by mistake, nothing overwrites what is known since.
    standAt: (mapping, asOf) => standFor({ source, asOf, mapping }, parts.writer, parts.clockMode),
    take: parts.take,
  });
}

async function keptFor(source: string, store: Store): Promise<CsvMapping | null> {
  const kept = (await store.importMappings()).find((one) => one.source === source);
  return kept === undefined ? null : keptMapping(kept.mapping);
}
