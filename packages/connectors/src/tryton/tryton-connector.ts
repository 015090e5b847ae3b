import { contentHash } from "@lockstep/domain/content-hash";
import { canonicalText } from "@lockstep/domain/json";
import type { PolledConnector } from "../polled/contract.ts";
import { createPolled } from "../polled/polled-connector.ts";
import { writeOf } from "./commands.ts";
import type { Tryton } from "./configuration.ts";
import { createErp } from "./erp.ts";
import { masterFacts } from "./master-facts.ts";
import { orderFacts } from "./order-facts.ts";
import { stockFacts } from "./stock-facts.ts";
import { TABLES } from "./tables.ts";

/** Grows whenever rows are to mean something else than before. */
const RULES = 2;

/** Tryton as facts; `entries` is what it asked to be remembered. */
export function createTryton(config: Tryton, entries: Iterable<readonly [string, string]>): PolledConnector {
  return createPolled(
    {
      sourceOf: (type) => sourceOf(config, type),
      version: versionOf(config),
      derive(rows, opened) {
        const erp = createErp(rows, config);
        return [...masterFacts(erp), ...orderFacts(erp), ...stockFacts(erp, opened)];
      },
      write: (rows, asked) => writeOf(createErp(rows, config), asked),
    },
    entries,
  );
}

/** Every source that its facts may have. */
export const sourcesOf = (config: Tryton): readonly string[] =>
  ["master.", "erp.", "wms."].map((type) => sourceOf(config, type));

/** A source for each system that Tryton is, so that each has an age of its own. */
function sourceOf({ id, source }: Tryton, type: string): string {
  return `${source ?? `/tryton/${id}`}/${type.slice(0, type.indexOf("."))}`;
}

/** Of all that decides what is read and what rows mean; where it is and how often it is asked do not. */
function versionOf({ timeZone, sites, locations, ratesPerHour, promise, database }: Tryton): string {
  const meaning = { timeZone, sites, locations, ratesPerHour, promise, database };
  return contentHash(canonicalText({ RULES, TABLES, meaning })).slice(0, 16);
}
